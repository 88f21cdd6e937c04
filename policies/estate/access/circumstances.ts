import type { Sent } from './formula.ts';
import type { Domain } from './satisfiable.ts';

/** What is known of one condition key: its values; null where it is surely absent; or only what it may be. */
export type Fact = Sent | Domain;

/** Facts by condition key in lower case. A key that is not here is open. */
export type Facts = Readonly<Record<string, Fact>>;

/** Keys that can hold several values whatever the operator; a set operator says it of any other. */
const multivalued = new Set([
  'aws:calledvia',
  'aws:tagkeys',
  'aws:principalorgpaths',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:principalservicenameslist',
  'kms:encryptioncontextkeys',
  'kms:grantoperations',
  'kms:resourcealiases',
  'dynamodb:attributes',
  'dynamodb:leadingkeys',
]);

/** What a call is known to send, and what it may send. */
export interface Circumstances {
  /** Undefined where the question leaves the key open. */
  sent(key: string): Sent | undefined;
  domain(key: string): Domain;
}

const isSent = (fact: Fact): fact is Sent => fact === null || Array.isArray(fact);

export const circumstancesOf = (facts: Facts, setKeys: ReadonlySet<string> = new Set()): Circumstances => ({
  sent: (key) => {
    const fact = Object.hasOwn(facts, key) ? facts[key] : undefined;
    return fact !== undefined && isSent(fact) ? fact : undefined;
  },
  domain: (key) => {
    const fact = Object.hasOwn(facts, key) ? facts[key] : undefined;
    const several = multivalued.has(key) || setKeys.has(key);
    return { multivalued: several, ...(fact === undefined || isSent(fact) ? {} : fact) };
  },
});
