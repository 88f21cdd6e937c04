/** Bytes of the long tokens of each column, and how evenly they use their alphabet: encoded data can be cut into lines of one token each. */
export interface TokenDisorder {
  add(column: number, bytes: Uint8Array, from: number, to: number): void;
  of(column: number): { readonly bytes: number; readonly bitsPerByte: number; readonly alphabet: number };
}

const none = { bytes: 0, bitsPerByte: 0, alphabet: 0 };

export function tokenDisorder(columns: number): TokenDisorder {
  const histograms: (Float64Array | undefined)[] = new Array(columns).fill(undefined);
  return {
    add(column, bytes, from, to) {
      const histogram = histograms[column] ?? new Float64Array(128);
      histograms[column] = histogram;
      for (let at = from; at < to; at += 1) {
        const byte = bytes[at] ?? 0;
        histogram[byte] = (histogram[byte] ?? 0) + 1;
      }
    },
    of(column) {
      const histogram = histograms[column];
      if (histogram === undefined) return none;
      const used = histogram.filter((count) => count > 0);
      const total = used.reduce((sum, count) => sum + count, 0);
      const bits = used.reduce((sum, count) => sum - (count / total) * Math.log2(count / total), 0);
      return { bytes: total, bitsPerByte: bits, alphabet: used.length };
    },
  };
}
