/** os.DirEntry: what `os.scandir` would give, were there a directory to look at. Programs name it in annotations. */
import { classGetItem, type TypeDefinition } from '../objects';

export const directoryEntryType: TypeDefinition = {
  name: 'posix.DirEntry',
  basicsize: 136,
  flags: { disallowInstantiation: true },
  slots: {},
  methods: [classGetItem()],
};
