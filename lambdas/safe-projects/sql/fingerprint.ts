import { createHash } from 'node:crypto';
import type { Token } from './tokens.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const literal = '?';

/**
 * SHA-256 of what a query does, without what it asks for: every literal is a mark and a list of literals one mark, comments, spacing and
 * case are gone. Two queries that differ in patients' values alone have the same, and none can be read back from it.
 */
export function fingerprintOf(tokens: readonly Token[]): string {
  const normal: string[] = [];
  for (const { kind, text } of tokens) {
    const next = kind === 'string' || kind === 'number' ? literal : text.toLowerCase();
    if (next === literal && normal.at(-1) === ',' && normal.at(-2) === literal) normal.pop();
    else normal.push(next);
  }
  while (normal.at(-1) === ';') normal.pop();
  return sha256(normal.join(' '));
}
