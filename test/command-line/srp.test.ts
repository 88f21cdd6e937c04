import { claim, start, timestampOf, UnsafeChallenge } from '../../bin/door/srp.ts';
import { vectors } from '../cases/srp-vectors.json';

const challenge = {
  poolId: 'eu-west-2_Example01',
  user: 'ada',
  salt: 'f0',
  serverValue: '2',
  secretBlock: 'AAAA',
};

test.each(vectors)('the proof is the one that another implementation makes: $user at $timestamp', (vector) => {
  const begun = start(BigInt(`0x${vector.secret}`));
  expect(begun.publicValue).toBe(vector.publicValue);
  expect(timestampOf(new Date(vector.at))).toBe(vector.timestamp);
  expect(claim(begun, vector, vector.password, vector.timestamp)).toBe(vector.signature);
  expect(claim(begun, vector, `${vector.password} `, vector.timestamp)).not.toBe(vector.signature);
});

const prime =
  // Of RFC 3526, section 4, as Cognito's own SDKs write it.
  'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff';

test.each([
  ['zero', '0'],
  ['the prime', prime],
  ['no number', 'xyz'],
])('a pool that answers %s learns nothing: no proof is made', (_, serverValue) => {
  expect(() => claim(start(), { ...challenge, serverValue }, 'password', timestampOf(new Date()))).toThrow(
    UnsafeChallenge,
  );
});

test('no two sign-ins begin alike', () => {
  expect(start().publicValue).not.toBe(start().publicValue);
});
