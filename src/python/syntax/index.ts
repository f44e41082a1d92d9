/** Entry of `python/syntax`: what other areas may import. */
export type * from './nodes';
export type { SyntaxDiagnostic } from './diagnostic';
