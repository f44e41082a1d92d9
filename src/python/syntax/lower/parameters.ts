/**
 * Parameters of functions and lambdas. In: a `parameters` or `lambda_parameters` node, or -1 for
 * none. Out: `Arguments`. Order and repetition of `/`, `*` and `**` are checked; duplicate names
 * are the compiler's business.
 */
import { Field, Kind } from '../concreteKinds';
import type { Arg, Arguments, Expression } from '../nodes';
import { lowerExpression } from './expressions';
import type { Lowering } from './lowering';
import { lowerType } from './typeAnnotations';

function emptyArguments(): Arguments {
  return { posonlyargs: [], args: [], vararg: null, kwonlyargs: [], kwDefaults: [], kwarg: null, defaults: [] };
}

export function lowerLambdaParameters(c: Lowering, node: number): Arguments {
  return lowerList(c, node);
}

export function lowerParameters(c: Lowering, node: number): Arguments {
  return lowerList(c, node);
}

function lowerList(c: Lowering, node: number): Arguments {
  const result = emptyArguments();
  if (node < 0) return result;
  const limit = c.next[node];
  let keywordOnly = false;
  /** A bare star must be followed by a name. */
  let bareStar = false;
  const add = (arg: Arg, value: Expression | null): void => {
    if (result.kwarg !== null) c.doubt();
    if (keywordOnly) {
      bareStar = false;
      result.kwonlyargs.push(arg);
      result.kwDefaults.push(value);
      return;
    }
    if (value !== null) result.defaults.push(value);
    else if (result.defaults.length > 0) c.doubt();
    result.args.push(arg);
  };
  const addStar = (arg: Arg): void => {
    if (keywordOnly || result.kwarg !== null) c.doubt();
    keywordOnly = true;
    result.vararg = arg;
  };
  const addDoubleStar = (arg: Arg): void => {
    if (bareStar || result.kwarg !== null) c.doubt();
    result.kwarg = arg;
  };
  const plain = (name: number): Arg => c.build.arg(c.start[name], c.end[name], c.identifier(name), null);

  for (let child = node + 1; child < limit; child = c.next[child]) {
    switch (c.kind[child] as Kind) {
      case Kind.identifier:
        add(plain(child), null);
        break;
      case Kind.default_parameter: {
        const name = c.required(child, Field.name);
        add(plain(name), lowerExpression(c, c.required(child, Field.value)));
        break;
      }
      case Kind.typed_default_parameter: {
        const name = c.required(child, Field.name);
        const type = c.required(child, Field.type);
        const annotation = lowerType(c, type);
        const arg = c.build.arg(c.start[name], c.end[type], c.identifier(name), annotation);
        add(arg, lowerExpression(c, c.required(child, Field.value)));
        break;
      }
      case Kind.typed_parameter: {
        const inner = c.childAt(child, 0);
        const type = c.required(child, Field.type);
        const kind = c.kind[inner];
        if (kind === Kind.identifier) {
          add(c.build.arg(c.start[inner], c.end[type], c.identifier(inner), lowerType(c, type)), null);
          break;
        }
        const name = c.childAt(inner, 1);
        const annotation = lowerType(c, type, kind === Kind.list_splat_pattern);
        const arg = c.build.arg(c.start[name], c.end[type], c.identifier(name), annotation);
        if (kind === Kind.list_splat_pattern) addStar(arg);
        else addDoubleStar(arg);
        break;
      }
      case Kind.list_splat_pattern:
        addStar(plain(c.childAt(child, 1)));
        break;
      case Kind.dictionary_splat_pattern:
        addDoubleStar(plain(c.childAt(child, 1)));
        break;
      case Kind.keyword_separator:
        if (keywordOnly || result.kwarg !== null) c.doubt();
        keywordOnly = true;
        bareStar = true;
        break;
      case Kind.positional_separator:
        if (keywordOnly || result.kwarg !== null || result.posonlyargs.length > 0 || result.args.length === 0) c.doubt();
        result.posonlyargs = result.args;
        result.args = [];
        break;
      case Kind.comma:
      case Kind.openBracket:
      case Kind.closeBracket:
        break;
      default:
        c.giveUp();
    }
  }
  if (bareStar) c.doubt();
  return result;
}
