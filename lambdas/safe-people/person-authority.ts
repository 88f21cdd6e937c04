import type { Actor, Instant, Moment, Refusal } from '../workflow/contract.ts';
import { rowsOf } from '../workflow/transitions.ts';
import type { PersonCommandKind, PersonFacts, PersonState } from './person-record.ts';
import { personRefusals, roleRefusals } from './person-standing.ts';
import { another, officer, personStateAt, personTransitions, self, type Who } from './person-transitions.ts';
import { hasRole } from './roles.ts';

export const nameOf = (actor: Actor): string => (actor.kind === 'person' ? actor.id : `service:${actor.name}`);

/** Whoever audits changes nothing, whatever else they hold. */
export const readOnly = (person: PersonFacts['asker'], now: Instant): readonly Refusal[] =>
  person !== undefined && hasRole(person, 'assessor', now)
    ? [{ rule: 'read-only', says: 'an assessor reads and changes nothing; revoke that role first' }]
    : [];

const ofTheSession: readonly string[] = ['person', 'second-factor', 'signed-out'];

const sentence: Readonly<Record<Who, string>> = {
  [another]: 'an officer, for somebody else than themselves',
  [officer]: 'an officer',
  [self]: 'the person themselves',
  'identity-watch': 'the watch over identities',
  restoration: 'the restoration of the register',
};

function askerRefusals(who: Who, { now, actor }: Moment, facts: PersonFacts): readonly Refusal[] {
  if (who === 'identity-watch' || who === 'restoration') {
    return actor.kind === 'service' && actor.name === who ? [] : [{ rule: 'who', says: `only ${sentence[who]} may` }];
  }
  if (actor.kind !== 'person') return [{ rule: 'who', says: `only ${sentence[who]} may` }];
  const own = actor.id === facts.id;
  const { asker, register, session = { signedInAt: actor.signedInAt, mfa: false } } = facts;
  // A record that is not the asker's own says nothing about them.
  const person = asker?.id === actor.id ? asker : undefined;
  if (who === self) {
    if (!own) return [{ rule: 'who', says: `only ${sentence[who]} may` }];
    // Taking away from oneself is open to the suspended, and while the register is restored.
    return personRefusals({ person, register, now, session }).filter(({ rule }) => ofTheSession.includes(rule));
  }
  return [
    ...(own && who === another ? [{ rule: 'not-oneself', says: 'nobody decides this about themselves' }] : []),
    ...roleRefusals({ person, register, now, session }, ['operator']),
    ...readOnly(person, now),
  ];
}

/**
 * Why this asker may not give this command now, from where the person stands; none: they may. Where several kinds of asker may, the reasons
 * are those of the kind that comes closest.
 */
export function authorityRefusals(
  person: PersonState | undefined,
  command: PersonCommandKind,
  moment: Moment,
  facts: PersonFacts,
): readonly Refusal[] {
  const state = personStateAt(person, moment.now);
  const rows = rowsOf(personTransitions, state, command);
  const wrong =
    rows.length > 0 ? [] : [{ rule: 'state', says: `${command} is not possible: the person is ${state ?? 'unknown'}` }];
  const lines = rows.length > 0 ? rows : personTransitions.filter((row) => row.command === command);
  const attempts = lines.flatMap(({ who }) => who).map((who) => askerRefusals(who, moment, facts));
  const ofTheKind = attempts.filter((refusals) => !refusals.some(({ rule }) => rule === 'who'));
  const closest = [...(ofTheKind.length > 0 ? ofTheKind : attempts)].sort((a, b) => a.length - b.length)[0];
  return [...wrong, ...(closest ?? [{ rule: 'who', says: 'nobody may' }])];
}
