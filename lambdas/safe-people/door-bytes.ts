import { createHash } from 'node:crypto';
import type { Answer, Call } from './door.ts';

/** Bytes that leave by a door, and what they must turn out to be. */
export interface Outgoing {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly size: number;
  /** In hexadecimal, of the whole. */
  readonly sha256: string;
  /** Whoever receives it may be shown it; of what is not plain ASCII nothing is left. */
  readonly name: string;
}

export type BytesAnswer =
  | { readonly status: 200; readonly file: Outgoing }
  | Extract<Answer, { readonly refusals: unknown }>;
/** Whatever must be written down before the first byte goes is written when this answers. */
export type BytesHandler = (call: Call) => Promise<BytesAnswer>;
export type BytesHandlers = Readonly<Record<string, BytesHandler>>;

/** Other bytes than those that were promised. Its message says nothing of them. */
export class OtherBytes extends Error {}

/**
 * The same bytes, of which the last chunk is kept back until size and hash are found to be right: what is not what was promised never arrives whole.
 * @throws OtherBytes instead of giving the last chunk.
 */
export async function* checked({ bytes, size, sha256 }: Outgoing): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let seen = 0;
  let kept: Uint8Array | undefined;
  for await (const chunk of bytes) {
    if (chunk.length === 0) continue;
    if (kept !== undefined) yield kept;
    hash.update(chunk);
    seen += chunk.length;
    if (seen > size) throw new OtherBytes('more bytes than were promised');
    kept = chunk;
  }
  if (seen !== size || hash.digest('hex') !== sha256) throw new OtherBytes('other bytes than were promised');
  if (kept !== undefined) yield kept;
}

/** Letters, digits, dot, hyphen and underscore of the last part of a path; a name that no shell, header or file system reads as anything else. */
export const safeName = (name: string): string => {
  const last = name.split('/').at(-1) ?? '';
  const plain = last.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^[.-]+/, '');
  return plain.length <= 100 ? plain || 'file' : `${plain.slice(0, 60)}${plain.slice(-40)}`;
};

/** Nothing is opened, guessed at or kept by whoever receives it. */
export const bytesHeaders = ({ size, sha256, name }: Outgoing): Readonly<Record<string, string>> => ({
  'content-type': 'application/octet-stream',
  'content-length': String(size),
  'content-disposition': `attachment; filename="${safeName(name)}"`,
  // https://www.rfc-editor.org/rfc/rfc9530
  'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
  // Where something on the way leaves the length out, these two still tell the whole from a part.
  'x-tre-bytes': String(size),
  'x-tre-sha256': sha256,
  'accept-ranges': 'none',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
});
