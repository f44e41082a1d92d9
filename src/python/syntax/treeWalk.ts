/** The nodes directly below a node of the syntax tree, of whatever kind, in the order of their fields. */
export function childNodes(node: object): object[] {
  const children: object[] = [];
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) children.push(...value.filter((item): item is object => typeof item === 'object' && item !== null));
    else if (typeof value === 'object' && value !== null && !('type' in value && !('body' in value))) children.push(value);
  }
  return children;
}
