/** Entry of `analysis`: what other areas may import. */
export type * from './heapView';
