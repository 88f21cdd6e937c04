/** Number of single-character edits, with a swap of two neighbours as one edit, that turn `a` into `b`. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        edits = Math.min(edits, (before[column - 2] ?? 0) + 1);
      }
      current.push(edits);
    }
    before = above;
    above = current;
  }
  return above[b.length] ?? 0;
}

/** The name the writer probably meant: at most a third of its characters differ, or it was only begun. Case, `-` and `_` do not count. */
export function nearest(written: string, names: Iterable<string>): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[-_\s]/g, '');
  const wanted = plain(written.slice(0, 100));
  let best: { name: string; edits: number } | undefined;
  for (const name of names) {
    const begun = wanted.length > 2 && plain(name).startsWith(wanted);
    const edits = begun ? 1 : distance(wanted, plain(name));
    if (edits <= Math.max(1, Math.floor(name.length / 3)) && (best === undefined || edits < best.edits)) {
      best = { name, edits };
    }
  }
  return best?.name;
}

/** `did you mean "x"?`, or else `otherwise`. */
export function didYouMean(written: unknown, names: Iterable<string>, otherwise: string): string {
  const name = typeof written === 'string' ? nearest(written, names) : undefined;
  return name === undefined ? otherwise : `did you mean ${JSON.stringify(name)}?`;
}
