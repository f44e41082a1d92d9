/** Entry of `python/compile`: what other areas may import. */
export { compileExpression, compileModule, compileTree } from './compileModule';
export { symbolsOfTree } from './symbolsOfTree';
export type { CompileOptions, CompileResult } from './compileModule';
