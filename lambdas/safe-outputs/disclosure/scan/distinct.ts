/**
 * Counts distinct values from their hashes in bounded memory: exactly up to `most` of them (but for collisions of 32 bits), then by the share
 * of hashes that end in so many zero bits (Wegman's adaptive sampling).
 */
export interface Distinct {
  add(column: number, hash: number): void;
  count(column: number): number;
  isExact(column: number): boolean;
}

/** Bytes for all columns together. */
const memory = 32 * 1024 * 1024;
const smallest = 16;
const mostSlots = 1 << 14;

/** Spreads every bit of a hash over all of it: the finaliser of MurmurHash3, in the public domain. */
export function mixed(hash: number): number {
  let mix = hash ^ (hash >>> 16);
  mix = Math.imul(mix, 0x85ebca6b);
  mix ^= mix >>> 13;
  mix = Math.imul(mix, 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}

function put(slots: Int32Array, mix: number): boolean {
  const last = slots.length - 1;
  // The lowest bits are the same in all that is kept once the level rises.
  let slot = (mix >>> 12) & last;
  for (;;) {
    const held = slots[slot] ?? 0;
    if (held === mix) return false;
    if (held === 0) {
      slots[slot] = mix;
      return true;
    }
    slot = (slot + 1) & last;
  }
}

export function distinctCounts(columns: number): Distinct {
  const share = 2 ** Math.floor(Math.log2(memory / 4 / columns));
  const largest = Math.max(smallest, Math.min(mostSlots, share));
  const slots: Int32Array[] = Array.from({ length: columns }, () => new Int32Array(smallest));
  const held = new Int32Array(columns);
  const level = new Int32Array(columns);
  const ignored = new Int32Array(columns);
  const last = new Int32Array(columns);

  function grow(column: number, old: Int32Array): void {
    let next: Int32Array;
    if (old.length < largest) next = new Int32Array(old.length * 2);
    else {
      level[column] = (level[column] ?? 0) + 1;
      ignored[column] = 2 ** (level[column] ?? 0) - 1;
      next = new Int32Array(old.length);
    }
    const without = ignored[column] ?? 0;
    let kept = 0;
    for (const mix of old) if (mix !== 0 && (mix & without) === 0 && put(next, mix)) kept += 1;
    held[column] = kept;
    slots[column] = next;
  }

  return {
    add(column, hash) {
      // A value often follows itself.
      if (last[column] === hash) return;
      last[column] = hash;
      const mix = mixed(hash) || 0x10000000;
      if ((mix & (ignored[column] ?? 0)) !== 0) return;
      const own = slots[column];
      if (own === undefined || !put(own, mix)) return;
      const now = (held[column] ?? 0) + 1;
      held[column] = now;
      if (now * 2 > own.length) grow(column, own);
    },
    count: (column) => (held[column] ?? 0) * 2 ** (level[column] ?? 0),
    isExact: (column) => level[column] === 0,
  };
}
