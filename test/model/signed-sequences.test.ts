import { rememberedKeys } from '../../lambdas/safe-people/signing-key-set.ts';
import { signatures } from '../../lambdas/safe-people/token-signature.ts';
import { issuer, issuerKey, keyPair, start, tokenOf } from '../safe-people/gate-harness.ts';
import { holds } from './sequences.ts';

/** Of the issuer's name, and not the issuer's. */
const forger = keyPair(issuerKey.kid);

test('the same with tokens that are really signed, by RSA', async () => {
  const keys = rememberedKeys(
    { read: async () => ({ issuer, fetchedAt: start, keys: [issuerKey.published] }) },
    issuer,
    { now: () => start },
  );
  await holds({
    ...{ seed: 20_261_127, runs: 150, longest: 9 },
    signing: {
      written: (claims, forged) => tokenOf({ ...claims }, {}, forged ? forger : issuerKey),
      signed: signatures(issuer, keys),
    },
  });
}, 300_000);
