import { classOf } from './byte-classes.ts';

const seed = 0x811c9dc5 | 0;
export const hashPrime = 0x01000193;

/** FNV-1a, of which 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/, in the public domain. */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = seed;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), hashPrime);
  return hash;
}

/** The bits of all bytes together. */
export function classesOf(bytes: Uint8Array, from: number, to: number): number {
  let classes = 0;
  for (let at = from; at < to; at += 1) classes |= classOf[bytes[at] ?? 0] ?? 0;
  return classes;
}
