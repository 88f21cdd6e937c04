import type { Directory } from '../constructs/safe-people/directory.ts';
import type { GateIssuer } from '../constructs/safe-people/gate-places.ts';
import type { Deployment } from './config/deployment.ts';

/** Who vouches for people: the own directory, or the issuer that the file names. */
export function issuerOf(
  environment: Deployment['identity']['environment'],
  directory: Directory | undefined,
  region: string,
): GateIssuer {
  if (environment.kind === 'oidc') {
    const { issuer, clientIds: audience, resource, acr = [], keysHost } = environment;
    return { kind: 'oidc', issuer, audience, resource, acr, keysHost, pool: undefined };
  }
  if (directory === undefined) throw new Error('identity.environment says own-directory, and there is none');
  const { poolId: id, poolArn: arn, keyArn, clientIds } = directory;
  return {
    kind: 'cognito',
    issuer: issuerOfPool(region, id),
    audience: clientIds,
    resource: undefined,
    acr: [],
    keysHost: undefined,
    pool: { id, arn, keyArn },
  };
}

/** As it stands in every token of the pool, letter by letter. */
export const issuerOfPool = (region: string, poolId: string): string =>
  `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
