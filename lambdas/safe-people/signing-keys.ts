import * as z from 'zod/mini';
import type { Clock } from '../workflow/contract.ts';
import type { KeySet, SigningKey } from './signing-key-set.ts';

/** The only two things that the one function with the internet can do. */
export interface Ports {
  readonly clock: Clock;
  /** Text of a document of at most so many bytes. @throws for any other answer, a redirect or a timeout. */
  fetch(address: string, largest: number): Promise<string>;
  write(set: KeySet): Promise<void>;
}

export interface Source {
  readonly kind: 'cognito' | 'oidc';
  readonly issuer: string;
  /** Host of the keys, where an OIDC issuer has another for them. */
  readonly keysHost?: string;
}

const largest = 65_536;
const mostKeys = 20;

const configuration = z.object({ issuer: z.string(), jwks_uri: z.string() });
const published = z.object({ keys: z.array(z.record(z.string(), z.unknown())).check(z.maxLength(mostKeys)) });
const key = z.object({
  kty: z.literal('RSA'),
  use: z.literal('sig'),
  alg: z.optional(z.literal('RS256')),
  kid: z.string().check(z.regex(/^[\x21-\x7e]{1,200}$/)),
  n: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,1400}$/)),
  e: z.literal('AQAB'),
  /** Present in a private key alone. */
  d: z.optional(z.undefined()),
});

/** Bits of a modulus: NIST SP 800-131A allows nothing below 2048 for signatures. */
const fewestBits = 2048;

/**
 * Fetches what the issuer publishes and stores it whole, so that a key the issuer withdrew is gone here too. Reads no event.
 * @throws wherever the issuer's answer is not beyond doubt; then the keys of before stay, until they are too old to be believed.
 */
export async function fetchKeys({ clock, fetch, write }: Ports, source: Source): Promise<void> {
  const { issuer, jwks_uri } = configuration.parse(
    JSON.parse(await fetch(`${source.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, largest)),
  );
  if (issuer !== source.issuer) throw new Error(`the configuration at ${source.issuer} must be of this issuer`);
  const host = source.kind === 'cognito' ? undefined : source.keysHost;
  assertAddress(jwks_uri, host ?? new URL(source.issuer).host);
  const { keys } = published.parse(JSON.parse(await fetch(jwks_uri, largest)));
  const usable = keys.flatMap(usableKey);
  if (usable.length === 0)
    throw new Error(`${jwks_uri} holds no RSA key of at least ${fewestBits} bits for signatures`);
  if (new Set(usable.map(({ kid }) => kid)).size < usable.length) throw new Error(`${jwks_uri} has two keys of one id`);
  await write({ issuer, fetchedAt: clock.now(), keys: usable });
}

/** @throws unless it is HTTPS at this very host, on its usual port. */
function assertAddress(address: string, host: string): void {
  const { protocol, host: found, username, password } = new URL(address);
  if (protocol !== 'https:' || found !== host || username !== '' || password !== '') {
    throw new Error(`the keys must be at https://${host}, got ${protocol}//${found}; set KEYS_HOST if that is right`);
  }
}

function usableKey(published: Readonly<Record<string, unknown>>): readonly SigningKey[] {
  const read = z.safeParse(key, published);
  if (!read.success) return [];
  const { kid, n, e } = read.data;
  return bits(n) >= fewestBits ? [{ kid, n, e }] : [];
}

function bits(modulus: string): number {
  const bytes = Buffer.from(modulus, 'base64url');
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes[first] ?? 0) + 24;
}
