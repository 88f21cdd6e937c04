import type { Decision, Moment, Workflow } from '../workflow/contract.ts';
import { roomToGive } from '../workflow/limits.ts';
import { rowsOf } from '../workflow/transitions.ts';
import { officers, personPartition } from './contract.ts';
import { authorityRefusals } from './person-authority.ts';
import { evolvePerson } from './person-evolve.ts';
import type { PersonCommand, PersonEffect, PersonEvent, PersonFacts, PersonState } from './person-record.ts';
import { checks } from './person-rules.ts';
import { personStateAt, personTransitions } from './person-transitions.ts';

/** Ids count up within a person, so that the same command on the same record makes the same event. */
const next = (noun: string, list: readonly unknown[] | undefined): string => `${noun}-${(list?.length ?? 0) + 1}`;

function eventsOf(state: PersonState | undefined, command: PersonCommand, id: string): readonly PersonEvent[] {
  const suspension = next('suspension', state?.suspensions);
  switch (command.kind) {
    case 'enrol': {
      const { name, email, organisation } = command;
      return [
        { kind: 'enrolled', id, name, email, organisation },
        { kind: 'suspended', suspension, because: 'new' },
      ];
    }
    case 'correct-details': {
      const { name, email, organisation } = command;
      return [{ kind: 'details-corrected', name, email, organisation }];
    }
    case 'record-credential':
      return [
        {
          kind: 'credential-recorded',
          credential: { id: next('credential', state?.credentials), ...command.credential },
        },
      ];
    case 'withdraw-credential':
      return [{ kind: 'credential-withdrawn', credential: command.credential }];
    case 'propose-role':
      return [{ kind: 'role-proposed', role: command.role, expires: command.expires }];
    case 'confirm-role':
      return [{ kind: 'role-confirmed', role: command.role, expires: command.expires }];
    case 'revoke-role':
      return [{ kind: 'role-revoked', role: command.role }];
    case 'suspend': {
      const { because, reference } = command;
      // The same cause suspends once: it may be reported again and again, and stays lifted once an officer confirmed it.
      if (reference !== undefined && state?.suspensions.some((one) => one.reference === reference)) return [];
      return [{ kind: 'suspended', suspension, because, ...(reference === undefined ? {} : { reference }) }];
    }
    case 'lift-suspension':
      return [{ kind: 'suspension-lifted', suspension: command.suspension, evidence: command.evidence }];
    case 'sign-out':
      return [{ kind: 'signed-out' }];
    case 'leave':
      return [{ kind: 'left' }];
  }
}

/** What the events of the row tell, and to whom, as the table says. */
function effectsOf(command: PersonCommand, state: PersonState | undefined, { now }: Moment, id: string) {
  const [row] = rowsOf(personTransitions, personStateAt(state, now), command.kind);
  const effects: PersonEffect[] = [];
  if (row?.effects.includes('notify')) {
    const to = row.tells.map((name) => (name === 'officers' ? officers : id));
    const thing = 'role' in command ? command.role : command.kind === 'suspend' ? command.because : undefined;
    const about = row.events[0] ?? command.kind;
    effects.push({ kind: 'notify', to, notice: { about, person: id, ...(thing === undefined ? {} : { thing }) } });
  }
  if (row?.effects.includes('sweep')) effects.push({ kind: 'sweep', person: id });
  return effects;
}

function decide(
  state: PersonState | undefined,
  command: PersonCommand,
  moment: Moment,
  facts: PersonFacts,
): Decision<PersonEvent, PersonEffect> {
  const [row] = rowsOf(personTransitions, personStateAt(state, moment.now), command.kind);
  const refusals = [
    ...authorityRefusals(state, command.kind, moment, facts),
    ...(state === undefined ? [] : (row?.when ?? []).flatMap((rule) => checks[rule](state, command, moment, facts))),
  ];
  if (refusals.length > 0) return { ok: false, refusals };
  const events = eventsOf(state, command, facts.id);
  return { ok: true, events, effects: events.length === 0 ? [] : effectsOf(command, state, moment, facts.id) };
}

/** What takes away from somebody has room where nothing else has: a record that one officer filled up can still be ended by any other. */
const takesAway: readonly PersonCommand['kind'][] = [
  'withdraw-credential',
  'revoke-role',
  'suspend',
  'sign-out',
  'leave',
];

/** The register of people. Who is refused learns every reason at once. */
export const personWorkflow: Workflow<PersonState, PersonCommand, PersonEvent, PersonEffect, PersonFacts> = {
  name: personPartition,
  decide,
  evolve: evolvePerson,
  roomFor: ({ kind }) => (takesAway.includes(kind) ? undefined : roomToGive),
};
