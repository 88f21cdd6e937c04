/** What stands in one cell of a published table. */
export type Published =
  | { readonly kind: 'number'; readonly value: number; readonly decimals: number; readonly percent: boolean }
  /** Withheld on purpose; a marker such as `<10` says how much at most. */
  | { readonly kind: 'suppressed'; readonly atMost?: number }
  /** Nothing there, or NA: nobody, missing or withheld; a reader cannot tell. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'text' };

const markers = new Set(['*', '**', '***', '-', '--', '–', '—', '..', '...', ':', '#', '†', 'c', 's', 'x', 'u', 'z']);
const markerWords = new Set([
  'redacted',
  'suppressed',
  'withheld',
  'masked',
  'c',
  's',
  'x',
  'u',
  'z',
  'low',
  'dc',
  'supp',
]);
const absences = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', 'nil', '<na>', '.', 'missing', 'inf', '-inf']);

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const grouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const below = /^(<|<=|≤|under|fewer than|less than|up to)\s*(\d{1,9})$/;

/** No number that a table publishes is longer. */
const longest = 40;

export function publishedValue(text: string): Published {
  const trimmed = text.trim();
  if (trimmed.length > longest) return { kind: 'text' };
  const bare = trimmed.toLowerCase();
  if (absences.has(bare)) return { kind: 'absent' };
  if (markers.has(bare)) return { kind: 'suppressed' };
  const bracketed = /^[[(](.*)[\])]$/.exec(bare);
  const word = bracketed?.[1]?.trim() ?? bare;
  if ((bracketed || word.length > 2) && markerWords.has(word)) return { kind: 'suppressed' };
  const limit = below.exec(word);
  if (limit) return suppressedBelow(limit[1] ?? '', Number(limit[2]));
  return numberIn(trimmed);
}

const suppressedBelow = (sign: string, limit: number): Published => ({
  kind: 'suppressed',
  atMost: ['<=', '≤', 'up to'].includes(sign) ? limit : Math.max(0, limit - 1),
});

function numberIn(trimmed: string): Published {
  const percent = trimmed.endsWith('%');
  const digits = trimmed.replace(/^([+-]?)[£$€]/, '$1').replace(/\s?%$/, '');
  if (!number.test(digits) && !grouped.test(digits)) return { kind: 'text' };
  const value = Number(digits.replaceAll(',', ''));
  if (!Number.isFinite(value)) return { kind: 'text' };
  const decimals = /^[^e]*\.(\d+)/i.exec(digits)?.[1]?.length ?? 0;
  return { kind: 'number', value, decimals, percent };
}
