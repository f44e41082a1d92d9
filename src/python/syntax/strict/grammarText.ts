/**
 * Python 3.12's grammar as CPython's parser reads it: the published grammar together with the
 * `invalid_` rules that exist only to word error messages. The order of alternatives matters, in the
 * `invalid_` rules too. Read by `grammarReader.ts`.
 *
 * Notation: `name: alternative | alternative`, one rule after another. 'x' is an operator or keyword,
 * "x" a soft keyword, CAPITALS a kind of token; (a b) groups; [a] and a? are optional; a* and a+
 * repeat; s.a+ repeats a with s between; &a and !a look ahead; &&a must come; ~ forbids the later
 * alternatives. `bitwise_or` is `binaryOperators.ts`. `v=a` names a value for the action in braces; an action is a function of
 * `grammarActions.ts` or else a method of TreeBuilder, its words are names or quoted texts; {a} alone
 * gives the value itself. `name (memo)` remembers results.
 */
export const statementRules = `
file: a=statements? ENDMARKER {module a}
eval: a=expressions NEWLINE* ENDMARKER {a}
interactive: a=statement_newline {a}
func_type: '(' a=type_expressions? ')' '->' b=expression NEWLINE* ENDMARKER {functionType a b}
type_expressions: a=','.expression+ ',' b=type_tail {join a b} | type_tail | a=','.expression+ {a}
type_tail: a=type_star ',' b=type_double_star {join a b} | type_star | type_double_star
type_star: '*' a=expression {single a}
type_double_star: '**' a=expression {single a}
statement_newline: a=compound_stmt NEWLINE {single a} | simple_stmts | a=NEWLINE {passList}

statements: a=statement+ {flatten a}
statement: a=compound_stmt {single a} | a=simple_stmts {a}
simple_stmts: a=simple_stmt !';' NEWLINE {single a} | a=';'.simple_stmt+ [';'] NEWLINE {a}
simple_stmt (memo):
  assignment
  | &"type" a=type_alias {a}
  | a=star_expressions {expressionStatement a}
  | &'return' a=return_stmt {a}
  | &('import' | 'from') a=import_stmt {a}
  | &'raise' a=raise_stmt {a}
  | 'pass' {pass}
  | &'del' a=del_stmt {a}
  | &'yield' a=yield_expr {expressionStatement a}
  | &'assert' a=assert_stmt {a}
  | 'break' {break}
  | 'continue' {continue}
  | &'global' a=global_stmt {a}
  | &'nonlocal' a=nonlocal_stmt {a}
compound_stmt:
  &('def' | '@' | 'async') a=function_def {a}
  | &'if' a=if_stmt {a}
  | &('class' | '@') a=class_def {a}
  | &('with' | 'async') a=with_stmt {a}
  | &('for' | 'async') a=for_stmt {a}
  | &'try' a=try_stmt {a}
  | &'while' a=while_stmt {a}
  | match_stmt

assignment:
  a=NAME ':' b=expression c=['=' d=annotated_rhs {d}] {annotate a b c "simple"}
  | a=('(' b=single_target ')' {b} | single_subscript_attribute_target) ':' b=expression c=['=' d=annotated_rhs {d}] {annotate a b c}
  | a=(z=star_targets '=' {z})+ b=annotated_rhs !'=' {assign a b}
  | a=single_target b=augassign ~ c=annotated_rhs {augAssign a b c}
  | invalid_assignment
annotated_rhs: yield_expr | star_expressions
augassign:
  '+=' {text "Add"} | '-=' {text "Sub"} | '*=' {text "Mult"} | '@=' {text "MatMult"} | '/=' {text "Div"} | '%=' {text "Mod"}
  | '&=' {text "BitAnd"} | '|=' {text "BitOr"} | '^=' {text "BitXor"} | '<<=' {text "LShift"} | '>>=' {text "RShift"}
  | '**=' {text "Pow"} | '//=' {text "FloorDiv"}
return_stmt: 'return' a=star_expressions? {return a}
raise_stmt: 'raise' a=expression b=['from' z=expression {z}] {raise a b} | 'raise' {raise a a}
global_stmt: 'global' a=','.NAME+ {global names:a}
nonlocal_stmt: 'nonlocal' a=','.NAME+ {nonlocal names:a}
del_stmt: 'del' a=del_targets &(';' | NEWLINE) {delete a} | invalid_del_stmt
assert_stmt: 'assert' a=expression b=[',' z=expression {z}] {assert a b}
import_stmt: invalid_import | import_name | import_from
import_name: 'import' a=dotted_as_names {import a}
import_from:
  'from' a=('.' | '...')* b=dotted_name 'import' c=import_from_targets {importFrom b c a}
  | 'from' a=('.' | '...')+ 'import' b=import_from_targets {importFrom z b a}
import_from_targets:
  '(' a=import_from_as_names [','] ')' {a}
  | a=import_from_as_names !',' {a}
  | '*' {aliasForStar}
  | invalid_import_from_targets
import_from_as_names: a=','.import_from_as_name+ {a}
import_from_as_name: a=NAME b=['as' z=NAME {z}] {alias id:a id:b}
dotted_as_names: a=','.dotted_as_name+ {a}
dotted_as_name: a=dotted_name b=['as' z=NAME {z}] {alias a id:b}
dotted_name: a=dotted_name '.' b=NAME {joinDotted a b} | a=NAME {id a}

block (memo): NEWLINE INDENT a=statements DEDENT {a} | simple_stmts | invalid_block
decorators: a=('@' f=named_expression NEWLINE {f})+ {a}
class_def: a=decorators b=class_def_raw {decorate b a} | class_def_raw
class_def_raw:
  invalid_class_def_raw
  | 'class' a=NAME t=type_params? b=['(' z=arguments? ')' {z}] ':' c=block {classDef a b c t}
function_def: a=decorators b=function_def_raw {decorate b a} | function_def_raw
function_def_raw:
  invalid_def_raw
  | 'def' n=NAME t=type_params? &&'(' p=params? ')' a=['->' z=expression {z}] &&':' b=block {functionDef n t p a b}
  | 'async' 'def' n=NAME t=type_params? &&'(' p=params? ')' a=['->' z=expression {z}] &&':' b=block {asyncFunctionDef n t p a b}

params: invalid_parameters | parameters
parameters:
  a=slash_no_default b=param_no_default* c=param_with_default* d=star_etc? {parameters a z b c d}
  | a=slash_with_default b=param_with_default* c=star_etc? {parameters z a z b c}
  | a=param_no_default+ b=param_with_default* c=star_etc? {parameters z z a b c}
  | a=param_with_default+ b=star_etc? {parameters z z z a b}
  | a=star_etc {parameters z z z z a}
slash_no_default: a=param_no_default+ '/' ',' {a} | a=param_no_default+ '/' &')' {a}
slash_with_default:
  a=param_no_default* b=param_with_default+ '/' ',' {slashWithDefault a b}
  | a=param_no_default* b=param_with_default+ '/' &')' {slashWithDefault a b}
star_etc:
  invalid_star_etc
  | '*' a=param_no_default b=param_maybe_default* c=kwds? {starEtc a b c}
  | '*' a=param_no_default_star_annotation b=param_maybe_default* c=kwds? {starEtc a b c}
  | '*' ',' b=param_maybe_default+ c=kwds? {starEtc a b c}
  | a=kwds {starEtc z z a}
kwds: invalid_kwds | '**' a=param_no_default {a}
param_no_default: a=param ',' {a} | a=param &')' {a}
param_no_default_star_annotation: a=param_star_annotation ',' {a} | a=param_star_annotation &')' {a}
param_with_default: a=param c=default ',' {withDefault a c} | a=param c=default &')' {withDefault a c}
param_maybe_default: a=param c=default? ',' {withDefault a c} | a=param c=default? &')' {withDefault a c}
param: a=NAME b=annotation? {arg id:a b}
param_star_annotation: a=NAME b=star_annotation {arg id:a b}
annotation: ':' a=expression {a}
star_annotation: ':' a=star_expression {a}
default: '=' a=expression {a} | invalid_default

if_stmt:
  invalid_if_stmt
  | 'if' a=named_expression ':' b=block c=elif_stmt {ifElif a b c}
  | 'if' a=named_expression ':' b=block c=else_block? {ifElse a b c}
elif_stmt:
  invalid_elif_stmt
  | 'elif' a=named_expression ':' b=block c=elif_stmt {ifElif a b c}
  | 'elif' a=named_expression ':' b=block c=else_block? {ifElse a b c}
else_block: invalid_else_stmt | 'else' &&':' b=block {b}
while_stmt: invalid_while_stmt | 'while' a=named_expression ':' b=block c=else_block? {while a b list:c}
for_stmt:
  invalid_for_stmt
  | 'for' t=star_targets 'in' ~ x=star_expressions ':' b=block c=else_block? {for t x b list:c}
  | 'async' 'for' t=star_targets 'in' ~ x=star_expressions ':' b=block c=else_block? {asyncFor t x b list:c}
  | invalid_for_target
with_stmt:
  invalid_with_stmt_indent
  | 'with' '(' a=','.with_item+ ','? ')' ':' b=block {with a b}
  | 'with' a=','.with_item+ ':' b=block {with a b}
  | 'async' 'with' '(' a=','.with_item+ ','? ')' ':' b=block {asyncWith a b}
  | 'async' 'with' a=','.with_item+ ':' b=block {asyncWith a b}
  | invalid_with_stmt
with_item:
  e=expression 'as' t=star_target &(',' | ')' | ':') {withItem e t}
  | invalid_with_item
  | e=expression {withItem e t}
try_stmt:
  invalid_try_stmt
  | 'try' &&':' b=block f=finally_block {try b list:z list:z f}
  | 'try' &&':' b=block x=except_block+ e=else_block? f=finally_block? {try b x list:e list:f}
  | 'try' &&':' b=block x=except_star_block+ e=else_block? f=finally_block? {tryStar b x list:e list:f}
except_block:
  invalid_except_stmt_indent
  | 'except' e=expression t=['as' z=NAME {z}] ':' b=block {exceptHandler e id:t b}
  | 'except' ':' b=block {exceptHandler e id:t b}
  | invalid_except_stmt
except_star_block:
  invalid_except_star_stmt_indent
  | 'except' '*' e=expression t=['as' z=NAME {z}] ':' b=block {exceptHandler e id:t b}
  | invalid_except_stmt
finally_block: invalid_finally_stmt | 'finally' &&':' a=block {a}

type_alias: "type" n=NAME t=type_params? '=' b=expression {typeAlias n t b}
type_params: '[' t=type_param_seq ']' {t}
type_param_seq: a=','.type_param+ [','] {a}
type_param (memo):
  a=NAME b=[':' e=expression {e}] {typeVar id:a b}
  | '*' a=NAME c=':' e=expression {errorForBound c e "TypeVarTuple"}
  | '*' a=NAME {typeVarTuple id:a}
  | '**' a=NAME c=':' e=expression {errorForBound c e "ParamSpec"}
  | '**' a=NAME {paramSpec id:a}
`;

export const patternRules = `
match_stmt: "match" s=subject_expr ':' NEWLINE INDENT c=case_block+ DEDENT {match s c} | invalid_match_stmt
subject_expr: a=star_named_expression ',' b=star_named_expressions? {tupleOf a b} | named_expression
case_block: invalid_case_block | "case" p=patterns g=guard? ':' b=block {matchCase p g b}
guard: 'if' a=named_expression {a}
patterns: a=open_sequence_pattern {matchSequence a} | pattern
pattern: as_pattern | or_pattern
as_pattern: a=or_pattern 'as' t=pattern_capture_target {matchAs a id:t} | invalid_as_pattern
or_pattern: a='|'.closed_pattern+ {orPattern a}
closed_pattern (memo):
  literal_pattern | capture_pattern | wildcard_pattern | value_pattern | group_pattern | sequence_pattern | mapping_pattern | class_pattern
literal_pattern:
  a=signed_number !('+' | '-') {matchValue a}
  | a=complex_number {matchValue a}
  | a=strings {matchValue a}
  | 'None' {matchSingleton const:None} | 'True' {matchSingleton const:True} | 'False' {matchSingleton const:False}
literal_expr:
  a=signed_number !('+' | '-') {a}
  | complex_number
  | strings
  | 'None' {constant const:None z} | 'True' {constant const:True z} | 'False' {constant const:False z}
complex_number:
  a=signed_real_number '+' b=imaginary_number {binOp a "Add" b}
  | a=signed_real_number '-' b=imaginary_number {binOp a "Sub" b}
signed_number: NUMBER | '-' a=NUMBER {unaryOp "USub" a}
signed_real_number: real_number | '-' a=real_number {unaryOp "USub" a}
real_number: a=NUMBER {ensureReal a}
imaginary_number: a=NUMBER {ensureImaginary a}
capture_pattern: a=pattern_capture_target {matchAs z id:a}
pattern_capture_target: !"_" a=NAME !('.' | '(' | '=') {a}
wildcard_pattern: "_" {matchAs z z}
value_pattern: a=attr !('.' | '(' | '=') {matchValue a}
attr: a=name_or_attr '.' b=NAME {attribute a id:b "Load"}
name_or_attr: attr | NAME
group_pattern: '(' a=pattern ')' {a}
sequence_pattern:
  '[' a=maybe_sequence_pattern? ']' {matchSequence list:a}
  | '(' a=open_sequence_pattern? ')' {matchSequence list:a}
open_sequence_pattern: a=maybe_star_pattern ',' b=maybe_sequence_pattern? {prepend a b}
maybe_sequence_pattern: a=','.maybe_star_pattern+ ','? {a}
maybe_star_pattern: star_pattern | pattern
star_pattern (memo): '*' a=pattern_capture_target {matchStar id:a} | '*' wildcard_pattern {matchStar z}
mapping_pattern:
  '{' '}' {mappingPattern z z}
  | '{' r=double_star_pattern ','? '}' {mappingPattern z r}
  | '{' a=items_pattern ',' r=double_star_pattern ','? '}' {mappingPattern a r}
  | '{' a=items_pattern ','? '}' {mappingPattern a z}
items_pattern: a=','.key_value_pattern+ {a}
key_value_pattern: a=(literal_expr | attr) ':' b=pattern {pair a b}
double_star_pattern: '**' a=pattern_capture_target {a}
class_pattern:
  c=name_or_attr '(' ')' {classPattern c z z}
  | c=name_or_attr '(' a=positional_patterns ','? ')' {classPattern c a z}
  | c=name_or_attr '(' k=keyword_patterns ','? ')' {classPattern c z k}
  | c=name_or_attr '(' a=positional_patterns ',' k=keyword_patterns ','? ')' {classPattern c a k}
  | invalid_class_pattern
positional_patterns: a=','.pattern+ {a}
keyword_patterns: a=','.keyword_pattern+ {a}
keyword_pattern: a=NAME '=' b=pattern {pair a b}
`;

export const expressionRules = `
expressions:
  a=expression b=(',' c=expression {c})+ [','] {tupleOf a b}
  | a=expression ',' {tupleOf a z}
  | expression
expression (memo):
  invalid_expression
  | invalid_legacy_expression
  | a=disjunction 'if' b=disjunction 'else' c=expression {ifExp b a c}
  | disjunction
  | lambdef
yield_expr: 'yield' 'from' a=expression {yieldFrom a} | 'yield' a=star_expressions? {yield a}
star_expressions:
  a=star_expression b=(',' c=star_expression {c})+ [','] {tupleOf a b}
  | a=star_expression ',' {tupleOf a z}
  | star_expression
star_expression (memo): '*' a=bitwise_or {starred a "Load"} | expression
star_named_expressions: a=','.star_named_expression+ [','] {a}
star_named_expression: '*' a=bitwise_or {starred a "Load"} | named_expression
assignment_expression: a=NAME ':=' ~ b=expression {namedExpr store:a b}
named_expression: assignment_expression | invalid_named_expression | a=expression !':=' {a}
disjunction (memo): a=conjunction b=('or' c=conjunction {c})+ {boolean "Or" a b} | conjunction
conjunction (memo): a=inversion b=('and' c=inversion {c})+ {boolean "And" a b} | inversion
inversion (memo): 'not' a=inversion {unaryOp "Not" a} | comparison
comparison: a=bitwise_or b=compare_op_bitwise_or_pair+ {comparison a b} | bitwise_or
compare_op_bitwise_or_pair:
  '==' a=bitwise_or {compared "Eq" a} | '!=' a=bitwise_or {compared "NotEq" a} | '<=' a=bitwise_or {compared "LtE" a}
  | '<' a=bitwise_or {compared "Lt" a} | '>=' a=bitwise_or {compared "GtE" a} | '>' a=bitwise_or {compared "Gt" a}
  | 'not' 'in' a=bitwise_or {compared "NotIn" a} | 'in' a=bitwise_or {compared "In" a}
  | 'is' 'not' a=bitwise_or {compared "IsNot" a} | 'is' a=bitwise_or {compared "Is" a}
factor (memo): '+' a=factor {unaryOp "UAdd" a} | '-' a=factor {unaryOp "USub" a} | '~' a=factor {unaryOp "Invert" a} | power
power: a=await_primary '**' b=factor {binOp a "Pow" b} | await_primary
await_primary (memo): 'await' a=primary {await a} | primary
primary:
  a=primary '.' b=NAME {attribute a id:b "Load"}
  | a=primary b=genexp {callWith a b}
  | a=primary '(' b=arguments? ')' {call a b}
  | a=primary '[' b=slices ']' {subscript a b "Load"}
  | atom
slices: a=slice !',' {a} | a=','.(slice | starred_expression)+ [','] {tuple a "Load"}
slice: a=expression? ':' b=expression? c=[':' d=expression? {d}] {slice a b c} | named_expression
atom:
  NAME
  | 'True' {constant const:True z} | 'False' {constant const:False z} | 'None' {constant const:None z}
  | &(STRING | FSTRING_START) a=strings {a}
  | NUMBER
  | &'(' a=(tuple | group | genexp) {a}
  | &'[' a=(list | listcomp) {a}
  | &'{' a=(dict | set | dictcomp | setcomp) {a}
  | '...' {constant const:Ellipsis z}
group: '(' a=(yield_expr | named_expression) ')' {a} | invalid_group
lambdef: 'lambda' a=lambda_params? ':' b=expression {lambda a b}
lambda_params: invalid_lambda_parameters | lambda_parameters
lambda_parameters:
  a=lambda_slash_no_default b=lambda_param_no_default* c=lambda_param_with_default* d=lambda_star_etc? {parameters a z b c d}
  | a=lambda_slash_with_default b=lambda_param_with_default* c=lambda_star_etc? {parameters z a z b c}
  | a=lambda_param_no_default+ b=lambda_param_with_default* c=lambda_star_etc? {parameters z z a b c}
  | a=lambda_param_with_default+ b=lambda_star_etc? {parameters z z z a b}
  | a=lambda_star_etc {parameters z z z z a}
lambda_slash_no_default: a=lambda_param_no_default+ '/' ',' {a} | a=lambda_param_no_default+ '/' &':' {a}
lambda_slash_with_default:
  a=lambda_param_no_default* b=lambda_param_with_default+ '/' ',' {slashWithDefault a b}
  | a=lambda_param_no_default* b=lambda_param_with_default+ '/' &':' {slashWithDefault a b}
lambda_star_etc:
  invalid_lambda_star_etc
  | '*' a=lambda_param_no_default b=lambda_param_maybe_default* c=lambda_kwds? {starEtc a b c}
  | '*' ',' b=lambda_param_maybe_default+ c=lambda_kwds? {starEtc a b c}
  | a=lambda_kwds {starEtc z z a}
lambda_kwds: invalid_lambda_kwds | '**' a=lambda_param_no_default {a}
lambda_param_no_default: a=lambda_param ',' {a} | a=lambda_param &':' {a}
lambda_param_with_default: a=lambda_param c=default ',' {withDefault a c} | a=lambda_param c=default &':' {withDefault a c}
lambda_param_maybe_default: a=lambda_param c=default? ',' {withDefault a c} | a=lambda_param c=default? &':' {withDefault a c}
lambda_param: a=NAME {arg id:a z}

fstring_middle: fstring_replacement_field | a=FSTRING_MIDDLE {formatText a}
fstring_replacement_field:
  '{' a=annotated_rhs d='='? c=fstring_conversion? f=fstring_full_format_spec? r='}' {replacementField a d c f r}
  | invalid_replacement_field
fstring_conversion: a='!' b=NAME {conversion a b}
fstring_full_format_spec: a=':' b=fstring_format_spec* {formatSpec a b}
fstring_format_spec: a=FSTRING_MIDDLE {specText a} | fstring_replacement_field
fstring: a=FSTRING_START b=fstring_middle* c=FSTRING_END {formatString a b c}
strings (memo): a=(fstring | string)+ {strings a}
string: a=STRING {stringLiteral a}

list: '[' a=star_named_expressions? ']' {list list:a "Load"}
tuple: '(' a=[y=star_named_expression ',' z=star_named_expressions? {prepend y z}] ')' {tuple list:a "Load"}
set: '{' a=star_named_expressions '}' {set a}
dict: '{' a=double_starred_kvpairs? '}' {dict a} | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs: a=','.double_starred_kvpair+ [','] {a}
double_starred_kvpair: '**' a=bitwise_or {pair z a} | kvpair
kvpair: a=expression ':' b=expression {pair a b}
for_if_clauses: a=for_if_clause+ {a}
for_if_clause:
  'async' 'for' a=star_targets 'in' ~ b=disjunction c=('if' z=disjunction {z})* {comprehension a b c "async"}
  | 'for' a=star_targets 'in' ~ b=disjunction c=('if' z=disjunction {z})* {comprehension a b c}
  | invalid_for_target
listcomp: '[' a=named_expression b=for_if_clauses ']' {listComp a b} | invalid_comprehension
setcomp: '{' a=named_expression b=for_if_clauses '}' {setComp a b} | invalid_comprehension
genexp: '(' a=(assignment_expression | e=expression !':=' {e}) b=for_if_clauses ')' {generatorExp a b} | invalid_comprehension
dictcomp: '{' a=kvpair b=for_if_clauses '}' {dictComprehension a b} | invalid_dict_comprehension

arguments (memo): a=args [','] &')' {a} | invalid_arguments
args:
  a=','.(starred_expression | e=(assignment_expression | x=expression !':=' {x}) !'=' {e})+ b=[',' k=kwargs {k}] {collectArguments a b}
  | a=kwargs {collectArguments z a}
kwargs:
  a=','.kwarg_or_starred+ ',' b=','.kwarg_or_double_starred+ {join a b}
  | a=','.kwarg_or_starred+ {a}
  | a=','.kwarg_or_double_starred+ {a}
starred_expression: invalid_starred_expression | '*' a=expression {starred a "Load"}
kwarg_or_starred: invalid_kwarg | a=NAME '=' b=expression {keyword id:a b} | starred_expression
kwarg_or_double_starred: invalid_kwarg | a=NAME '=' b=expression {keyword id:a b} | '**' a=expression {keyword z a}

star_targets: a=star_target !',' {a} | a=star_target b=(',' c=star_target {c})* [','] {tupleTarget a b "Store"}
star_targets_list_seq: a=','.star_target+ [','] {a}
star_targets_tuple_seq: a=star_target b=(',' c=star_target {c})+ [','] {prepend a b} | a=star_target ',' {single a}
star_target (memo): '*' a=(!'*' s=star_target {s}) {starred store:a "Store"} | target_with_star_atom
target_with_star_atom (memo):
  a=t_primary '.' b=NAME !t_lookahead {attribute a id:b "Store"}
  | a=t_primary '[' b=slices ']' !t_lookahead {subscript a b "Store"}
  | star_atom
star_atom:
  a=NAME {store a}
  | '(' a=target_with_star_atom ')' {store a}
  | '(' a=star_targets_tuple_seq? ')' {tuple list:a "Store"}
  | '[' a=star_targets_list_seq? ']' {list list:a "Store"}
single_target: single_subscript_attribute_target | a=NAME {store a} | '(' a=single_target ')' {a}
single_subscript_attribute_target:
  a=t_primary '.' b=NAME !t_lookahead {attribute a id:b "Store"}
  | a=t_primary '[' b=slices ']' !t_lookahead {subscript a b "Store"}
t_primary:
  a=t_primary '.' b=NAME &t_lookahead {attribute a id:b "Load"}
  | a=t_primary '[' b=slices ']' &t_lookahead {subscript a b "Load"}
  | a=t_primary b=genexp &t_lookahead {callWith a b}
  | a=t_primary '(' b=arguments? ')' &t_lookahead {call a b}
  | a=atom &t_lookahead {a}
t_lookahead: '(' | '[' | '.'
del_targets: a=','.del_target+ [','] {a}
del_target (memo):
  a=t_primary '.' b=NAME !t_lookahead {attribute a id:b "Del"}
  | a=t_primary '[' b=slices ']' !t_lookahead {subscript a b "Del"}
  | del_t_atom
del_t_atom:
  a=NAME {del a}
  | '(' a=del_target ')' {del a}
  | '(' a=del_targets? ')' {tuple list:a "Del"}
  | '[' a=del_targets? ']' {list list:a "Del"}
`;
