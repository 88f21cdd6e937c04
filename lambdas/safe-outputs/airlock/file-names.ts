/**
 * What a file may be called: a relative path that means the same on every machine and in every archive. Names are no keys, so this keeps no two files
 * from meeting; it keeps a name from lying to whoever reads it.
 */
const longestName = 200;
const deepest = 8;
/** Bytes in UTF-8, of what stands between two slashes: no file system of Linux or macOS takes more. */
const longestPart = 255;

/** Control characters, and those that are not to be seen or turn the direction of writing: `a<U+202E>vsc.exe` reads `aexe.csv`. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
/** Refused by one file system or another, or read as something else by a shell. */
const refused = /[\\:*?"<>|]/;
/** Devices of Windows, whatever follows the dot. https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u{b9}\u{b2}\u{b3}])(?:\s*\.|$)/iu;

/** What two names have in common that some file system takes for one: by way of capitals, for `\u{df}` and `ss` are one there. */
export const folded = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

/** Whether two files cannot lie in one folder by these names: some machine takes them for one, or one would be a folder of the other. */
export function meet(name: string, other: string): boolean {
  const [one, two] = [folded(name), folded(other)];
  return one === two || one.startsWith(`${two}/`) || two.startsWith(`${one}/`);
}

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
  const long = parts.some((part) => Buffer.byteLength(part) > longestPart);
  demand(!long, `every part of a name has at most ${longestPart} bytes in UTF-8`);
  demand(
    !parts.some((part) => device.test(part)),
    'no part of a name is a device of Windows, such as con, nul or com1',
  );
  const odd = parts.some((part) => part === '' || part.startsWith('.') || /^\s|[\s.]$/.test(part));
  demand(!odd, 'every part of a name begins with neither "." nor a space and ends with neither');
  return faults;
}
