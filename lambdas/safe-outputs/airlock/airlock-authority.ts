import { effectiveAccess, hasRole, type Person, personRefusals, type Role } from '../../safe-people/contract.ts';
import type { Moment, Refusal } from '../../workflow/contract.ts';
import type { AirlockRequest, Direction } from '../contract.ts';
import type { AirlockCommand } from './airlock-commands.ts';
import type { AirlockFacts } from './airlock-facts.ts';
import type { StandingWord } from './airlock-words.ts';

/** Who may: from the verified token, the register and the request, and from nothing that was sent. */
export interface Asking {
  readonly request: AirlockRequest | undefined;
  readonly command: AirlockCommand;
  readonly moment: Moment;
  readonly facts: AirlockFacts;
}

/** Who each standing is, for refusals and the reference. */
export const standingSentences: Readonly<Record<StandingWord, string>> = {
  'may-request': 'somebody who may work in the project now and, where results leave, holds the role output-requester',
  requester: 'whoever made the request',
  'present-requester': 'whoever made the request, while they may work in the project',
  'working-requester': 'whoever made the request, while they may make one',
  member: 'somebody who may work in the project now',
  checker: 'an output checker',
  reviewer: 'an output checker who has a place among the reviewers of this round',
  oneself: 'the reviewer it is about',
  officer: 'an officer',
  'airlock-checker': 'the function that freezes and checks',
  'airlock-scan': 'the function that hears of scans',
  'airlock-release': 'the function that releases',
};

const sessionOf = ({ facts, moment: { actor } }: Asking) =>
  facts.session ?? { signedInAt: actor.kind === 'person' ? actor.signedInAt : '', mfa: false };

/** Why a person may not work in the project; none: they may. */
function accessRefusals(person: Person | undefined, asking: Asking): readonly Refusal[] {
  const { project, register, demands } = asking.facts;
  const session = sessionOf(asking);
  const access = effectiveAccess({ person, project, register, session, demands, now: asking.moment.now });
  return access.allowed ? [] : access.refusals;
}

/** SATRE 3.1.06: that results leave is a permission of its own. */
function requestRefusals(person: Person | undefined, asking: Asking): readonly Refusal[] {
  const { request, command } = asking;
  const direction: Direction = request?.direction ?? (command.kind === 'draft' ? command.direction : 'out');
  const holds = person !== undefined && hasRole(person, 'output-requester', asking.moment.now);
  const says = 'the role output-requester, without which no results leave, is not held and in date';
  return [
    ...accessRefusals(person, asking),
    ...(direction === 'in' || holds ? [] : [{ rule: 'output-requester', says }]),
  ];
}

export const hasPlace = (request: AirlockRequest | undefined, person: string): boolean =>
  request?.reviews.some(({ reviewer }) => reviewer === person) === true;

function holds(word: StandingWord, person: Person, asking: Asking): boolean {
  const { request, command, moment } = asking;
  const held = (role: Role): boolean => hasRole(person, role, moment.now);
  switch (word) {
    case 'may-request':
      return requestRefusals(person, asking).length === 0;
    case 'requester':
      return request?.requester === person.id;
    case 'present-requester':
      return request?.requester === person.id && accessRefusals(person, asking).length === 0;
    case 'working-requester':
      return request?.requester === person.id && requestRefusals(person, asking).length === 0;
    case 'member':
      return accessRefusals(person, asking).length === 0;
    case 'checker':
      return held('output-checker');
    case 'reviewer':
      return held('output-checker') && hasPlace(request, person.id);
    case 'oneself':
      return 'reviewer' in command && command.reviewer === person.id;
    case 'officer':
      return held('operator');
    case 'airlock-checker':
    case 'airlock-scan':
    case 'airlock-release':
      return false;
  }
}

/** Why whoever asks may not, where any of these may. Of a person who lacks nothing but what their project asks for, that is said too. */
export function authorityRefusals(words: readonly StandingWord[], asking: Asking): readonly Refusal[] {
  const { facts, request, moment } = asking;
  const { now, actor } = moment;
  const only = { rule: 'who', says: `only ${words.map((word) => standingSentences[word]).join(' or ')} may` };
  if (actor.kind === 'service') return words.some((word) => word === actor.name) ? [] : [only];
  const person = facts.people[actor.id];
  const refusals = [...personRefusals({ person, register: facts.register, session: sessionOf(asking), now })];
  if (person !== undefined && words.some((word) => holds(word, person, asking))) return refusals;
  const own = request?.requester === actor.id;
  const asks = words.includes('may-request') || (words.includes('working-requester') && own);
  const looks = words.includes('present-requester') && own;
  const why = asks ? requestRefusals(person, asking) : looks ? accessRefusals(person, asking) : [];
  return [...refusals, ...why.filter(({ rule }) => !refusals.some((one) => one.rule === rule)), only];
}
