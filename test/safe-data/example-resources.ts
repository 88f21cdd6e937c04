import { examples } from '../examples.ts';
import type { Body } from '../mutant.ts';

export const production = 'thames-valley';
export const trial = 'gtr-manchester';

/** Resources of one stack of an example, by logical id. */
export function stackOf(deployment: string, stack: string): Readonly<Record<string, Body>> {
  const found = examples.get(deployment)?.find(({ name }) => name === `tre-${deployment}-${stack}`);
  if (found === undefined) throw new Error(`${deployment} has no stack ${stack}`);
  return found.template.Resources as unknown as Readonly<Record<string, Body>>;
}

/** Resources of the stack where records lie. */
export const safeData = (deployment: string): Readonly<Record<string, Body>> => stackOf(deployment, 'safe-data');

export type Properties = Record<string, unknown>;

/** A resource's properties, or none for one that is not there. */
export const propertiesOf = (resources: Readonly<Record<string, Body>>, id: string): Properties =>
  resources[id]?.Properties ?? {};

interface Policy {
  readonly Statement: readonly (Properties & { readonly Sid?: string })[];
}

/** The statements of a bucket's policy, by their ids. */
export const statementsOf = (resources: Readonly<Record<string, Body>>, policyId: string): Record<string, Properties> =>
  Object.fromEntries(
    (propertiesOf(resources, policyId).PolicyDocument as Policy).Statement.map((one) => [one.Sid ?? '', one]),
  );
