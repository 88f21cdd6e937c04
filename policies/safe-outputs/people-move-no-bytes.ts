import type { Answer } from '../estate/access/answer.ts';
import { ask } from '../estate/access/ask.ts';
import { ownerOf } from '../estate/access/canonical.ts';
import { plain, readDocument } from '../estate/access/documents.ts';
import { evaluate } from '../estate/access/evaluate.ts';
import { identityPolicies } from '../estate/access/identity-policies.ts';
import { mentions, openings, totalDeny, witnessesOf } from '../estate/access/mentions.ts';
import { accountOf, physicalName } from '../estate/access/physical-names.ts';
import { askOfStrangers, isOurs, strangersArn } from '../estate/access/strangers.ts';
import { readable } from '../estate/access/symbols.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { roles } from '../estate/principals.ts';
import { oncePerEstate } from '../estate/views.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { beyondBroking } from '../safe-people/broker-rights.ts';
import { brokers, personRoles } from '../safe-people/person-roles.ts';
import { byteMovingRoutes } from './byte-moving-actions.ts';
import { actionsOf, type Route } from './byte-moving-routes.ts';

/** A route with its questions spelt out. */
interface Asked {
  readonly route: Route;
  readonly actions: readonly string[];
  /** What a stranger has ready, by service. */
  readonly theirs: ReadonlyMap<string, readonly string[]>;
}

const asked: (estate: Estate) => readonly Asked[] = oncePerEstate((estate) =>
  byteMovingRoutes.map((route) => {
    const theirs = new Map<string, string[]>();
    for (const tail of route.to ?? []) {
      const service = tail.slice(0, tail.indexOf(':'));
      theirs.set(service, [...(theirs.get(service) ?? []), strangersArn(estate, tail)]);
    }
    return { route, actions: actionsOf(route), theirs };
  }),
);

const said = ({ statements, residual, because }: Answer): string => {
  const [first] = statements;
  const by = first === undefined ? because : `by ${first.source} ${first.sid ?? first.path}`;
  return residual === null ? by : `${by}, if ${residual}`;
};

interface Target {
  readonly arn: string;
  readonly isTheirs: boolean;
}

/**
 * What to ask an action for: all that a stranger has ready, and one of everything that somebody's statement mentions. Of a broker whose rights are no
 * more than its closed list, only what is a stranger's, or lets it in by itself: the list names a place of ours for each.
 */
function targetsOf(
  estate: Estate,
  role: Resource,
  action: string,
  { route, theirs }: Asked,
  isClosed: boolean,
): readonly Target[] {
  const mentioned = mentions(estate, role, action);
  const { arn: who } = physicalName(estate, role);
  const opened = route.amongStrangersOnly === true ? [] : openings(estate, action, who, mentioned.length > 0);
  if (mentioned.length === 0 && opened.length === 0) return [];
  const named = mentioned.flatMap(witnessesOf);
  const ours = [...(isClosed ? [] : named), ...opened.map((resource) => physicalName(estate, resource).arn)];
  const strangers = mentioned.length === 0 ? [] : (theirs.get(action.slice(0, action.indexOf(':'))) ?? []);
  return [
    ...strangers.map((arn) => ({ arn, isTheirs: true })),
    ...(route.amongStrangersOnly === true
      ? named.filter((arn) => isForeign(estate, arn))
      : isClosed
        ? ours
        : ['*', ...ours]
    ).map((arn) => ({ arn, isTheirs: false })),
  ];
}

const isForeign = (estate: Estate, arn: string): boolean =>
  arn !== '*' && ownerOf(estate, arn) === undefined && !isOurs(estate, arn);

/** The first way in which a role may do what moves bytes. */
function wayOut(estate: Estate, role: Resource, one: Asked, isClosed: boolean): string | undefined {
  const who = physicalName(estate, role).arn;
  for (const action of one.actions) {
    if (totalDeny(estate, role, action) !== undefined) continue;
    for (const { arn, isTheirs } of targetsOf(estate, role, action, one, isClosed)) {
      const answer = isTheirs
        ? askOfStrangers(estate, role, action, arn)
        : ask(estate, { who, action, to: arn, withoutGuardrails: true });
      if (answer.decision !== 'denied') return `may ${action} on ${readable(arn)} ${said(answer)}`;
    }
  }
  return undefined;
}

const everything = readDocument(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  'whatever somebody adds',
  '',
  plain,
);

/** What keeps an action from a role even when somebody allows it everything; undefined when nothing does. */
function ceilingOver(estate: Estate, role: Resource, action: string): string | undefined {
  const total = totalDeny(estate, role, action);
  if (total !== undefined) return `by ${total.source} ${total.sid ?? total.path}`;
  const { identity = [], boundary } = identityPolicies(estate, role);
  const own = identity.filter(({ effect }) => effect !== 'Allow');
  const account = accountOf(estate, role.stack);
  const caller = { kind: 'role-session' as const, arn: physicalName(estate, role).arn, account };
  const policies = { identity: [...everything, ...own], ...(boundary === undefined ? {} : { boundary }) };
  // One of everything that a Deny spares or a boundary admits.
  const named = [...own, ...(boundary ?? [])].flatMap(({ resources, notResources }) =>
    witnessesOf({ resources: notResources ?? resources }),
  );
  const answers = [...new Set(['*', ...named])].map((resource) =>
    evaluate({ caller, action, resource, resourceAccount: account, facts: {} }, policies),
  );
  const [first] = answers;
  return first !== undefined && answers.every(({ decision }) => decision === 'denied') ? said(first) : undefined;
}

function judge(estate: Estate, role: Resource, isBroker: boolean): readonly Outcome[] {
  const broker = isBroker ? roles(estate).find(({ resource }) => resource === role) : undefined;
  const isClosed = broker !== undefined && beyondBroking(estate, broker) === undefined;
  return asked(estate).map((one) => {
    const { route, actions } = one;
    const way = wayOut(estate, role, one, isClosed);
    if (way !== undefined) return fail(role, 'Properties', `${route.id}: ${way}, so that ${route.route}`);
    if (isBroker || route.amongStrangersOnly === true)
      return pass(role, 'Properties', `${route.id}: nothing allows any of ${actions.length} actions`);
    const ceilings = actions.map((action) => ({ action, by: ceilingOver(estate, role, action) }));
    const loose = ceilings.find(({ by }) => by === undefined);
    return loose === undefined
      ? pass(
          role,
          'Properties',
          `${route.id}: ${actions.length} actions stay denied whatever is added, ${ceilings[0]?.by}`,
        )
      : fail(
          role,
          'Properties',
          `${route.id}: only the absence of an Allow keeps it from ${loose.action}, so that ${route.route}`,
        );
  });
}

/**
 * Asked of the evaluator for every route, every action and every role through which people act, and for the broker that lends them. A
 * role of people must stay denied even when somebody adds an Allow of everything: its ceiling is part of the proof.
 */
export const peopleMoveNoBytes: Rule = {
  id: 'people-move-no-bytes',
  safe: 'outputs',
  controls: ['3.1.12', '1.5.03'],
  severity: 'fatal',
  why: 'AWS moves bytes for whoever may ask, over its own networks, past every gate of ours: one action of these is a way out.',
  fix: 'take the action away, and keep the Deny of everything but reading in the policy of the role',
  source:
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  check: (estate) => {
    const people = personRoles(estate).map(({ resource }) => resource);
    const between = brokers(estate)
      .map(({ resource }) => resource)
      .filter((role) => !people.includes(role));
    return [
      ...people.flatMap((role) => judge(estate, role, false)),
      ...between.flatMap((role) => judge(estate, role, true)),
    ];
  },
};
