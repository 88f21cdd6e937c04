/** What different hands call one category. */
const names: readonly (readonly string[])[] = [
  ['female', 'f', 'females', 'woman', 'women'],
  ['male', 'm', 'males', 'man', 'men'],
  ['yes', 'y', 'true'],
  ['no', 'n', 'false'],
  ['unknown', 'not known', 'not stated', 'not recorded', 'missing', 'unspecified'],
];
const nameOf = new Map(names.flatMap((group) => group.map((name) => [name, group[0] ?? name] as const)));
const saysLittle = new Set([
  'yes',
  'no',
  'unknown',
  'other',
  'none',
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  'high',
  'low',
  'medium',
]);

/** One text for a category however it is written. */
export function plainLabel(text: string): string {
  const plain = text
    .normalize('NFKC')
    .slice(0, 200)
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}<>=+.%-]+/gu, ' ')
    .trim();
  return nameOf.get(plain) ?? plain;
}

/** Of no use to tell one question from another, such as the yes of smokers and the yes of diabetics. */
export const isGeneric = (label: string): boolean => saysLittle.has(label);

/** Short for the other, or with a word more: perhaps one category, which only a human knows. */
export function isLikely(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === '' || short === long || /^[\d.<>=+-]+$/.test(short)) return false;
  if (long.startsWith(short) && !short.includes(' ') && !long.includes(' ')) return true;
  const words = new Set(long.split(' '));
  const own = short.split(' ');
  if (own.every((word) => words.has(word)) && own.some((word) => word.length >= 3)) return true;
  return (
    short.length >= 2 &&
    short ===
      long
        .split(' ')
        .map((word) => word[0])
        .join('')
  );
}

/** `adults excluding care homes` are some of the adults. */
export function wholeOf(label: string): string | undefined {
  const found = /^(.+?) (?:excluding|excl|except|without|minus|less|other than|not including|not in|but not)\b/.exec(
    label.replace(/\./g, ''),
  );
  return found?.[1];
}
