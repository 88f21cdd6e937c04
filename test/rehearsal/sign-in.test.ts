import { createHash, createHmac, getDiffieHellman } from 'node:crypto';
import { passwordProof } from '../../rehearsal/doors/password-proof.ts';
import { totp } from '../../rehearsal/doors/totp.ts';

/** Appendix B of RFC 6238, the last six digits. */
test.each([
  ['1970-01-01T00:00:59Z', '287082'],
  ['2005-03-18T01:58:29Z', '081804'],
  ['2009-02-13T23:31:30Z', '005924'],
  ['2033-05-18T03:33:20Z', '279037'],
])('an authenticator shows at %s what the RFC says', (at, code) => {
  expect(totp('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', new Date(at))).toBe(code);
});

/** A pool's half of SRP, of the verifier alone. */
function pool(id: string, user: string, password: string) {
  const prime = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
  const hash = (hex: string) => BigInt(`0x${createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')}`);
  const hex = (value: bigint) => {
    const text = value.toString(16);
    const even = text.length % 2 === 0 ? text : `0${text}`;
    return /^[89a-f]/.test(even) ? `00${even}` : even;
  };
  const power = (base: bigint, exponent: bigint): bigint =>
    exponent === 0n ? 1n : (power((base * base) % prime, exponent / 2n) * (exponent % 2n === 1n ? base : 1n)) % prime;
  const salt = 0xf1a2b3c4d5e6f708n;
  const inner = createHash('sha256')
    .update(`${id.split('_')[1]}${user}:${password}`)
    .digest('hex');
  const verifier = power(2n, hash(hex(salt) + inner));
  const secret = 0x1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdefn;
  const theirs = (hash(hex(prime) + hex(2n)) * verifier + power(2n, secret)) % prime;
  return {
    challenge: { USER_ID_FOR_SRP: user, SALT: salt.toString(16), SRP_B: theirs.toString(16), SECRET_BLOCK: 'c2VjcmV0' },
    accepts(publicValue: string, { TIMESTAMP = '', PASSWORD_CLAIM_SIGNATURE }: Record<string, string>): boolean {
      const ours = BigInt(`0x${publicValue}`);
      const scrambler = hash(hex(ours) + hex(theirs));
      const shared = power((ours * power(verifier, scrambler)) % prime, secret);
      const extracted = createHmac('sha256', Buffer.from(hex(scrambler), 'hex'))
        .update(Buffer.from(hex(shared), 'hex'))
        .digest();
      const key = createHmac('sha256', extracted).update('Caldera Derived Key\x01').digest().subarray(0, 16);
      const wanted = createHmac('sha256', key)
        .update(`${id.split('_')[1]}${user}`)
        .update(Buffer.from('c2VjcmV0', 'base64'))
        .update(TIMESTAMP);
      return wanted.digest('base64') === PASSWORD_CLAIM_SIGNATURE;
    },
  };
}

test('the proof of a password is accepted by a pool that knows the password, and of another password it is not', () => {
  const { challenge, accepts } = pool('eu-west-2_Pool', 'ada', 'right');
  const at = new Date('2026-11-06T09:05:00Z');
  const [right, wrong] = ['right', 'wrong'].map((password) => passwordProof('eu-west-2_Pool', password));
  expect(right && accepts(right.SRP_A, right.answer(challenge, at))).toBe(true);
  expect(wrong && accepts(wrong.SRP_A, wrong.answer(challenge, at))).toBe(false);
  expect(right?.answer(challenge, at).TIMESTAMP).toBe('Fri Nov 6 09:05:00 UTC 2026');
});
