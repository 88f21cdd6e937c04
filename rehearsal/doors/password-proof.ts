import { createHash, createHmac, getDiffieHellman, randomBytes } from 'node:crypto';

/**
 * A person's half of a sign-in by SRP, written out here once more: what people sign in with is not taken from the product that is rehearsed.
 * SRP-6a over SHA-256 in the 3072-bit group of RFC 3526, with Cognito's padding and key derivation.
 */
const prime = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);

const hash = (...parts: readonly (Buffer | string)[]): Buffer =>
  parts.reduce<ReturnType<typeof createHash>>((so, part) => so.update(part), createHash('sha256')).digest();
const hmac = (key: Buffer, ...parts: readonly (Buffer | string)[]): Buffer =>
  parts.reduce<ReturnType<typeof createHmac>>((so, part) => so.update(part), createHmac('sha256', key)).digest();
const number = (bytes: Buffer | string): bigint =>
  BigInt(`0x${typeof bytes === 'string' ? bytes : bytes.toString('hex')}`);

/** A zero byte before a highest bit that is set. */
function padded(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base % prime];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day stands without a leading zero. */
const timestampOf = (at: Date): string =>
  `${days[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${at.getUTCDate()} ${at.toISOString().slice(11, 19)} UTC ${at.getUTCFullYear()}`;

/** Begins a sign-in: `SRP_A`, and what answers the challenge that comes back. */
export function passwordProof(poolId: string, password: string) {
  const secret = number(randomBytes(48));
  const publicValue = power(2n, secret);
  return {
    SRP_A: publicValue.toString(16),
    answer(challenge: Readonly<Record<string, string>>, at: Date): Record<string, string> {
      const { USER_ID_FOR_SRP: user = '', SALT = '', SRP_B = '', SECRET_BLOCK = '' } = challenge;
      const theirs = number(SRP_B);
      const scrambler = number(hash(padded(publicValue), padded(theirs)));
      const pool = poolId.slice(poolId.indexOf('_') + 1);
      const hidden = number(hash(padded(number(SALT)), hash(`${pool}${user}:${password}`)));
      const multiplier = number(hash(padded(prime), padded(2n)));
      const base = theirs + prime - ((multiplier * power(2n, hidden)) % prime);
      const shared = power(base, secret + scrambler * hidden);
      const key = hmac(hmac(padded(scrambler), padded(shared)), 'Caldera Derived Key\x01').subarray(0, 16);
      const TIMESTAMP = timestampOf(at);
      return {
        USERNAME: user,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        TIMESTAMP,
        PASSWORD_CLAIM_SIGNATURE: hmac(key, pool, user, Buffer.from(SECRET_BLOCK, 'base64'), TIMESTAMP).toString(
          'base64',
        ),
      };
    },
  };
}
