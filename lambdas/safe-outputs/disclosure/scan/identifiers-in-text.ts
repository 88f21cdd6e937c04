import type { Finding } from '../contract.ts';
import { folded } from './folded.ts';
import { findHits } from './hits.ts';
import { type Kind, kindIndex, kinds } from './kinds.ts';
import { findLongTokens } from './long-tokens.ts';
import { found, type ScanRule } from './scan-rules.ts';
import { utf8Fault } from './utf-8.ts';

type Hits = ReadonlyMap<Kind, readonly number[]>;

/** More are counted and not listed. */
const mostListed = 20;

function hitsIn(bytes: Uint8Array, read: Uint8Array): Hits {
  const hits = new Map<Kind, number[]>();
  const onHit = (index: number, at: number) => {
    const kind = kinds[index];
    if (kind === undefined) return;
    const places = hits.get(kind) ?? [];
    hits.set(kind, places);
    places.push(at);
  };
  findHits(read, 0, read.length, onHit);
  findLongTokens(bytes, 0, bytes.length, onHit);
  for (let from = 0; from < bytes.length; ) {
    const fault = utf8Fault(bytes, from, bytes.length, (at) => onHit(kindIndex.unseen, at));
    // Controls and byte order marks are characters of a text; the second nobody sees.
    if (fault?.why === 'mark') onHit(kindIndex.unseen, fault.at);
    from = fault === undefined ? bytes.length : fault.at + (fault.why === 'mark' ? 3 : 2);
  }
  return hits;
}

/** Line and character of places in rising order; characters as code points. */
function positions(
  bytes: Uint8Array,
  places: readonly number[],
): readonly { readonly line: number; readonly column: number }[] {
  let line = 1;
  let column = 1;
  let at = 0;
  return places.map((place) => {
    for (; at < place; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === 10) {
        line += 1;
        column = 1;
      } else if ((byte & 0xc0) !== 0x80) column += 1;
    }
    return { line, column };
  });
}

function verdictOf(rule: ScanRule, hits: Hits): Finding['verdict'] {
  const count = (kind: Kind) => hits.get(kind)?.length ?? 0;
  const valid = count('nhs-number');
  const isMany = valid >= 5 && valid >= count('ten-digits') * 0.5;
  if (rule === 'nhs-number' || rule === 'health-and-care-number')
    return isMany || count('named-nhs-number') > 0 ? 'blocked' : 'review';
  if (rule === 'chi-number') return 'blocked';
  if (rule === 'postcode' || rule === 'national-insurance-number' || rule === 'phone')
    return count(rule) > 1 ? 'blocked' : 'review';
  if (rule === 'birth-or-death-date' || rule === 'encoded-data') return 'blocked';
  if (rule === 'key') return count('key') > 50 ? 'blocked' : 'review';
  return 'review';
}

const ofKind: readonly (readonly [ScanRule, Kind])[] = [
  ['chi-number', 'chi-number'],
  ['health-and-care-number', 'health-and-care-number'],
  ['nhs-number', 'nhs-number'],
  ['postcode', 'postcode'],
  ['national-insurance-number', 'national-insurance-number'],
  ['e-mail', 'e-mail'],
  ['phone', 'phone'],
  ['key', 'key'],
  ['birth-or-death-date', 'named-date'],
  ['person-name', 'titled-name'],
  ['encoded-data', 'encoded-data'],
  ['long-token', 'long-token'],
  ['unseen-characters', 'unseen'],
];

const asTheyStand: ReadonlySet<Kind> = new Set(['encoded-data', 'long-token', 'unseen']);
const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

/** Identifiers and hidden content of a text, one finding for each rule, with every place up to twenty; in time linear in its length. */
export function identifiersInText(text: string): readonly Finding[] {
  const bytes = Buffer.from(text);
  const read = isAscii(text) ? bytes : Buffer.from(folded(text));
  const hits = hitsIn(bytes, read);
  return ofKind.flatMap(([rule, kind]) => {
    const places = hits.get(kind) ?? [];
    const [first, ...others] = positions(asTheyStand.has(kind) ? bytes : read, places.slice(0, mostListed));
    if (first === undefined || (rule === 'long-token' && hits.has('encoded-data'))) return [];
    const listed = [first, ...others].map(({ line, column }) => `${line}:${column}`).join(', ');
    const more = places.length > mostListed ? ` and ${places.length - mostListed} more` : '';
    return [found(rule, verdictOf(rule, hits), first, `${places.length} at ${listed}${more}`)];
  });
}
