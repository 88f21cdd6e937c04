import { createHash, createHmac, getDiffieHellman, randomBytes } from 'node:crypto';

/**
 * The client's half of a user pool's SRP sign-in: the password proves itself and is never sent.
 *
 * Ours, because what is published for it brings a discontinued cipher library and a big-integer library of its own, where Node has both in itself;
 * held to vectors of another implementation by a test. Cognito's SRP is SRP-6a over SHA-256 in the 3072-bit group of RFC 3526 with a key derived
 * by HKDF; numbers are padded with a zero byte where their highest bit is set, as its SDKs do.
 * BigInt takes no constant time: whoever measures this process closely enough is in the person's account already.
 */

const prime = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
const generator = 2n;

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

/** Big-endian, as few bytes as there are, and a zero byte before a highest bit that is set. */
function padded(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % prime;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}

const multiplier = number(sha256(padded(prime), padded(generator)));

export interface Started {
  readonly secret: bigint;
  /** `SRP_A`, hexadecimal. */
  readonly publicValue: string;
}

/** @param secret for tests alone; at least 256 bits are asked for (RFC 5054, section 3.1), and a few more cost nothing. */
export const start = (secret: bigint = number(randomBytes(48))): Started => ({
  secret,
  publicValue: power(generator, secret).toString(16),
});

/** What the pool answers to `SRP_A`. */
export interface Challenge {
  readonly poolId: string;
  /** `USER_ID_FOR_SRP`. */
  readonly user: string;
  /** `SALT` and `SRP_B`, hexadecimal. */
  readonly salt: string;
  readonly serverValue: string;
  /** Base64. */
  readonly secretBlock: string;
}

/** A pool whose answer would give the password away, or is none. */
export class UnsafeChallenge extends Error {}

/**
 * `PASSWORD_CLAIM_SIGNATURE`, base64.
 * @param timestamp as {@link timestampOf} writes it.
 * @throws UnsafeChallenge where the server's value is a multiple of the prime or the scrambler is zero (RFC 5054, section 2.5.4).
 */
export function claim(
  { secret, publicValue }: Started,
  { poolId, user, salt, serverValue, secretBlock }: Challenge,
  password: string,
  timestamp: string,
): string {
  if (![salt, serverValue].every((text) => /^[0-9a-f]+$/i.test(text))) throw new UnsafeChallenge();
  const [ours, theirs] = [BigInt(`0x${publicValue}`), BigInt(`0x${serverValue}`)];
  const scrambler = number(sha256(padded(ours), padded(theirs)));
  if (theirs % prime === 0n || scrambler === 0n) throw new UnsafeChallenge();
  const pool = poolId.slice(poolId.indexOf('_') + 1);
  const hidden = number(sha256(padded(BigInt(`0x${salt}`)), sha256(`${pool}${user}:${password}`)));
  const base = theirs + prime - ((multiplier * power(generator, hidden)) % prime);
  const shared = power(base, secret + scrambler * hidden);
  const extracted = createHmac('sha256', padded(scrambler)).update(padded(shared)).digest();
  const key = createHmac('sha256', extracted).update('Caldera Derived Key\x01').digest().subarray(0, 16);
  return createHmac('sha256', key)
    .update(pool)
    .update(user)
    .update(Buffer.from(secretBlock, 'base64'))
    .update(timestamp)
    .digest('base64');
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Such as `Fri Nov 6 09:05:00 UTC 2026`: English, and the day without a leading zero, or the proof fails on nine days of each month. */
export function timestampOf(at: Date): string {
  const time = at.toISOString().slice(11, 19);
  return `${weekdays[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${at.getUTCDate()} ${time} UTC ${at.getUTCFullYear()}`;
}
