import { probeSuite } from './probeSuite';

probeSuite('3.13');
