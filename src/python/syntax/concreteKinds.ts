/**
 * Our numbers for the node kinds and fields of tree-sitter-python, fixed at compile time so that the
 * lowering can `switch` on constants. In: a loaded grammar. Out: tables from the grammar's own ids to
 * these. A kind the lowering does not name is `Other`; a named kind missing from the grammar is a
 * broken invariant (another version of the grammar), found when the parser is created.
 */
import type { Language } from 'web-tree-sitter';
import { assert } from '../../base';

export const enum Kind {
  Other,
  module, comment, line_continuation, error,
  /** Not of the grammar: what stood after a star, once the star was taken out of its left corner. */
  starless,
  // Statements
  expression_statement, import_statement, import_from_statement, future_import_statement, assert_statement, return_statement,
  delete_statement, raise_statement, pass_statement, break_statement, continue_statement, global_statement, nonlocal_statement,
  type_alias_statement, if_statement, elif_clause, else_clause, match_statement, case_clause, for_statement, while_statement,
  try_statement, except_clause, finally_clause, with_statement, with_clause, with_item, function_definition, class_definition,
  decorated_definition, decorator, block, assignment, augmented_assignment, print_statement, exec_statement,
  // Parts of statements
  dotted_name, aliased_import, relative_import, import_prefix, wildcard_import, parameters, lambda_parameters, default_parameter,
  typed_parameter, typed_default_parameter, list_splat_pattern, dictionary_splat_pattern, keyword_separator, positional_separator,
  type, type_parameter, splat_type, generic_type, union_type, constrained_type, member_type, as_pattern, as_pattern_target,
  expression_list, pattern_list, tuple_pattern, list_pattern, if_clause, for_in_clause, chevron,
  // Expressions
  identifier, integer, float, true, false, none, ellipsis, string, concatenated_string, string_start, string_content, string_end,
  interpolation, format_expression, format_specifier, type_conversion, escape_sequence, escape_interpolation,
  comparison_operator, not_operator, boolean_operator, lambda, await, binary_operator, unary_operator, attribute, subscript, slice,
  call, argument_list, keyword_argument, list, list_comprehension, dictionary, dictionary_comprehension, set, set_comprehension,
  tuple, parenthesized_expression, generator_expression, list_splat, dictionary_splat, pair, conditional_expression,
  named_expression, yield,
  // Case patterns
  case_pattern, keyword_pattern, class_pattern, splat_pattern, union_pattern, dict_pattern, complex_pattern,
  // Tokens
  comma, colon, semicolon, equal, dot, star, doubleStar, minus, plus, openBracket, closeBracket, asyncKeyword, fromKeyword, inKeyword,
  notKeyword, isKeyword, notInKeyword, isNotKeyword, andKeyword, orKeyword, less, lessEqual, greater, greaterEqual, doubleEqual,
  notEqual, lessGreater, tilde, slash, doubleSlash, percent, at, leftShift, rightShift, ampersand, bar, caret, underscore, asKeyword,
}

export const enum Field {
  Other,
  name, alias, left, right, type, operator, value, body, consequence, alternative, condition, key, cause, guard, subject,
  superclasses, typeParameters, parameters, returnType, definition, moduleName, subscript, attribute, arguments, expression,
}

const namedKinds: Record<string, Kind> = {
  module: Kind.module, comment: Kind.comment, line_continuation: Kind.line_continuation,
  expression_statement: Kind.expression_statement, import_statement: Kind.import_statement,
  import_from_statement: Kind.import_from_statement, future_import_statement: Kind.future_import_statement,
  assert_statement: Kind.assert_statement, return_statement: Kind.return_statement, delete_statement: Kind.delete_statement,
  raise_statement: Kind.raise_statement, pass_statement: Kind.pass_statement, break_statement: Kind.break_statement,
  continue_statement: Kind.continue_statement, global_statement: Kind.global_statement, nonlocal_statement: Kind.nonlocal_statement,
  type_alias_statement: Kind.type_alias_statement, if_statement: Kind.if_statement, elif_clause: Kind.elif_clause,
  else_clause: Kind.else_clause, match_statement: Kind.match_statement, case_clause: Kind.case_clause,
  for_statement: Kind.for_statement, while_statement: Kind.while_statement, try_statement: Kind.try_statement,
  except_clause: Kind.except_clause, finally_clause: Kind.finally_clause, with_statement: Kind.with_statement,
  with_clause: Kind.with_clause, with_item: Kind.with_item, function_definition: Kind.function_definition,
  class_definition: Kind.class_definition, decorated_definition: Kind.decorated_definition, decorator: Kind.decorator,
  block: Kind.block, assignment: Kind.assignment, augmented_assignment: Kind.augmented_assignment,
  print_statement: Kind.print_statement, exec_statement: Kind.exec_statement, dotted_name: Kind.dotted_name,
  aliased_import: Kind.aliased_import, relative_import: Kind.relative_import, import_prefix: Kind.import_prefix,
  wildcard_import: Kind.wildcard_import, parameters: Kind.parameters, lambda_parameters: Kind.lambda_parameters,
  default_parameter: Kind.default_parameter, typed_parameter: Kind.typed_parameter,
  typed_default_parameter: Kind.typed_default_parameter, list_splat_pattern: Kind.list_splat_pattern,
  dictionary_splat_pattern: Kind.dictionary_splat_pattern, keyword_separator: Kind.keyword_separator,
  positional_separator: Kind.positional_separator, type: Kind.type, type_parameter: Kind.type_parameter,
  splat_type: Kind.splat_type, generic_type: Kind.generic_type, union_type: Kind.union_type,
  constrained_type: Kind.constrained_type, member_type: Kind.member_type, as_pattern: Kind.as_pattern,
  as_pattern_target: Kind.as_pattern_target, expression_list: Kind.expression_list, pattern_list: Kind.pattern_list,
  tuple_pattern: Kind.tuple_pattern, list_pattern: Kind.list_pattern, if_clause: Kind.if_clause, for_in_clause: Kind.for_in_clause,
  chevron: Kind.chevron, identifier: Kind.identifier, integer: Kind.integer, float: Kind.float, true: Kind.true,
  false: Kind.false, none: Kind.none, ellipsis: Kind.ellipsis, string: Kind.string, concatenated_string: Kind.concatenated_string,
  string_start: Kind.string_start, string_content: Kind.string_content, string_end: Kind.string_end,
  interpolation: Kind.interpolation, format_expression: Kind.format_expression, format_specifier: Kind.format_specifier,
  type_conversion: Kind.type_conversion, escape_sequence: Kind.escape_sequence, escape_interpolation: Kind.escape_interpolation,
  comparison_operator: Kind.comparison_operator, not_operator: Kind.not_operator, boolean_operator: Kind.boolean_operator,
  lambda: Kind.lambda, await: Kind.await, binary_operator: Kind.binary_operator, unary_operator: Kind.unary_operator,
  attribute: Kind.attribute, subscript: Kind.subscript, slice: Kind.slice, call: Kind.call, argument_list: Kind.argument_list,
  keyword_argument: Kind.keyword_argument, list: Kind.list, list_comprehension: Kind.list_comprehension,
  dictionary: Kind.dictionary, dictionary_comprehension: Kind.dictionary_comprehension, set: Kind.set,
  set_comprehension: Kind.set_comprehension, tuple: Kind.tuple, parenthesized_expression: Kind.parenthesized_expression,
  generator_expression: Kind.generator_expression, list_splat: Kind.list_splat, dictionary_splat: Kind.dictionary_splat,
  pair: Kind.pair, conditional_expression: Kind.conditional_expression, named_expression: Kind.named_expression, yield: Kind.yield,
  case_pattern: Kind.case_pattern, keyword_pattern: Kind.keyword_pattern, class_pattern: Kind.class_pattern,
  splat_pattern: Kind.splat_pattern, union_pattern: Kind.union_pattern, dict_pattern: Kind.dict_pattern,
  complex_pattern: Kind.complex_pattern,
};

const tokenKinds: Record<string, Kind> = {
  ',': Kind.comma, ':': Kind.colon, ';': Kind.semicolon, '=': Kind.equal, '.': Kind.dot, '*': Kind.star, '**': Kind.doubleStar,
  '-': Kind.minus, '+': Kind.plus, '(': Kind.openBracket, '[': Kind.openBracket, '{': Kind.openBracket,
  ')': Kind.closeBracket, ']': Kind.closeBracket, '}': Kind.closeBracket, async: Kind.asyncKeyword, from: Kind.fromKeyword, in: Kind.inKeyword,
  not: Kind.notKeyword, is: Kind.isKeyword, 'not in': Kind.notInKeyword, 'is not': Kind.isNotKeyword, and: Kind.andKeyword,
  or: Kind.orKeyword, '<': Kind.less, '<=': Kind.lessEqual, '>': Kind.greater, '>=': Kind.greaterEqual, '==': Kind.doubleEqual,
  '!=': Kind.notEqual, '<>': Kind.lessGreater, '~': Kind.tilde, '/': Kind.slash, '//': Kind.doubleSlash, '%': Kind.percent,
  '@': Kind.at, '<<': Kind.leftShift, '>>': Kind.rightShift, '&': Kind.ampersand, '|': Kind.bar, '^': Kind.caret,
  _: Kind.underscore, as: Kind.asKeyword,
};

const fieldByName: Record<string, Field> = {
  name: Field.name, alias: Field.alias, left: Field.left, right: Field.right, type: Field.type, operator: Field.operator,
  operators: Field.operator, value: Field.value, body: Field.body, consequence: Field.consequence, alternative: Field.alternative,
  condition: Field.condition, key: Field.key, cause: Field.cause, guard: Field.guard, subject: Field.subject,
  superclasses: Field.superclasses, type_parameters: Field.typeParameters, parameters: Field.parameters,
  return_type: Field.returnType, definition: Field.definition, module_name: Field.moduleName, subscript: Field.subscript,
  attribute: Field.attribute, arguments: Field.arguments, expression: Field.expression,
};

/** The id tree-sitter gives to nodes that hold what it could not parse. */
export const errorNodeId = 65535;

export interface GrammarTables {
  /** For each node type id of the grammar, our kind. */
  readonly kinds: Uint8Array;
  /** For each field id of the grammar, our field. */
  readonly fields: Uint8Array;
}

export function grammarTables(language: Language): GrammarTables {
  const kinds = new Uint8Array(language.nodeTypeCount);
  const fill = (kindByName: Record<string, Kind>, named: boolean): void => {
    for (const [name, kind] of Object.entries(kindByName)) {
      const id = language.idForNodeType(name, named);
      assert(id !== null, `tree-sitter-python has no node "${name}": the grammar's version does not fit`);
      kinds[id] = kind;
    }
  };
  fill(namedKinds, true);
  fill(tokenKinds, false);
  const fields = new Uint8Array(language.fieldCount + 1);
  for (const [name, field] of Object.entries(fieldByName)) {
    const id = language.fieldIdForName(name);
    assert(id !== null, `tree-sitter-python has no field "${name}": the grammar's version does not fit`);
    fields[id] = field;
  }
  return { kinds, fields };
}
