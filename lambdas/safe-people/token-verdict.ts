import * as z from 'zod/mini';
import type { Instant } from '../workflow/contract.ts';
import { personPattern } from './door-event.ts';
import type { tokenKinds } from './gate-environment.ts';

/** What this door takes tokens for. */
export interface Expected {
  readonly kind: (typeof tokenKinds)[number];
  readonly issuer: string;
  readonly client: string;
  /** OIDC: what `aud` must hold. */
  readonly resource: string;
  /** OIDC: values of `acr` that prove a second factor. */
  readonly acr: readonly string[];
}

/** One sign-in, as the token proves it. */
export interface SignIn {
  readonly person: string;
  readonly signedInAt: Instant;
  readonly session: string;
  readonly mfa: boolean;
}

/** Why a token is not taken: a name for operators, never a value of the token. */
export type TokenRefusal =
  | 'malformed'
  | 'algorithm'
  | 'key'
  | 'signature'
  | 'claims'
  | 'issuer'
  | 'use'
  | 'audience'
  | 'expired'
  | 'not-yet'
  | 'too-long'
  | 'session-age'
  | 'second-factor';

export type TokenVerdict =
  | { readonly ok: true; readonly signIn: SignIn }
  | { readonly ok: false; readonly because: TokenRefusal };

/** Seconds by which the issuer's clock may be ahead of ours. None is given at the end: a token is over when it says so. */
export const skew = 60;

/** Seconds a token may live. A longer one comes from a client that nobody meant for this. */
export const longestToken = 3600;

/**
 * Seconds after which a person signs in anew, however often the token was refreshed: a working day, within the twelve hours that
 * NIST SP 800-63B, section 4.2.3, allows at its second level. `auth_time` is the first sign-in's, also in refreshed tokens
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html), but not where a user pool
 * rotates refresh tokens (https://github.com/authts/oidc-client-ts/issues/2107): the pool must not.
 */
export const longestSession = 8 * 3600;

const seconds = z.int().check(z.positive());
const text = z.string().check(z.minLength(1));

const claims = z.object({
  iss: text,
  sub: z.string().check(z.regex(new RegExp(`^${personPattern}$`))),
  exp: seconds,
  iat: seconds,
  auth_time: seconds,
  nbf: z.optional(seconds),
  token_use: z.optional(text),
  client_id: text,
  aud: z.optional(z.union([text, z.array(text)])),
  amr: z.optional(z.array(z.string())),
  acr: z.optional(z.string()),
  /** Of the sign-in, the same in every token refreshed from it. */
  origin_jti: z.optional(text),
  sid: z.optional(text),
  jti: z.optional(text),
});

/**
 * What a token whose signature holds is worth here and now. `cognito`: an access token of this client; the pool demands a second factor of
 * everybody, so that each token proves it. `oidc`: an access token of RFC 9068 (its `typ` is looked at with the signature) with `auth_time`, for this
 * client and resource, with `amr` that holds `mfa` (RFC 8176) or an `acr` of the configuration.
 * @param header `typ` of the token's header.
 */
export function tokenVerdict(
  payload: unknown,
  typ: string | undefined,
  expected: Expected,
  now: Instant,
): TokenVerdict {
  const no = (because: TokenRefusal): TokenVerdict => ({ ok: false, because });
  const read = z.safeParse(claims, payload);
  if (!read.success) return no('claims');
  const token = read.data;
  const at = Date.parse(now) / 1000;
  const cognito = expected.kind === 'cognito';

  if (token.iss !== expected.issuer) return no('issuer');
  if (cognito ? token.token_use !== 'access' : !/^(application\/)?at\+jwt$/i.test(typ ?? '')) return no('use');
  const audiences = token.aud === undefined ? [] : [token.aud].flat();
  if (token.client_id !== expected.client) return no('audience');
  if (!cognito && !audiences.includes(expected.resource)) return no('audience');

  if (!(at < token.exp)) return no('expired');
  const starts = [token.iat, token.auth_time, token.nbf ?? token.iat];
  if (starts.some((start) => start > at + skew)) return no('not-yet');
  if (token.exp - token.iat > longestToken) return no('too-long');
  if (at - token.auth_time >= longestSession) return no('session-age');

  const mfa = cognito || token.amr?.includes('mfa') === true || expected.acr.includes(token.acr ?? '');
  if (!mfa) return no('second-factor');
  const session = cognito ? token.origin_jti : (token.sid ?? token.jti);
  if (session === undefined || !/^[\x21-\x7e]{1,128}$/.test(session)) return no('claims');
  const signedInAt = new Date(token.auth_time * 1000).toISOString();
  return { ok: true, signIn: { person: token.sub, signedInAt, session, mfa } };
}
