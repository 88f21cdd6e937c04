/** Whether `bytes` holds `pattern` at `offset`; a string stands for its characters as single bytes. */
export const holdsAt = (bytes: Uint8Array, offset: number, pattern: string | readonly number[]): boolean => {
  if (offset < 0 || offset + pattern.length > bytes.length) return false;
  for (let i = 0; i < pattern.length; i++) {
    const wanted = typeof pattern === 'string' ? pattern.charCodeAt(i) : pattern[i];
    if (bytes[offset + i] !== wanted) return false;
  }
  return true;
};

export const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Shares the memory of `bytes`. */
export const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Shannon's entropy in bits a byte. */
export const entropy = (bytes: Uint8Array): number => {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / bytes.length) * Math.log2(count / bytes.length);
  return bits;
};
