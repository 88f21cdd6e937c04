import type { Estate, Json, Resource } from '../estate.ts';
import { at, list } from '../values.ts';
import { grouped, oncePerEstate } from '../views.ts';
import type { Answer } from './answer.ts';
import { ask } from './ask.ts';
import { actionsIn, type Takeover, takeovers, type Victim } from './becoming-actions.ts';
import { ownerOf, readerOf } from './canonical.ts';
import { evaluate } from './evaluate.ts';
import { identityPolicies } from './identity-policies.ts';
import { mayReach, mentions, openings, totalDeny, witnessesOf } from './mentions.ts';
import { accountOf, physicalName } from './physical-names.ts';
import { readable } from './symbols.ts';

/** That somebody may become something, by one action. */
export interface Becoming {
  readonly who: Resource;
  /** A resource of the templates; undefined for what they do not hold. */
  readonly becomes: Resource | undefined;
  /** What was asked for, for people. */
  readonly target: string;
  /** Canonical ARN that was asked for. */
  readonly to: string;
  readonly action: string;
  readonly takeover: Takeover;
  readonly answer: Answer;
}

/** Something of the estate that can be taken over, and the ARN that it is asked for by. */
interface Victims {
  readonly arn: string;
  readonly resource: Resource;
}

const types: Readonly<Partial<Record<Victim, readonly string[]>>> = {
  role: ['AWS::IAM::Role'],
  user: ['AWS::IAM::User'],
  policy: ['AWS::IAM::ManagedPolicy'],
  function: ['AWS::Lambda::Function'],
  key: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
};

/** Victims by kind. Whoever writes where a function takes its code from becomes the function. */
export const victims: (estate: Estate) => (kind: Victim) => readonly Victims[] = oncePerEstate((estate) => {
  const known = new Map<Victim, readonly Victims[]>();
  return (kind) => {
    const found = known.get(kind) ?? (kind === 'code' ? code(estate) : ofTypes(estate, types[kind] ?? []));
    known.set(kind, found);
    return found;
  };
});

const ofTypes = (estate: Estate, of: readonly string[]): readonly Victims[] =>
  estate.ofType(...of).map((resource) => ({ resource, arn: physicalName(estate, resource).arn }));

const code = (estate: Estate): readonly Victims[] =>
  estate.ofType('AWS::Lambda::Function').flatMap((resource) => {
    const bucket = readerOf(estate, resource.stack)((at(resource, 'Code.S3Bucket') as Json | undefined) ?? null);
    if (bucket === undefined) return [];
    const arn = ['arn', 'aws', 's3', '', '', bucket].join(':');
    return [
      { resource, arn },
      { resource, arn: `${arn}/code` },
    ];
  });

const identities = (estate: Estate): readonly Resource[] => estate.ofType('AWS::IAM::Role', 'AWS::IAM::User');

const questions = takeovers.flatMap((takeover) => actionsIn(takeover).map((action) => ({ takeover, action })));

/** S3 knows actions on buckets and actions on objects; the one asked of the other is no call. */
export function isCall(action: string, arn: string): boolean {
  const [, , service, , , rest = ''] = arn.split(':');
  return service !== 's3' || /Bucket|Configuration/.test(action) !== rest.includes('/');
}

/** Every way in which a role or user of the templates may become something. */
export const becomings: (estate: Estate) => readonly Becoming[] = oncePerEstate((estate) =>
  identities(estate).flatMap((who) =>
    questions.flatMap(({ takeover, action }) => byAction(estate, who, takeover, action)),
  ),
);

function byAction(estate: Estate, who: Resource, takeover: Takeover, action: string): readonly Becoming[] {
  if (totalDeny(estate, who, action) !== undefined) return [];
  const mentioned = mentions(estate, who, action);
  const { arn } = physicalName(estate, who);
  const opened = new Set(openings(estate, action, arn, mentioned.length > 0));
  if (mentioned.length === 0 && opened.size === 0) return [];
  const known = victims(estate)(takeover.of);
  const asked = known.filter(
    ({ arn: its, resource }) =>
      opened.has(ownerOf(estate, its) ?? resource) || mentioned.some((statement) => mayReach(statement, its)),
  );
  // Only one place holds the code; a role is as good as another.
  const others = (takeover.of === 'code' ? [] : mentioned)
    .flatMap(witnessesOf)
    .filter((witness) => !known.some(({ arn: its }) => its === witness))
    .map((witness) => ({ arn: witness, resource: ownerOf(estate, witness) }));
  return [...asked, ...others].flatMap(({ arn: to, resource: becomes }) => {
    if (!isCall(action, to)) return [];
    const answer =
      takeover.of === 'code' && ownerOf(estate, to) === undefined
        ? byOwnPolicies(estate, who, action, to)
        : ask(estate, { who: arn, action, to, facts: takeover.facts ?? {}, withoutGuardrails: true });
    const target = to === '*' ? 'whatever the account holds' : (becomes?.address ?? readable(to));
    return answer.decision === 'denied' ? [] : [{ who, becomes, target, to, action, takeover, answer }];
  });
}

/** Where the bucket of code is not in the templates, its policy is the bootstrap's business: here the policies of the identity decide. */
const byOwnPolicies = (estate: Estate, who: Resource, action: string, to: string): Answer => {
  const account = accountOf(estate, who.stack);
  const caller = { kind: 'role-session' as const, arn: physicalName(estate, who).arn, account };
  return evaluate({ caller, action, resource: to, resourceAccount: account, facts: {} }, identityPolicies(estate, who));
};

/** What comes with a thing: a function acts with its role, a policy speaks for all who have it. */
const comesWith: (estate: Estate) => ReadonlyMap<Resource, readonly Resource[]> = oncePerEstate((estate) => {
  const ofFunctions = estate.ofType('AWS::Lambda::Function').flatMap((one) => {
    const role = readerOf(estate, one.stack)((one.properties.Role as Json | undefined) ?? null);
    const owner = role === undefined ? undefined : ownerOf(estate, role);
    return owner === undefined ? [] : [{ from: one, to: owner }];
  });
  const ofPolicies = identities(estate).flatMap((holder) =>
    list(holder.properties.ManagedPolicyArns).flatMap((arn) => {
      const policy = ownerOf(estate, readerOf(estate, holder.stack)(arn) ?? '');
      return policy === undefined ? [] : [{ from: policy, to: holder }];
    }),
  );
  const pairs = grouped([...ofFunctions, ...ofPolicies], ({ from }) => [from]);
  return new Map([...pairs].map(([from, found]) => [from, found.map(({ to }) => to)]));
});

const outgoing: (estate: Estate) => ReadonlyMap<Resource, readonly Becoming[]> = oncePerEstate((estate) =>
  grouped(becomings(estate), ({ who }) => [who]),
);

export const becomingsOf = (estate: Estate, who: Resource): readonly Becoming[] => outgoing(estate).get(who) ?? [];

/** All that somebody reaches in the end, step by step, with the actions that lead there; the nearest first. */
export function reachedFrom(estate: Estate, who: Resource): ReadonlyMap<Resource, readonly string[]> {
  const reached = new Map<Resource, readonly string[]>();
  const queue: { readonly at: Resource; readonly by: readonly string[] }[] = [{ at: who, by: [] }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { at: here, by } = next;
    const steps = [
      ...becomingsOf(estate, here).flatMap(({ becomes, action }) =>
        becomes ? [{ to: becomes, by: [...by, action] }] : [],
      ),
      ...(comesWith(estate).get(here) ?? []).map((to) => ({ to, by })),
    ];
    for (const { to, by: path } of steps) {
      if (to === who || reached.has(to)) continue;
      reached.set(to, path);
      queue.push({ at: to, by: path });
    }
  }
  return reached;
}
