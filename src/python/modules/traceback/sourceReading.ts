/**
 * What CPython allocates while it reads one line of a file for a traceback (Python/traceback.c display_source_line_with_margin): the file is
 * opened, decoded and read through `io` from its beginning, which leaves tuples, dicts and a list in the free lists and may let a collection run
 * (cpython-facts 2.4). The text itself comes from the host; here only the containers are made and dropped, in CPython's order.
 */
import { decref, incref, type PyObject } from '../../memory';
import { newDict, newList, newSlice, packTuple, type Runtime } from '../../objects';

/** TextIOWrapper's _CHUNK_SIZE, bytes. */
const CHUNK = 8192;

/** `bytes`: how much of the file is read, 0 for nothing. */
export function countSourceReading(rt: Runtime, bytes: number): void {
  const { heap } = rt;
  const drop = (object: PyObject): void => { decref(rt, object); };
  const tuple = (size: number): PyObject => packTuple(rt, new Array<PyObject>(size).fill(rt.none));
  // Neither streams nor decoders are on free lists: any counted object stands for them.
  const object = (): PyObject => heap.newContainer(rt.types.builtinFunction, null);
  drop(newList(rt, [])); // the fromlist of `import io`
  const fileArguments = tuple(4);
  const file = object();
  const fileDict = newDict(rt);
  drop(fileArguments);
  const readerArguments = tuple(2);
  const reader = object();
  const readerDict = newDict(rt);
  drop(readerArguments);
  const textArguments = tuple(2);
  const text = object();
  const textDict = newDict(rt);
  const decoderArguments = tuple(1);
  const decoder = object();
  rt.checkSignals(); // BufferedIncrementalDecoder.__init__
  drop(decoderArguments);
  const newlineArguments = tuple(2);
  const newlineDecoder = object();
  drop(newlineArguments);
  drop(textArguments);
  let snapshot: PyObject | null = null;
  for (let read = 0; read < bytes; read += CHUNK) {
    rt.checkSignals(); // getstate
    drop(tuple(2)); // of the decoder
    drop(tuple(2)); // of the newline decoder
    const buffer = object();
    const view = object();
    heap.freeContainer(view);
    heap.freeContainer(buffer);
    rt.checkSignals(); // decode
    drop(tuple(2));
    drop(newSlice(rt, incref(rt.none), incref(rt.none), incref(rt.none))); // data[consumed:]
    const next = tuple(2);
    if (snapshot !== null) drop(snapshot);
    snapshot = next;
  }
  for (const stream of [decoder, newlineDecoder]) heap.freeContainer(stream);
  if (snapshot !== null) drop(snapshot);
  drop(textDict);
  heap.freeContainer(text);
  drop(readerDict);
  heap.freeContainer(reader);
  drop(fileDict);
  heap.freeContainer(file);
}
