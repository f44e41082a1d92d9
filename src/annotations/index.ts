/** Entry of `annotations`: what other areas may import. */
export type * from './lineAnnotation';
export { cycleHint, leakHint, type LineHint } from './hints';
export { hoverAnswer, type HoverPlace } from './hover';
export { lineAnnotation, lineAnnotations } from './lineAnnotations';
export { lineMarks } from './lineMarks';
export { SourceCode, type CodeTarget } from './sourceCode';
