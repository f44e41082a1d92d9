/** The `_asyncio` module: futures and tasks of asyncio in native code. */
import { incref, type PyObject } from '../../memory';
import { dictGet, fastKeywords, noArgs, oneArg, raise, type MethodDefinition, type Runtime } from '../../objects';
import { extensionType } from '../extensionTypes';
import { bindArguments } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import {
  asyncioState, enterTask, eventLoop, leaveTask, registerEagerTask, registerTask, runningLoop, setRunningLoop, swapCurrentTask, unregisterEagerTask, unregisterTask,
} from './asyncioState';
import type { AsyncioTypes } from './asyncioTypes';
import { futureType } from './futureType';
import { taskType } from './taskType';

function ofTask(name: string, action: (rt: Runtime, task: PyObject) => void): MethodDefinition {
  return fastKeywords(name, (rt, _self, args, kwnames) => {
    const [task] = bindArguments(rt, { name, parameters: ['task'], required: 1 }, args, kwnames) as [PyObject];
    action(rt, task);
    return incref(rt.none);
  });
}

function ofLoopAndTask(name: string, action: (rt: Runtime, loop: PyObject, task: PyObject) => PyObject | undefined): MethodDefinition {
  return fastKeywords(name, (rt, _self, args, kwnames) => {
    const [loop, task] = bindArguments(rt, { name, parameters: ['loop', 'task'], required: 2 }, args, kwnames) as [PyObject, PyObject];
    return action(rt, loop, task) ?? incref(rt.none);
  });
}

const without = (action: (rt: Runtime, loop: PyObject, task: PyObject) => void) => (rt: Runtime, loop: PyObject, task: PyObject): undefined => {
  action(rt, loop, task);
  return undefined;
};

const requireLoop = (rt: Runtime): PyObject => runningLoop(rt) ?? raise(rt, 'RuntimeError', 'no running event loop');

export const asyncioModule: ModuleDefinition = {
  name: '_asyncio',
  doc: 'Accelerator module for asyncio',
  methods: [
    fastKeywords('current_task', (rt, _self, args, kwnames) => {
      const [given] = bindArguments(rt, { name: 'current_task', parameters: ['loop'] }, args, kwnames);
      const loop = given == null || given === rt.none ? requireLoop(rt) : given;
      return incref(dictGet(rt, asyncioState(rt).currentTasks, loop) ?? rt.none);
    }),
    noArgs('get_event_loop', eventLoop),
    noArgs('get_running_loop', (rt) => incref(requireLoop(rt))),
    noArgs('_get_running_loop', (rt) => incref(runningLoop(rt) ?? rt.none)),
    oneArg('_set_running_loop', (rt, _self, loop) => {
      setRunningLoop(rt, loop);
      return incref(rt.none);
    }),
    ofTask('_register_task', registerTask),
    ofTask('_register_eager_task', registerEagerTask),
    ofTask('_unregister_task', unregisterTask),
    ofTask('_unregister_eager_task', unregisterEagerTask),
    ofLoopAndTask('_enter_task', without(enterTask)),
    ofLoopAndTask('_leave_task', without(leaveTask)),
    ofLoopAndTask('_swap_current_task', swapCurrentTask),
  ],
  constants: (rt) => {
    const { scheduledTasks, eagerTasks, currentTasks } = asyncioState(rt);
    const types: AsyncioTypes = { future: extensionType(rt, futureType), task: extensionType(rt, taskType) };
    rt.moduleStates.set('_asyncio types', types);
    return {
      Future: incref(types.future.object), Task: incref(types.task.object),
      _scheduled_tasks: incref(scheduledTasks), _eager_tasks: incref(eagerTasks), _current_tasks: incref(currentTasks),
    };
  },
};
