import { brokerRoleName, nameOf, type Tenancy } from '../tenancy.ts';

/** The functions of register, doors, queries and airlock. Function, role and log bear the same noun: `tre-<deployment>-<noun>`. */
export const gateFunctions = [
  'airlock-bytes-private',
  'airlock-bytes-public',
  'airlock-checker',
  'airlock-private',
  'airlock-public',
  'airlock-release',
  'airlock-scan',
  'authoriser-private',
  'authoriser-public',
  'broker',
  'closer',
  'founding',
  'identity-watch',
  'people-private',
  'people-public',
  'projects-public',
  'recorder',
  'signing-keys',
  'sweeper',
  'worker',
] as const;
export type GateFunctionName = (typeof gateFunctions)[number];
export type AirlockFunctionName = Extract<GateFunctionName, `airlock-${string}`>;

/** The one role that its function does not bring along: project roles trust the broker's, and so it stands before them. */
export const gateRoleName = (tenancy: Tenancy, name: GateFunctionName): string =>
  name === 'broker' ? brokerRoleName(tenancy) : nameOf(tenancy, name);

/** Whoever invokes what founds the register, and nothing else. */
export const breakGlassRoleName = (tenancy: Tenancy): string => nameOf(tenancy, 'break-glass');

/** Tables, in the order in which rights to them are asked about. */
export const tableNouns = ['register', 'queries', 'signing-keys', 'airlock', 'releases'] as const;
export type TableNoun = (typeof tableNouns)[number];

export const tableName = (tenancy: Tenancy, noun: TableNoun): string => nameOf(tenancy, noun);
