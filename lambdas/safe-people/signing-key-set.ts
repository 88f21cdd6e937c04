import type { Clock, Instant } from '../workflow/contract.ts';

/** Public RSA key for RS256, base64url. */
export interface SigningKey {
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

/** All keys that the issuer published, when they were fetched. */
export interface KeySet {
  readonly issuer: string;
  readonly fetchedAt: Instant;
  readonly keys: readonly SigningKey[];
}

export interface KeyStore {
  /** @throws when the store did not answer. */
  read(): Promise<KeySet | undefined>;
}

/** Milliseconds for which a set is believed without another look, which is how long a withdrawn key still verifies. */
const remembered = 60_000;

/** Milliseconds between looks for a key that is not in the set: whoever invents key ids must not make us read for each. */
const again = 10_000;

/** Milliseconds after which a set that nobody renewed is worth nothing: it is fetched every five minutes. */
export const longestKeySet = 24 * 3600 * 1000;

export interface Keys {
  /** Set that holds the key, if the issuer published it and the set is fresh. @throws when the store did not answer. */
  holding(kid: string): Promise<KeySet | undefined>;
}

/** The issuer's keys, read from our own store: the functions behind the doors reach no issuer. */
export function rememberedKeys(store: KeyStore, issuer: string, clock: Clock): Keys {
  let known: { readonly set: KeySet | undefined; readonly at: number } | undefined;
  const has = (kid: string) => known?.set?.keys.some((key) => key.kid === kid) === true;
  return {
    async holding(kid) {
      const now = Date.parse(clock.now());
      const age = known === undefined ? Number.POSITIVE_INFINITY : now - known.at;
      if (age < 0 || age >= (has(kid) ? remembered : again)) known = { set: await store.read(), at: now };
      const set = known?.set;
      if (set === undefined || set.issuer !== issuer || !has(kid)) return undefined;
      const setAge = now - Date.parse(set.fetchedAt);
      return setAge >= -remembered && setAge < longestKeySet ? set : undefined;
    },
  };
}
