/** Entry of `python/syntax`: what other areas may import. */
export type * from './nodes';
export { childNodes } from './treeWalk';
export type { SyntaxDiagnostic } from './diagnostic';
export { createPythonParser, PythonParser } from './parser';
export type { ParserOptions, ParserWasm, ParseResult, ParseSettings } from './parser';
export type { CharacterByName } from './escapes';
export { decodeSource } from './sourceEncoding';
export type { DecodedSource } from './sourceEncoding';
export { listTokens } from './strict/tokenList';
export type { ListedToken, TokenList } from './strict/tokenList';
