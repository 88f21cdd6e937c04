import { readerOf } from '../access/canonical.ts';
import { readDocument } from '../access/documents.ts';
import { accountOf, physicalName } from '../access/physical-names.ts';
import { resourcePolicy } from '../access/resource-policies.ts';
import { holdsSymbol, readable, symbol } from '../access/symbols.ts';
import type { Estate, Resource, Stack } from '../estate.ts';
import { storeKinds } from './verbs.ts';

export type AskerKind = 'role' | 'user' | 'service' | 'outside these templates' | 'account' | 'stranger';

/** Whoever the matrix asks about. */
export interface Asker {
  /** Canonical, as a question names it. */
  readonly who: string;
  /** For people; addresses of the templates as `<stack>/<logicalId>`. */
  readonly name: string;
  readonly kind: AskerKind;
}

/**
 * Every principal that the templates make or name, and those that every account has besides: in the order of their kinds, by name.
 * What a principal outside the templates may do by its own policies is not seen here, so that only a Deny makes a sure "no" of it.
 */
export function askersOf(estate: Estate): readonly Asker[] {
  const own = estate.ofType('AWS::IAM::Role', 'AWS::IAM::User').map((resource): Asker => {
    const kind = resource.type === 'AWS::IAM::User' ? 'user' : 'role';
    return { who: physicalName(estate, resource).arn, name: resource.address, kind };
  });
  const known = new Set(own.map(({ who }) => who));
  const services = new Set<string>();
  const outside = new Set<string>();
  for (const resource of estate.ofType(...Object.keys(storeKinds))) {
    for (const { principals = [], notPrincipals = [], conditions } of resourcePolicy(estate, resource) ?? []) {
      for (const { kind, value } of [...principals, ...notPrincipals]) {
        if (kind === 'Service' && value !== undefined && !holdsSymbol(value)) services.add(value);
        if (kind === 'AWS' && isIdentityArn(value) && !known.has(value)) outside.add(value);
      }
      for (const { key, values } of conditions)
        if (key.toLowerCase() === 'aws:principalarn')
          for (const value of values) if (isIdentityArn(value) && !known.has(value)) outside.add(value);
    }
  }
  for (const policy of estate.ofType('AWS::Organizations::Policy'))
    for (const arn of excepted(estate, policy)) if (!known.has(arn)) outside.add(arn);
  const accounts = [...new Set(estate.stacks.filter(isEnvironments).map(({ name }) => accountOf(estate, name)))].sort();
  return [
    ...byName(own),
    ...byName([...services].map((who) => ({ who, name: who, kind: 'service' }))),
    ...byName([...outside].map((who) => ({ who, name: readable(who), kind: 'outside these templates' }))),
    ...accounts.flatMap(ofAccount),
    { who: iamArn(symbol('generated', 'another account'), 'root'), name: 'any other AWS account', kind: 'stranger' },
    { who: '*', name: 'anybody without credentials', kind: 'stranger' },
  ];
}

/** The organisation's policies are deployed elsewhere: the account of their stack is not one of the environment. */
const isEnvironments = ({ resources }: Stack): boolean =>
  resources.some(({ type }) => type !== 'AWS::Organizations::Policy');

/** Roles that a guardrail spares by name: what it stops in others, it does not stop in them. */
function excepted(estate: Estate, policy: Resource): readonly string[] {
  const statements = readDocument(
    policy.properties.Content,
    policy.address,
    'Properties.Content',
    readerOf(estate, policy.stack),
  );
  return statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ key, operator }) => key.toLowerCase() === 'aws:principalarn' && /Not/.test(operator))
    .flatMap(({ values }) => values)
    .flatMap((value) => (isIdentityArn(value) ? [value] : []));
}

/** Of each account: its root, and a role of which nobody here knows, an administrator's too, and which no guardrail spares. */
const ofAccount = (account: string): readonly Asker[] => [
  { who: iamArn(account, 'root'), name: `root user of ${readable(account)}`, kind: 'account' },
  {
    who: iamArn(account, `role/${symbol('generated', `some other role of ${account}`)}`),
    name: `any other role of ${readable(account)}, administrators too`,
    kind: 'outside these templates',
  },
];

const iamArn = (account: string, what: string): string => ['arn', 'aws', 'iam', '', account, what].join(':');

const isIdentityArn = (value: string | undefined): value is string =>
  value !== undefined && /^arn:[^:]*:iam::[^:]+:(role|user)\/[^*?$]+$/.test(value);

/** By code unit, as nothing that depends on a locale would be the same everywhere. */
const byName = (askers: readonly Asker[]): readonly Asker[] =>
  askers.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
