import { base64, classOf } from './byte-classes.ts';
import { isEncodedData, shortestToken } from './encoded.ts';
import type { OnHit } from './hits.ts';
import { kindIndex } from './kinds.ts';

/** A line of this length may be one of many into which a token is broken. */
const shortestPart = 60;

const isOfToken = (byte: number | undefined) => byte !== undefined && ((classOf[byte] ?? 0) & base64) !== 0;

/** Where the token goes on after a line break, where it does. */
function nextPart(bytes: Uint8Array, partStart: number, end: number, to: number): number {
  if (end - partStart < shortestPart) return -1;
  const next = bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : bytes[end] === 10 ? end + 1 : -1;
  return next > 0 && next < to && isOfToken(bytes[next]) ? next : -1;
}

/** Tokens of 200 characters and more, also where they are broken into lines as e-mail does; in linear time. */
export function findLongTokens(bytes: Uint8Array, from: number, to: number, onHit: OnHit): void {
  let at = from;
  while (at < to) {
    if (!isOfToken(bytes[at])) {
      at += 1;
      continue;
    }
    const start = at;
    let length = 0;
    for (let part = start; part >= 0; part = nextPart(bytes, part, at, to)) {
      at = part;
      while (at < to && isOfToken(bytes[at])) at += 1;
      length += at - part;
    }
    if (length < shortestToken) continue;
    onHit(kindIndex['long-token'], start);
    if (isEncodedData(bytes, start, at)) onHit(kindIndex['encoded-data'], start);
  }
}
