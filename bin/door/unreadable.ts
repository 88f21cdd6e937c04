const known: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8',
};

/** Why a file cannot be read, in words where there are any. */
export function unreadable(error: unknown): string {
  const { code = 'unknown' } = Object(error) as { readonly code?: string };
  return `cannot be read: ${known[code] ?? code}`;
}
