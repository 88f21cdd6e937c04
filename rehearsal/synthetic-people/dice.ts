/**
 * Chance without a stream: a draw is a pure function of a key and a salt, so any person, row or cell can be made alone, in any
 * order and on any machine.
 */
export function draw(key: number, salt: number): number {
  let mixed = key ^ salt;
  // A bijection for each salt: distinct keys stay distinct, which makes ids and persons unique.
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** The salt that a name stands for (FNV-1a, then mixed, so that similar names are not near). */
function saltOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return draw(hash, 0);
}

/** Throws for one purpose: from the key of a person or a row, always the same number from 0 to 2^32 - 1. */
export type Dice = (key: number) => number;

export function diceFor(purpose: string): Dice {
  const salt = saltOf(purpose);
  return (key) => draw(key, salt);
}
