import type { ProvidedService, Provisions } from './config/provision.ts';

/** Who provides each service that an account can hold only once; the words of the attestation stay with the evidence. */
export type Providers = Readonly<Record<ProvidedService, 'created-here' | 'organisation'>>;

export const providersOf = (provisions: Provisions): Providers =>
  Object.fromEntries(Object.entries(provisions).map(([service, { by }]) => [service, by])) as Providers;
