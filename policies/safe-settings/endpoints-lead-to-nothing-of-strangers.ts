import type { Answer } from '../estate/access/answer.ts';
import { ask } from '../estate/access/ask.ts';
import { ownerOf } from '../estate/access/canonical.ts';
import type { PolicyStatement } from '../estate/access/documents.ts';
import { accountOf, regionOf } from '../estate/access/physical-names.ts';
import { readable } from '../estate/access/symbols.ts';
import { endpointPolicy, idOf } from '../estate/access/vpc-endpoints.ts';
import { nobodys } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { text } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';

const somebodyOf = (account: string): string => ['arn', 'aws', 'iam', '', account, 'role/somebody'].join(':');

/** Who may sit behind an endpoint: any identity of ours, whatever its rights; one of a stranger, smuggled in; and a call without a signature. */
const callersOf = (
  estate: Estate,
  { stack }: Resource,
  stranger: string,
): readonly (readonly [who: string, name: string])[] => [
  [somebodyOf(accountOf(estate, stack)), 'an identity of ours'],
  [somebodyOf(stranger), 'an identity of another account'],
  ['*', 'anybody without a signature'],
];

const filled = (pattern: string): string =>
  pattern
    .replace(/\$\{[^}]*\}/g, 'stranger')
    .replaceAll('*', 'stranger')
    .replaceAll('?', 'x');

/** `com.amazonaws.eu-west-2.s3` -> `s3`. */
const serviceOf = ({ properties }: Resource): string =>
  (text(properties.ServiceName) ?? '').split('.')[3] ?? 'stranger';

/** What a stranger could own that a pattern covers: every wildcard filled, the account a stranger's. Buckets have no account in their ARN. */
function strangersOf(
  estate: Estate,
  endpoint: Resource,
  { resources }: PolicyStatement,
  stranger: string,
): readonly string[] {
  const service = serviceOf(endpoint);
  const anything =
    service === 's3'
      ? ['arn', 'aws', 's3', '', '', 'stranger/x'].join(':')
      : ['arn', 'aws', service, regionOf(estate, endpoint.stack), stranger, 'stranger'].join(':');
  const found = (resources ?? [undefined]).map((pattern) => {
    if (pattern === undefined || pattern === '*') return anything;
    const [prefix = '', partition = '', owner = '', region = '', account = '', ...rest] = filled(pattern).split(':');
    return [prefix, partition, owner, region, account === '' ? '' : stranger, ...rest].join(':');
  });
  return [...new Set([anything, ...found])].filter((arn) => ownerOf(estate, arn) === undefined);
}

/** One action stands for all of its statement, unless a Deny may tell them apart. */
function actionsOf(endpoint: Resource, { actions }: PolicyStatement, all: boolean): readonly string[] {
  const any = `${serviceOf(endpoint)}:Stranger`;
  const words = (actions ?? [any]).map((action) => (action === undefined || action === '*' ? any : filled(action)));
  return all ? words : words.slice(0, 1);
}

/** Accounts that a policy names and that are none of ours, and one that nobody has. */
function strangersIn(estate: Estate, policy: readonly PolicyStatement[]): readonly string[] {
  const own = new Set(estate.stacks.map(({ name }) => accountOf(estate, name)));
  const words = policy.flatMap(({ resources = [], conditions }) => [
    ...resources,
    ...conditions.flatMap(({ values }) => values),
  ]);
  const named = words.flatMap((word) => [...(word ?? '').matchAll(/(?<!\d)\d{12}(?!\d)/g)].map(([account]) => account));
  return [nobodys, ...new Set(named.filter((account) => !own.has(account)))];
}

/** Layers of images lie in a bucket of AWS's own, in which nobody but AWS writes. */
const isLayer = (action: string, to: string): boolean =>
  action.toLowerCase() === 's3:getobject' && /:::prod-[a-z0-9-]+-starport-layer-bucket\//.test(to);

const lets = ({ statements }: Answer): string =>
  statements
    .filter(({ layer, effect }) => layer === 'endpoint' && effect === 'Allow')
    .map(({ sid, path }) => sid ?? path)
    .join(' and ');

interface Call {
  readonly who: string;
  readonly name: string;
  readonly action: string;
  readonly to: string;
  readonly stranger: string;
}

/** Every call that could lead to a stranger's, as far as the policy lets any through at all. */
function callsOf(estate: Estate, endpoint: Resource): readonly Call[] {
  const policy = endpointPolicy(estate, endpoint);
  const allowing = policy.filter(({ effect }) => effect !== 'Deny');
  return strangersIn(estate, policy).flatMap((stranger) =>
    allowing.flatMap((statement) =>
      strangersOf(estate, endpoint, statement, stranger).flatMap((to) =>
        actionsOf(endpoint, statement, allowing.length < policy.length)
          .filter((action) => !isLayer(action, to))
          .flatMap((action) =>
            callersOf(estate, endpoint, stranger).map(([who, name]) => ({ who, name, action, to, stranger })),
          ),
      ),
    ),
  );
}

function answerTo(estate: Estate, endpoint: Resource, { who, action, to, stranger }: Call): Answer {
  const facts = {
    'aws:sourcevpce': [idOf(estate, endpoint)],
    'aws:resourceaccount': [stranger],
    's3:resourceaccount': [stranger],
    'aws:resourceorgid': ['o-0000000000'],
  };
  return ask(estate, { who, action, to, path: 'vpce', facts, withoutGuardrails: true });
}

function judge(estate: Estate, endpoint: Resource): Outcome {
  const calls = callsOf(estate, endpoint);
  const path = 'Properties.PolicyDocument';
  for (const call of calls) {
    const answer = answerTo(estate, endpoint, call);
    if (answer.decision !== 'denied')
      return fail(
        endpoint,
        path,
        `lets ${call.name} do ${call.action} on ${readable(call.to)} of another account, by ${lets(answer)}`,
      );
  }
  return pass(
    endpoint,
    path,
    `leads nobody to anything of another account: ${calls.length} questions, each answered no`,
  );
}

export const endpointsLeadToNothingOfStrangers: Rule = {
  id: 'endpoints-lead-to-nothing-of-strangers',
  safe: 'settings',
  controls: ['3.1.12', '2.2.11'],
  severity: 'fatal',
  why: "An endpoint is the only way out of the network: with its own rights or a stranger's, software inside must reach no bucket, queue or pool of theirs.",
  fix: 'name resources of the own account in the endpoint policy, and demand aws:ResourceAccount where a name may be anybody’s',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  check: (estate) => estate.ofType('AWS::EC2::VPCEndpoint').map((endpoint) => judge(estate, endpoint)),
};
