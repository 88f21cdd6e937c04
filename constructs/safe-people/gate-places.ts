import type { ServicesTier } from './gate-function.ts';
import type { TableInUse } from './table-rights.ts';

/** Stores and places that the functions are told of; what each may do there is in its rights. */
export interface GatePlaces {
  readonly vpcId: string;
  readonly tier: ServicesTier;
  readonly logKeyArn: string;
  readonly register: TableInUse & { readonly streamArn: string };
  readonly queries: TableInUse & { readonly streamArn: string };
  readonly signingKeys: TableInUse;
  /** The locked archive. */
  readonly recordsBucketName: string;
  readonly queryTextsBucketName: string;
}

/** Who vouches for people. */
export interface GateIssuer {
  readonly kind: 'cognito' | 'oidc';
  /** What `iss` says in a token. */
  readonly issuer: string;
  /** For whom a token was made, by door. */
  readonly audience: { readonly private: string; readonly public: string };
  /** The own directory; undefined for an issuer of somebody else. */
  readonly pool: { readonly id: string; readonly arn: string; readonly keyArn: string } | undefined;
}
