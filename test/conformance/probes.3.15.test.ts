import { probeSuite } from './probeSuite';

probeSuite('3.15');
