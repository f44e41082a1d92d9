/** Entry of `annotations`: what other areas may import. */
export type * from './lineAnnotation';
