/** Entry of `protocol`: what other areas may import. */
export type * from './runtime';
export type * from './panel';
export type * from '../analysis';
export type * from '../annotations';
export { pack, unpack } from './packed';
export { connect, RpcError, Transferred } from './rpc';
export type { Cancellation, Connection, Implementation, PendingCall, Port } from './rpc';
export { portPair } from './portPair';
