import { ask } from '../estate/access/ask.ts';
import { ownerOf } from '../estate/access/canonical.ts';
import type { Facts } from '../estate/access/circumstances.ts';
import type { PolicyStatement } from '../estate/access/documents.ts';
import { physicalName } from '../estate/access/physical-names.ts';
import { resourcePolicy } from '../estate/access/resource-policies.ts';
import { isOurs, strangersAccount, strangersArn } from '../estate/access/strangers.ts';
import { readable } from '../estate/access/symbols.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { fail, notApplicable, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { serviceOf } from './person-roles.ts';
import { sendNoSource } from './services-without-a-source.ts';

/** Keys by which a statement can ask a service for whom it works. */
const isSource = (key: string): boolean => key === 'aws:sourcearn' || key.startsWith('kms:encryptioncontext:');

/** What a pattern of ours would also mean in the account of a stranger: the same with another account, its wildcards filled. */
function abroad(estate: Estate, pattern: string): readonly string[] {
  const [prefix, partition, service, region, account = '', ...name] = pattern.split(':');
  if (prefix !== 'arn' || name.length === 0) return [];
  const filled = [prefix, partition, service, region, account === '' ? '' : strangersAccount, ...name]
    .join(':')
    .replace(/\*|\?/g, 'x');
  return isOurs(estate, filled) || ownerOf(estate, filled) !== undefined ? [] : [filled];
}

/** What a service can say by each key, when it works for a stranger. */
function theirSources(estate: Estate, service: string, { conditions }: PolicyStatement): Record<string, string[]> {
  const sources: Record<string, string[]> = {
    'aws:sourcearn': [strangersArn(estate, `${serviceOf(service)}:{region}:{stranger}:anything/theirs`)],
  };
  for (const { key, values } of conditions) {
    const name = key.toLowerCase();
    if (!isSource(name)) continue;
    const theirs = values.flatMap((value) => (value === undefined ? [] : abroad(estate, value)));
    sources[name] = [...theirs, ...(sources[name] ?? [strangersArn(estate, 'x:{region}:{stranger}:theirs')])];
  }
  return sources;
}

/** What a service says when it works for a stranger; and what it says when it says nothing. */
function circumstances(estate: Estate, service: string, statement: PolicyStatement): readonly Circumstance[] {
  const sources = theirSources(estate, service, statement);
  const most = Math.max(...Object.values(sources).map(({ length }) => length));
  const stranger = Array.from({ length: most }, (_, index) => ({
    words: 'for a stranger',
    facts: {
      'aws:sourceaccount': [strangersAccount],
      'aws:sourceowner': [strangersAccount],
      'aws:sourceorgid': ['o-astranger00'],
      'aws:sourceorgpaths': ['o-astranger00/r-ab12/ou-ab12-11111111/'],
      ...Object.fromEntries(Object.entries(sources).map(([key, all]) => [key, [all[index] ?? all[0] ?? '']])),
    },
  }));
  const nothing = {
    words: 'without saying for whom',
    facts: {
      'aws:sourceaccount': null,
      'aws:sourceowner': null,
      'aws:sourceorgid': null,
      'aws:sourceorgpaths': null,
      ...Object.fromEntries(Object.keys(sources).map((key) => [key, null])),
    },
  };
  return [...stranger, nothing];
}

interface Circumstance {
  readonly words: string;
  readonly facts: Facts;
}

const servicesIn = ({ effect, principals = [] }: PolicyStatement): readonly string[] =>
  effect === 'Deny'
    ? []
    : principals.flatMap(({ kind, value }) => (kind === 'Service' ? [value ?? 'a service that cannot be read'] : []));

/** One action for each pattern of a statement; what cannot be read may be any. */
const actionsIn = ({ actions, notActions }: PolicyStatement): readonly string[] =>
  notActions !== undefined || actions === undefined
    ? ['sts:AssumeRole', 's3:GetObject', 'kms:Decrypt', 'sns:Publish', 'sqs:SendMessage', 'lambda:InvokeFunction']
    : actions.map((action) => (action === undefined || action === '*' ? 'kms:Decrypt' : action.replace(/[*?]/g, '')));

function targetOf(estate: Estate, resource: Resource, { resources }: PolicyStatement): string {
  const { arn } = physicalName(estate, resource);
  const [first] = resources ?? [];
  return first?.startsWith('arn:') ? first.replace(/\$\{[^}]*\}|\*/g, 'x').replaceAll('?', 'x') : arn;
}

/** Why a statement lets a service act for a stranger; undefined where it does not, or nobody could tell the service to. */
function openTo(estate: Estate, resource: Resource, statement: PolicyStatement, service: string): string | undefined {
  const to = targetOf(estate, resource, statement);
  for (const action of actionsIn(statement)) {
    if (sendNoSource(service, action, resource.type) !== undefined) continue;
    for (const { words, facts } of circumstances(estate, service, statement)) {
      const { decision, residual } = ask(estate, { who: service, action, to, facts, withoutGuardrails: true });
      if (decision !== 'denied')
        return `${service} may ${action} on ${readable(to)} ${words}${residual === null ? '' : `, if ${residual}`}`;
    }
  }
  return undefined;
}

function judge(estate: Estate, resource: Resource): readonly Outcome[] {
  const concerned = (resourcePolicy(estate, resource) ?? []).flatMap((statement) =>
    servicesIn(statement).map((service) => ({ statement, service })),
  );
  const [first] = concerned;
  if (first === undefined) return [];
  for (const { statement, service } of concerned) {
    const open = openTo(estate, resource, statement, service);
    if (open !== undefined)
      return [fail(resource, 'Properties', `${statement.source} ${statement.sid ?? statement.path}: ${open}`)];
  }
  const reasons = new Set(
    concerned.flatMap(({ statement, service }) =>
      actionsIn(statement).flatMap((action) => sendNoSource(service, action, resource.type)?.because ?? []),
    ),
  );
  const services = [...new Set(concerned.map(({ service }) => service))].join(', ');
  const exempt = [...reasons].join('; ');
  const all = concerned.every(({ statement, service }) =>
    actionsIn(statement).every((action) => sendNoSource(service, action, resource.type) !== undefined),
  );
  return [
    all
      ? notApplicable(resource, 'Properties', `${services}: ${exempt}`)
      : pass(resource, 'Properties', `${services}: nothing for a stranger${exempt === '' ? '' : `; ${exempt}`}`),
  ];
}

/** Asked of the evaluator for every service that any policy of a resource lets in: trust, keys, buckets, topics, functions and vaults. */
export const servicesActForNobodyElse: Rule = {
  id: 'services-act-for-nobody-else',
  safe: 'people',
  controls: ['1.5.05'],
  severity: 'fatal',
  why: 'A service that works for every account of AWS can be talked into using our role, key or topic for another one.',
  fix: 'demand aws:SourceAccount or aws:SourceArn of the service, or the encryption context that it sends',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  check: (estate) => estate.resources.flatMap((resource) => judge(estate, resource)),
};
