// For each file of CPython's test suite that we answer for: its name. What is asked for by other names runs as well.
export const defaultFiles = [
  'test_gc', 'test_weakref', 'test_finalization', 'test_tracemalloc', 'test_generators', 'test_list', 'test_dict', 'test_set', 'test_tuple',
  'test_int', 'test_float', 'test_bool', 'test_complex', 'test_string_literals', 'test_str', 'test_bytes', 'test_class', 'test_descr',
  'test_exceptions', 'test_except_star', 'test_with', 'test_functools', 'test_collections', 'test_itertools', 'test_dataclasses', 'test_enum',
  'test_property', 'test_iter', 'test_enumerate', 'test_range', 'test_slice', 'test_unpack', 'test_unpack_ex', 'test_dictcomps',
  'test_setcomps', 'test_genexps', 'test_keywordonlyarg', 'test_positional_only_arg', 'test_augassign', 'test_compare', 'test_fstring',
  'test_named_expressions', 'test_asyncgen', 'test_frame', 'test_format', 'test_grammar', 'test_syntax', 'test_raise', 'test_traceback',
  'test_typing', 'test_userdict', 'test_ordered_dict', 'test_defaultdict', 'test_types', 'test_funcattrs', 'test_metaclass',
  'test_subclassinit', 'test_builtin', 'test_re', 'test_json', 'test_random', 'test_statistics', 'test_textwrap', 'test_bisect',
  'test_timeit', 'test_cprofile',
];
