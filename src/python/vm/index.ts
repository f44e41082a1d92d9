/** Entry of `python/vm`. */
export { Interpreter } from './interpreter';
export type { CompiledSource, CompileFailure, CompileWarning, InterpreterHooks, InterpreterOptions, Library, LibraryModule, ParsedSource, SymbolSource, TypingIntrinsic } from './options';
export { giveSyntaxWarnings } from './compileDiagnostics';
export { effectOnStack, takesArgument } from './stackEffect';
export { runMain, type ProgramResult } from './mainProgram';
export { Frame, type ExceptionStackItem, type Slot } from './frame';
export { frameLocals, type PyFrame } from './frameObject';
export type { GeneratorData, GeneratorState, PyGenerator } from './generatorState';
export { LoadedCode } from './loadCode';
export type { ExecutionObserver } from './observer';
export type { NativeProfiler } from './monitor';
export { ExecutionStopped, type StopReason } from './stopped';
export { positionAt, type CodePosition } from './positions';
export { Pace } from './pace';
