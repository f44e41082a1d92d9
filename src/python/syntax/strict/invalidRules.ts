/**
 * The `invalid_` rules of CPython 3.12: shapes of broken code that have a message of their own. They
 * are tried only in the second pass, after the code is known to be wrong. Notation: `grammarText.ts`.
 * In messages %e stands for what kind of expression the first value is, %l for its line, %t for its text.
 */
export const invalidRules = `
invalid_arguments:
  (','.(starred_expression | (assignment_expression | expression !':=') !'=')+ ',' kwargs | kwargs) ',' a='*'
    {errorAt a "iterable argument unpacking follows keyword argument unpacking"}
  | a=expression b=for_if_clauses ',' [args | expression for_if_clauses] {errorComprehension a b "Generator expression must be parenthesized"}
  | a=NAME b='=' expression for_if_clauses {errorRange a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
  | [args ','] a=NAME b='=' &(',' | ')') {errorRange a b "expected argument value expression"}
  | a=args b=for_if_clauses {errorGeneratorInCall a b}
  | args ',' a=expression b=for_if_clauses {errorComprehension a b "Generator expression must be parenthesized"}
  | a=args ',' args {errorPositional a}
invalid_kwarg:
  a=('True' | 'False' | 'None') b='=' {errorRange a b "cannot assign to %t"}
  | a=NAME b='=' expression for_if_clauses {errorRange a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
  | !(NAME '=') a=expression b='=' {errorRange a b "expression cannot contain assignment, perhaps you meant \\"==\\"?"}
  | a='**' expression '=' b=expression {errorRange a b "cannot assign to keyword argument unpacking"}

expression_without_invalid:
  a=disjunction 'if' b=disjunction 'else' c=expression {ifExp b a c} | disjunction | lambdef
invalid_legacy_expression: a=NAME !'(' b=star_expressions {errorLegacy a b}
invalid_expression:
  !(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid {errorMissingComma a b}
  | a=disjunction 'if' b=disjunction !('else' | ':') {errorRange a b "expected 'else' after 'if' expression"}
  | a='lambda' lambda_params? b=':' &FSTRING_MIDDLE
    {errorRange a b "f-string: lambda expressions are not allowed without parentheses"}
invalid_named_expression (memo):
  a=expression ':=' expression {errorAt a "cannot use assignment expressions with %e"}
  | a=NAME '=' b=bitwise_or !('=' | ':=') {errorRange a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
  | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or b='=' bitwise_or !('=' | ':=')
    {errorAt a "cannot assign to %e here. Maybe you meant '==' instead of '='?"}
invalid_assignment:
  a=invalid_ann_assign_target ':' expression {errorAt a "only single target (not %e) can be annotated"}
  | a=star_named_expression ',' star_named_expressions* ':' expression {errorAt a "only single target (not tuple) can be annotated"}
  | a=expression ':' expression {errorAt a "illegal target for annotation"}
  | (star_targets '=')* a=star_expressions '=' {errorTarget "star" a}
  | (star_targets '=')* a=yield_expr '=' {errorAt a "assignment to yield expression not possible"}
  | a=star_expressions augassign annotated_rhs {errorAt a "'%e' is an illegal expression for augmented assignment"}
invalid_ann_assign_target: list | tuple | '(' a=invalid_ann_assign_target ')' {a}
invalid_del_stmt: 'del' a=star_expressions {errorTarget "del" a}
invalid_block: NEWLINE !INDENT {errorIndent "expected an indented block"}
invalid_comprehension:
  ('[' | '(' | '{') a=starred_expression for_if_clauses {errorAt a "iterable unpacking cannot be used in comprehension"}
  | ('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses
    {errorToLast a b "did you forget parentheses around the comprehension target?"}
  | ('[' | '{') a=star_named_expression b=',' for_if_clauses {errorRange a b "did you forget parentheses around the comprehension target?"}
invalid_dict_comprehension: '{' a='**' bitwise_or for_if_clauses '}' {errorAt a "dict unpacking cannot be used in dict comprehension"}

invalid_parameters:
  a='/' ',' {errorAt a "at least one argument must precede /"}
  | (slash_no_default | slash_with_default) param_maybe_default* a='/' {errorAt a "/ may appear only once"}
  | slash_no_default? param_no_default* invalid_parameters_helper a=param_no_default {errorAt a "parameter without a default follows parameter with a default"}
  | param_no_default* a='(' param_no_default+ ','? b=')' {errorRange a b "Function parameters cannot be parenthesized"}
  | [slash_no_default | slash_with_default] param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/'
    {errorAt a "/ must be ahead of *"}
  | param_maybe_default+ '/' a='*' {errorAt a "expected comma between / and *"}
invalid_parameters_helper: slash_with_default | param_with_default+
invalid_default: a='=' &(')' | ',') {errorAt a "expected default value expression"}
invalid_star_etc:
  a='*' (')' | ',' (')' | '**')) {errorAt a "named arguments must follow bare *"}
  | '*' param a='=' {errorAt a "var-positional argument cannot have default value"}
  | '*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',') {errorAt a "* argument may appear only once"}
invalid_kwds:
  '**' param a='=' {errorAt a "var-keyword argument cannot have default value"}
  | '**' param ',' a=param {errorAt a "arguments cannot follow var-keyword argument"}
  | '**' param ',' a=('*' | '**' | '/') {errorAt a "arguments cannot follow var-keyword argument"}
invalid_lambda_parameters:
  a='/' ',' {errorAt a "at least one argument must precede /"}
  | (lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* a='/' {errorAt a "/ may appear only once"}
  | lambda_slash_no_default? lambda_param_no_default* invalid_lambda_parameters_helper a=lambda_param_no_default
    {errorAt a "parameter without a default follows parameter with a default"}
  | lambda_param_no_default* a='(' ','.lambda_param+ ','? b=')' {errorRange a b "Lambda expression parameters cannot be parenthesized"}
  | [lambda_slash_no_default | lambda_slash_with_default] lambda_param_maybe_default* '*' (',' | lambda_param_no_default)
    lambda_param_maybe_default* a='/' {errorAt a "/ must be ahead of *"}
  | lambda_param_maybe_default+ '/' a='*' {errorAt a "expected comma between / and *"}
invalid_lambda_parameters_helper: lambda_slash_with_default | lambda_param_with_default+
invalid_lambda_star_etc:
  '*' (':' | ',' (':' | '**')) {errorHere "named arguments must follow bare *"}
  | '*' lambda_param a='=' {errorAt a "var-positional argument cannot have default value"}
  | '*' (lambda_param_no_default | ',') lambda_param_maybe_default* a='*' (lambda_param_no_default | ',')
    {errorAt a "* argument may appear only once"}
invalid_lambda_kwds:
  '**' lambda_param a='=' {errorAt a "var-keyword argument cannot have default value"}
  | '**' lambda_param ',' a=lambda_param {errorAt a "arguments cannot follow var-keyword argument"}
  | '**' lambda_param ',' a=('*' | '**' | '/') {errorAt a "arguments cannot follow var-keyword argument"}

invalid_with_item: expression 'as' a=expression &(',' | ')' | ':') {errorTarget "star" a}
invalid_for_target: 'async'? 'for' a=star_expressions {errorTarget "for" a}
invalid_group:
  '(' a=starred_expression ')' {errorAt a "cannot use starred expression here"}
  | '(' a='**' expression ')' {errorAt a "cannot use double starred expression here"}
invalid_import: a='import' ','.dotted_name+ 'from' dotted_name {errorFrom a "Did you mean to use 'from ... import ...' instead?"}
invalid_import_from_targets: import_from_as_names ',' NEWLINE {errorHere "trailing comma not allowed without surrounding parentheses"}
invalid_with_stmt:
  'async'? 'with' ','.(expression ['as' star_target])+ NEWLINE {errorHere "expected ':'"}
  | 'async'? 'with' '(' ','.(expressions ['as' star_target])+ ','? ')' NEWLINE {errorHere "expected ':'"}
invalid_with_stmt_indent:
  'async'? a='with' ','.(expression ['as' star_target])+ ':' NEWLINE !INDENT
    {errorIndent "expected an indented block after 'with' statement on line %l" a}
  | 'async'? a='with' '(' ','.(expressions ['as' star_target])+ ','? ')' ':' NEWLINE !INDENT
    {errorIndent "expected an indented block after 'with' statement on line %l" a}
invalid_try_stmt:
  a='try' ':' NEWLINE !INDENT {errorIndent "expected an indented block after 'try' statement on line %l" a}
  | 'try' ':' block !('except' | 'finally') {errorHere "expected 'except' or 'finally' block"}
  | 'try' ':' block* except_block+ a='except' b='*' expression ['as' NAME] ':'
    {errorRange a b "cannot have both 'except' and 'except*' on the same 'try'"}
  | 'try' ':' block* except_star_block+ a='except' [expression ['as' NAME]] ':'
    {errorAt a "cannot have both 'except' and 'except*' on the same 'try'"}
invalid_except_stmt:
  'except' '*'? a=expression ',' expressions ['as' NAME] ':' {errorFrom a "multiple exception types must be parenthesized"}
  | 'except' '*'? expression ['as' NAME] NEWLINE {errorHere "expected ':'"}
  | 'except' NEWLINE {errorHere "expected ':'"}
  | 'except' '*' (NEWLINE | ':') {errorHere "expected one or more exception types"}
invalid_finally_stmt: a='finally' ':' NEWLINE !INDENT {errorIndent "expected an indented block after 'finally' statement on line %l" a}
invalid_except_stmt_indent:
  a='except' expression ['as' NAME] ':' NEWLINE !INDENT {errorIndent "expected an indented block after 'except' statement on line %l" a}
  | a='except' ':' NEWLINE !INDENT {errorIndent "expected an indented block after 'except' statement on line %l" a}
invalid_except_star_stmt_indent:
  a='except' '*' expression ['as' NAME] ':' NEWLINE !INDENT
    {errorIndent "expected an indented block after 'except*' statement on line %l" a}
invalid_match_stmt:
  "match" subject_expr NEWLINE {errorHere "expected ':'"}
  | a="match" subject_expr ':' NEWLINE !INDENT {errorIndent "expected an indented block after 'match' statement on line %l" a}
invalid_case_block:
  "case" patterns guard? NEWLINE {errorHere "expected ':'"}
  | a="case" patterns guard? ':' NEWLINE !INDENT {errorIndent "expected an indented block after 'case' statement on line %l" a}
invalid_as_pattern:
  or_pattern 'as' a="_" {errorAt a "cannot use '_' as a target"}
  | or_pattern 'as' !NAME a=expression {errorAt a "invalid pattern target"}
invalid_class_pattern: name_or_attr '(' a=invalid_class_argument_pattern {errorList a "positional patterns follow keyword patterns"}
invalid_class_argument_pattern: [positional_patterns ','] keyword_patterns ',' a=positional_patterns {a}
invalid_if_stmt:
  'if' named_expression NEWLINE {errorHere "expected ':'"}
  | a='if' named_expression ':' NEWLINE !INDENT {errorIndent "expected an indented block after 'if' statement on line %l" a}
invalid_elif_stmt:
  'elif' named_expression NEWLINE {errorHere "expected ':'"}
  | a='elif' named_expression ':' NEWLINE !INDENT {errorIndent "expected an indented block after 'elif' statement on line %l" a}
invalid_else_stmt: a='else' ':' NEWLINE !INDENT {errorIndent "expected an indented block after 'else' statement on line %l" a}
invalid_while_stmt:
  'while' named_expression NEWLINE {errorHere "expected ':'"}
  | a='while' named_expression ':' NEWLINE !INDENT {errorIndent "expected an indented block after 'while' statement on line %l" a}
invalid_for_stmt:
  'async'? 'for' star_targets 'in' star_expressions NEWLINE {errorHere "expected ':'"}
  | 'async'? a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT
    {errorIndent "expected an indented block after 'for' statement on line %l" a}
invalid_def_raw:
  'async'? a='def' NAME type_params? '(' params? ')' ['->' expression] ':' NEWLINE !INDENT
    {errorIndent "expected an indented block after function definition on line %l" a}
invalid_class_def_raw:
  'class' NAME type_params? ['(' arguments? ')'] NEWLINE {errorHere "expected ':'"}
  | a='class' NAME type_params? ['(' arguments? ')'] ':' NEWLINE !INDENT
    {errorIndent "expected an indented block after class definition on line %l" a}

invalid_double_starred_kvpairs:
  ','.double_starred_kvpair+ ',' invalid_kvpair
  | expression ':' a='*' bitwise_or {errorFrom a "cannot use a starred expression in a dictionary value"}
  | expression a=':' &('}' | ',') {errorAt a "expression expected after dictionary key and ':'"}
invalid_kvpair:
  a=expression !':' {errorAfterKey a "':' expected after dictionary key"}
  | expression ':' a='*' bitwise_or {errorFrom a "cannot use a starred expression in a dictionary value"}
  | expression a=':' &('}' | ',') {errorAt a "expression expected after dictionary key and ':'"}
invalid_starred_expression: a='*' expression '=' b=expression {errorRange a b "cannot assign to iterable argument unpacking"}

invalid_replacement_field:
  '{' a='=' {errorAt a "f-string: valid expression required before '='"}
  | '{' a='!' {errorAt a "f-string: valid expression required before '!'"}
  | '{' a=':' {errorAt a "f-string: valid expression required before ':'"}
  | '{' a='}' {errorAt a "f-string: valid expression required before '}'"}
  | '{' !annotated_rhs {errorNext "f-string: expecting a valid expression after '{'"}
  | '{' annotated_rhs !('=' | '!' | ':' | '}') {errorNext "f-string: expecting '=', or '!', or ':', or '}'"}
  | '{' annotated_rhs '=' !('!' | ':' | '}') {errorNext "f-string: expecting '!', or ':', or '}'"}
  | '{' annotated_rhs '='? invalid_conversion_character
  | '{' annotated_rhs '='? ['!' NAME] !(':' | '}') {errorNext "f-string: expecting ':' or '}'"}
  | '{' annotated_rhs '='? ['!' NAME] ':' fstring_format_spec* !'}' {errorNext "f-string: expecting '}', or format specs"}
  | '{' annotated_rhs '='? ['!' NAME] !'}' {errorNext "f-string: expecting '}'"}
invalid_conversion_character:
  '!' &(':' | '}') {errorNext "f-string: missing conversion character"}
  | '!' !NAME {errorNext "f-string: invalid conversion character"}
`;
