/** What `_csv` keeps between calls: its error, the registered dialects, the longest field allowed. */
import type { PyObject } from '../../memory';
import { newDict, type PyDict, type Runtime } from '../../objects';
import { newErrorType, raiseError } from '../moduleErrors';

export interface CsvState { readonly error: PyObject; readonly dialects: PyDict; fieldLimit: number }

const FIELD_LIMIT = 128 * 1024;

export function csvState(rt: Runtime): CsvState {
  const known = rt.moduleStates.get('_csv') as CsvState | undefined;
  if (known !== undefined) return known;
  const state: CsvState = { error: newErrorType(rt, '_csv', 'Error', rt.exceptions.Exception.object), dialects: newDict(rt), fieldLimit: FIELD_LIMIT };
  rt.moduleStates.set('_csv', state);
  return state;
}

export function raiseCsvError(rt: Runtime, message: string): never {
  return raiseError(rt, csvState(rt).error, message);
}
