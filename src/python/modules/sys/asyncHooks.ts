/**
 * sys.set_asyncgen_hooks, sys.set_coroutine_origin_tracking_depth and their counterparts: what event
 * loops ask of the interpreter.
 */
import { incref, xdecref, type PyObject } from '../../memory';
import {
  asIndexNumber, fastKeywords, isCallable, machine, newInt, noArgs, raise, type AsyncHooks, type MethodDefinition, type Runtime,
} from '../../objects';
import { bindArguments } from '../keywordArguments';
import { newStructSequence, structSequence } from '../structSequence';

const hooksType = structSequence('asyncgen_hooks', 'asyncgen_hooks\n\nA named tuple.', ['firstiter', 'finalizer'], true);

function exchange(rt: Runtime, hook: keyof AsyncHooks, value: PyObject | null): void {
  if (value === null) return;
  const { asyncHooks } = machine(rt).threads.current;
  const old = asyncHooks[hook];
  asyncHooks[hook] = value === rt.none ? null : incref(value);
  const name = `sys.set_asyncgen_hooks: ${hook}`;
  if (old !== null) rt.nativeHolders.splice(rt.nativeHolders.findIndex((holder) => holder.object === old && holder.name === name), 1);
  if (value !== rt.none) rt.nativeHolders.unshift({ object: value, name });
  xdecref(rt, old);
}

export const asyncFunctions: readonly MethodDefinition[] = [
  fastKeywords('set_asyncgen_hooks', (rt, _self, args, kwnames) => {
    const positional = args.length - (kwnames?.length ?? 0);
    if (positional > 2) raise(rt, 'TypeError', `function takes at most 2 arguments (${args.length} given)`);
    const foreign = kwnames?.find(({ value }) => value !== 'firstiter' && value !== 'finalizer');
    if (foreign !== undefined) raise(rt, 'TypeError', `'${foreign.value}' is an invalid keyword argument for this function`);
    const [firstiter, finalizer] = bindArguments(rt, { name: 'function', parameters: ['firstiter', 'finalizer'] }, args, kwnames) as (PyObject | null)[];
    for (const [name, hook] of [['finalizer', finalizer], ['firstiter', firstiter]] as const) {
      if (hook != null && hook !== rt.none && !isCallable(hook)) raise(rt, 'TypeError', `callable ${name} expected, got ${hook.type.name}`);
    }
    exchange(rt, 'finalizer', finalizer ?? null);
    exchange(rt, 'firstiter', firstiter ?? null);
    return incref(rt.none);
  }, 'set_asyncgen_hooks([firstiter] [, finalizer])\n\nSet a finalizer for async generators objects.'),
  noArgs('get_asyncgen_hooks', (rt) => {
    const { firstiter, finalizer } = machine(rt).threads.current.asyncHooks;
    return newStructSequence(rt, hooksType, [incref(firstiter ?? rt.none), incref(finalizer ?? rt.none)]);
  }, 'Return the installed asynchronous generators hooks.\n\nThis returns a namedtuple of the form (firstiter, finalizer).'),
  fastKeywords('set_coroutine_origin_tracking_depth', (rt, _self, args, kwnames) => {
    const [depth] = bindArguments(rt, { name: 'set_coroutine_origin_tracking_depth', parameters: ['depth'], required: 1 }, args, kwnames) as [PyObject];
    const value = asIndexNumber(rt, depth, 'OverflowError');
    if (value < 0) raise(rt, 'ValueError', 'depth must be >= 0');
    machine(rt).threads.current.coroutineOriginDepth = value;
    return incref(rt.none);
  }, 'Enable or disable origin tracking for coroutine objects in this thread.\n\nCoroutine objects will track \'depth\' frames of traceback information\n'
    + 'about where they came from, available in their cr_origin attribute.\n\nSet a depth of 0 to disable.'),
  noArgs('get_coroutine_origin_tracking_depth', (rt) => newInt(rt, machine(rt).threads.current.coroutineOriginDepth), 'Check status of origin tracking for coroutine objects in this thread.'),
];
