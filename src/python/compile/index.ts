/** Entry of `python/compile`: what other areas may import. */
export { compileExpression, compileModule } from './compileModule';
export type { CompileOptions, CompileResult } from './compileModule';
