import type { AirlockStoreNoun } from '../safe-outputs/airlock-names.ts';
import type { ServicesTier } from './gate-function.ts';
import type { TableInUse } from './table-rights.ts';

export interface StoreInUse {
  readonly bucketName: string;
  readonly keyArn: string;
}

/** Stores and places that the functions are told of; what each may do there is in its rights. */
export interface GatePlaces {
  readonly vpcId: string;
  readonly tier: ServicesTier;
  readonly logKeyArn: string;
  readonly register: TableInUse & { readonly streamArn: string };
  readonly queries: TableInUse & { readonly streamArn: string };
  readonly signingKeys: TableInUse;
  readonly airlock: TableInUse & { readonly streamArn: string };
  readonly releases: TableInUse & { readonly streamArn: string };
  /** Stores of the airlock. */
  readonly stores: Readonly<Record<AirlockStoreNoun, StoreInUse>>;
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
  /** What `aud` holds where that is not the client. */
  readonly resource: string | undefined;
  /** Values of `acr` that prove a second factor, besides `amr` with `mfa`. */
  readonly acr: readonly string[];
  /** Host of the signing keys where it is not the issuer's. */
  readonly keysHost: string | undefined;
  /** The own directory; undefined for an issuer of somebody else. */
  readonly pool: { readonly id: string; readonly arn: string; readonly keyArn: string } | undefined;
}

/** What every function that decides on access is told, each the same. */
export interface GateAccess {
  readonly demands: readonly { readonly kind: string; readonly schemes: readonly string[] }[];
  /** Queries of all projects that may be with Athena at once. */
  readonly queriesAtOnce: number;
}
