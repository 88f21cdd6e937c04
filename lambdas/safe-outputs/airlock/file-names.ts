/**
 * What a file may be called: a relative path that means the same on every machine and in every archive. Names are no keys, so this keeps no two files
 * from meeting; it keeps a name from lying to whoever reads it.
 */
const longestName = 200;
const deepest = 8;

/** Control characters, and those that are not to be seen or turn the direction of writing: `a<U+202E>vsc.exe` reads `aexe.csv`. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
/** Refused by one file system or another, or read as something else by a shell. */
const refused = /[\\:*?"<>|]/;

/** What two names have in common that some file system takes for one. */
export const folded = (name: string): string => name.normalize('NFKC').toLowerCase();

/** Why it may not be called so; no part of the name is quoted. */
export function nameFaults(name: string): readonly string[] {
  const parts = name.split('/');
  const faults: string[] = [];
  const demand = (met: boolean, says: string): void => {
    if (!met) faults.push(says);
  };
  demand(name.length > 0 && name.length <= longestName, `a name has 1 to ${longestName} characters`);
  demand(!hidden.test(name), 'a name has no control or invisible characters');
  demand(!refused.test(name), 'a name has none of \\ : * ? " < > |');
  demand(name === name.normalize('NFC'), 'a name is in normal form C of Unicode');
  demand(parts.length <= deepest, `a name has at most ${deepest} parts`);
  const odd = parts.some((part) => part === '' || part.startsWith('.') || /^\s|[\s.]$/.test(part));
  demand(!odd, 'every part of a name begins with neither "." nor a space and ends with neither');
  return faults;
}
