import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { accessClaims, clients, issuer, tokenOf } from '../safe-people/gate-harness.ts';

/**
 * A user pool as somebody who signs in meets it: SRP from the verifier's side, a password to be changed, a second factor to be set up and given,
 * refresh, revocation. Written from the pool's side of the arithmetic, so that it shares no formula with the client.
 */

// RFC 3526, section 4.
const prime = BigInt(
  '0xffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff',
);
const pool = issuer.slice(issuer.lastIndexOf('/') + 1);

const pow = (base: bigint, exponent: bigint): bigint => {
  if (exponent === 0n) return 1n;
  const half = pow((base * base) % prime, exponent / 2n);
  return exponent % 2n === 0n ? half : (half * (base % prime)) % prime;
};
const bytes = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const whole = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return (whole[0] ?? 0) > 127 ? Buffer.concat([Buffer.alloc(1), whole]) : whole;
};
const int = (buffer: Buffer): bigint => BigInt(`0x${buffer.toString('hex')}`);
const hash = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha256')
    .update(Buffer.concat([...parts]))
    .digest();
const hmac = (key: Buffer, ...parts: readonly Buffer[]): Buffer =>
  createHmac('sha256', key)
    .update(Buffer.concat([...parts]))
    .digest();

/** RFC 6238, as an authenticator makes it. */
export function totp(secret: string, at: Date): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export interface Account {
  readonly address: string;
  readonly sub: string;
  password: string;
  temporary: boolean;
  secret: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;
type Words = Readonly<Record<string, string>>;
interface Input {
  readonly AuthFlow: string;
  readonly ClientId: string;
  readonly AuthParameters: Words;
  readonly ChallengeName: string;
  readonly ChallengeResponses: Words;
  readonly Session: string;
  readonly UserCode: string;
  readonly Token: string;
}
class Refused extends Error {}

export function fakeDirectory(now: () => Date) {
  const accounts: Account[] = [];
  const challenges = new Map<string, { account: Account; a: bigint; b: bigint; salt: Buffer }>();
  const sessions = new Map<string, { account: Account; pending?: string; client: string }>();
  const refreshTokens = new Map<string, { account: Account; signedInAt: Date }>();
  const asked: string[] = [];

  const refuse = (rule: string): never => {
    throw new Refused(rule);
  };
  const session = (account: Account, client: string): string => {
    const id = randomUUID();
    sessions.set(id, { account, client });
    return id;
  };
  const doorOf = (client: string) => (client === clients.private ? 'private' : 'public');
  const tokens = (account: Account, client: string, signedInAt = now(), refresh = true): Json => {
    const token = randomBytes(24).toString('base64url');
    if (refresh) refreshTokens.set(token, { account, signedInAt });
    const seconds = Math.floor(now().getTime() / 1000);
    const claims = accessClaims(account.sub, doorOf(client), signedInAt.toISOString(), {
      iat: seconds,
      exp: seconds + 900,
    });
    return {
      AuthenticationResult: {
        AccessToken: tokenOf(claims),
        ExpiresIn: 900,
        TokenType: 'Bearer',
        ...(refresh ? { RefreshToken: token } : {}),
      },
    };
  };
  const next = (account: Account, client: string): Json => {
    const name = account.temporary
      ? 'NEW_PASSWORD_REQUIRED'
      : account.secret === undefined
        ? 'MFA_SETUP'
        : 'SOFTWARE_TOKEN_MFA';
    return {
      ChallengeName: name,
      ChallengeParameters: { USER_ID_FOR_SRP: account.sub },
      Session: session(account, client),
    };
  };
  const inner = (account: Account) => hash(Buffer.from(`${pool.split('_')[1]}${account.sub}:${account.password}`));

  const operations: Readonly<Record<string, (input: Input) => Json>> = {
    InitiateAuth({ AuthFlow, ClientId, AuthParameters }) {
      const { USERNAME, SRP_A, REFRESH_TOKEN } = AuthParameters;
      if (AuthFlow === 'REFRESH_TOKEN_AUTH') {
        const found = refreshTokens.get(REFRESH_TOKEN ?? '');
        const over = found === undefined || now().getTime() - found.signedInAt.getTime() > 8 * 3_600_000;
        return over ? refuse('NotAuthorizedException') : tokens(found.account, ClientId, found.signedInAt, false);
      }
      const account = accounts.find(({ address }) => address === USERNAME) ?? refuse('NotAuthorizedException');
      const [a, b, salt] = [BigInt(`0x${SRP_A}`), int(randomBytes(64)), randomBytes(16)];
      const x = int(hash(bytes(int(salt)), inner(account)));
      const k = int(hash(bytes(prime), bytes(2n)));
      const block = randomBytes(64).toString('base64');
      const B = (k * pow(2n, x) + pow(2n, b)) % prime;
      challenges.set(block, { account, a, b, salt });
      return {
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeParameters: {
          SALT: salt.toString('hex'),
          SECRET_BLOCK: block,
          SRP_B: B.toString(16),
          USERNAME: account.sub,
          USER_ID_FOR_SRP: account.sub,
        },
      };
    },
    RespondToAuthChallenge({ ChallengeName, ClientId, ChallengeResponses, Session }) {
      const said = ChallengeResponses;
      if (ChallengeName === 'PASSWORD_VERIFIER') {
        const block = said.PASSWORD_CLAIM_SECRET_BLOCK ?? '';
        const { account, a, b, salt } = challenges.get(block) ?? refuse('NotAuthorizedException');
        const x = int(hash(bytes(int(salt)), inner(account)));
        const k = int(hash(bytes(prime), bytes(2n)));
        const u = int(hash(bytes(a), bytes((k * pow(2n, x) + pow(2n, b)) % prime)));
        const s = pow(a * pow(pow(2n, x), u), b);
        const key = hmac(hmac(bytes(u), bytes(s)), Buffer.from('Caldera Derived Key\x01')).subarray(0, 16);
        const proof = hmac(
          key,
          Buffer.from(`${pool.split('_')[1]}${account.sub}`),
          Buffer.from(block, 'base64'),
          Buffer.from(said.TIMESTAMP ?? ''),
        );
        if (said.USERNAME !== account.sub || proof.toString('base64') !== said.PASSWORD_CLAIM_SIGNATURE)
          return refuse('NotAuthorizedException');
        return next(account, ClientId);
      }
      const { account, pending } = sessions.get(Session) ?? refuse('NotAuthorizedException');
      if (ChallengeName === 'NEW_PASSWORD_REQUIRED') {
        if ((said.NEW_PASSWORD ?? '').length < 14) return refuse('InvalidPasswordException');
        Object.assign(account, { password: said.NEW_PASSWORD, temporary: false });
        return next(account, ClientId);
      }
      if (ChallengeName === 'MFA_SETUP') {
        if (pending === undefined) return refuse('NotAuthorizedException');
        account.secret = pending;
      } else if (said.SOFTWARE_TOKEN_MFA_CODE !== totp(account.secret ?? '', now()))
        return refuse('CodeMismatchException');
      return tokens(account, ClientId);
    },
    AssociateSoftwareToken({ Session }) {
      const found = sessions.get(Session) ?? refuse('NotAuthorizedException');
      const secret = [...randomBytes(32)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('');
      const id = session(found.account, found.client);
      sessions.set(id, { ...found, pending: secret });
      return { SecretCode: secret, Session: id };
    },
    VerifySoftwareToken({ Session, UserCode }) {
      const { pending = '' } = sessions.get(Session) ?? refuse('NotAuthorizedException');
      return UserCode === totp(pending, now())
        ? { Status: 'SUCCESS', Session }
        : refuse('EnableSoftwareTokenMFAException');
    },
    RevokeToken({ Token }) {
      refreshTokens.delete(Token);
      return {};
    },
  };

  return {
    accounts,
    /** What was sent to it, as text: to look for what must not be. */
    asked,
    refreshTokens,
    async serve(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      asked.push(`${operation} ${body} ${JSON.stringify(request.headers)}`);
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      try {
        response.end(JSON.stringify(operations[operation]?.(JSON.parse(body)) ?? refuse('InvalidAction')));
      } catch (error) {
        response.statusCode = 400;
        const rule = error instanceof Refused ? error.message : 'InternalErrorException';
        response.end(
          JSON.stringify({ __type: rule, message: 'Password did not conform with policy: not long enough' }),
        );
      }
    },
  };
}
