/** Names that one file system or another takes for the same have equal ones. */
export const folded = (path: string): string => path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');

/** Positions, counted from 1, of paths that are one: each list has at least two. */
export function namesakes(paths: readonly string[]): readonly (readonly number[])[] {
  const byName = new Map<string, number[]>();
  paths.forEach((path, index) => {
    const name = folded(path);
    byName.set(name, [...(byName.get(name) ?? []), index + 1]);
  });
  return [...byName.values()].filter((several) => several.length > 1);
}
