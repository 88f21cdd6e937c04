import { JwtVerifier } from 'aws-jwt-verify';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import type { KeySet, Keys } from './signing-key-set.ts';
import type { TokenRefusal } from './token-verdict.ts';

/** Bytes of a token; all headers of a request together may have 10,240 at API Gateway. */
const longestToken = 8192;

export type Signed =
  | { readonly ok: true; readonly payload: unknown; readonly typ: string | undefined }
  | { readonly ok: false; readonly because: TokenRefusal };

/**
 * Whether one of the issuer's keys signed the token, by RS256 and nothing else: the token's own word for its algorithm is only ever compared.
 * Times are not judged here (the library has a clock of its own), but with the claims, against the clock by which the register is read.
 * @throws when the keys cannot be read.
 */
export function signatures(issuer: string, keys: Keys): (token: string) => Promise<Signed> {
  const verifier = JwtVerifier.create({ issuer, audience: null, graceSeconds: Number.POSITIVE_INFINITY });
  let loaded: KeySet | undefined;
  return async (token) => {
    const header = headerOf(token);
    if (header === undefined) return { ok: false, because: 'malformed' };
    const { alg, kid, typ } = header;
    if (alg !== 'RS256' || 'crit' in header) return { ok: false, because: 'algorithm' };
    const set = typeof kid === 'string' ? await keys.holding(kid) : undefined;
    if (set === undefined) return { ok: false, because: 'key' };
    if (set !== loaded) {
      verifier.cacheJwks({ keys: set.keys.map((key) => ({ ...key, kty: 'RSA', use: 'sig', alg: 'RS256' })) });
      loaded = set;
    }
    try {
      return { ok: true, payload: verifier.verifySync(token), typ: typeof typ === 'string' ? typ : undefined };
    } catch {
      return { ok: false, because: 'signature' };
    }
  };
}

function headerOf(token: string): Readonly<Record<string, unknown>> | undefined {
  if (token.length > longestToken) return undefined;
  try {
    return { ...decomposeUnverifiedJwt(token).header };
  } catch {
    return undefined;
  }
}
