import type { Route } from './door.ts';
import { historyFields, meFields, peopleFields, personFields, registerFields } from './people-fields.ts';
import { bodies, idPattern } from './person-bodies.ts';

const person = { in: 'path', pattern: idPattern } as const;
const officer = 'an officer in good standing';
const another = `${officer}, about somebody else`;

/** What each command is for, and who may. */
const commands: { readonly [Command in keyof typeof bodies]: readonly [summary: string, who: string] } = {
  enrol: ['Enrols somebody, suspended until another officer has confirmed who they are.', another],
  'correct-details': ['Corrects name, e-mail address and organisation.', another],
  'record-credential': [
    'Records an accreditation, a training certificate or an agreement, with its evidence.',
    another,
  ],
  'withdraw-credential': ['Withdraws a credential at once.', officer],
  'propose-role': ['Proposes a role; another officer must confirm it.', another],
  'confirm-role': ['Confirms a role that another officer proposed.', another],
  'revoke-role': ['Takes a role away at once, or a proposal back.', officer],
  suspend: ['Suspends somebody at once.', officer],
  'lift-suspension': [
    'Lifts a suspension; of somebody new, by another officer than the one who enrolled them.',
    another,
  ],
  'sign-out': ['Ends every sign-in of a person.', `the person, or ${officer}`],
  leave: ['Ends everything a person holds.', `the person, or ${officer}`],
};

const commandRoutes: readonly Route[] = Object.entries(commands).map(([command, [summary, who]]) => ({
  operation: `person-${command}`,
  method: 'post',
  path: `/people/{person}/${command}`,
  doors: ['public'],
  summary,
  who,
  parameters: { person },
  asks: bodies[command as keyof typeof bodies],
  answers: personFields,
}));

/** Everything about people at the two doors. Who may is decided from the register, never from the token. */
export const peopleRoutes: readonly Route[] = [
  {
    operation: 'me',
    method: 'get',
    path: '/me',
    doors: ['private', 'public'],
    summary: 'What the register holds of whoever asks, where they have access, why not, and until when.',
    who: 'anybody in the register who has not left; at the public door also while suspended',
    parameters: {},
    answers: meFields,
  },
  {
    operation: 'sign-out',
    method: 'post',
    path: '/sign-out',
    doors: ['public'],
    summary: 'Ends every sign-in of whoever asks.',
    who: 'anybody in the register, also while suspended and after leaving',
    parameters: {},
    asks: bodies['sign-out'],
    answers: personFields,
  },
  {
    operation: 'people',
    method: 'get',
    path: '/people',
    doors: ['public'],
    summary: 'Everybody in the register, in pages.',
    who: `${officer}, or an assessor`,
    parameters: { after: { in: 'query', pattern: idPattern, optional: true } },
    answers: peopleFields,
  },
  {
    operation: 'person',
    method: 'get',
    path: '/people/{person}',
    doors: ['public'],
    summary: 'One person with credentials, roles and suspensions.',
    who: `the person, ${officer}, or an assessor`,
    parameters: { person },
    answers: personFields,
  },
  {
    operation: 'person-history',
    method: 'get',
    path: '/people/{person}/history',
    doors: ['public'],
    summary: 'Every event of one person, in pages.',
    who: `the person, ${officer}, or an assessor`,
    parameters: { person, after: { in: 'query', pattern: '[0-9]{10}-[0-9]{3}', optional: true } },
    answers: historyFields,
  },
  ...commandRoutes,
  {
    operation: 'put-register-into-service',
    method: 'post',
    path: '/register/put-into-service',
    doors: ['public'],
    summary:
      'After a restore: the first officer proposes, another confirms within a day; then everybody but those two is suspended.',
    who: 'two officers, one after the other',
    parameters: {},
    asks: bodies['sign-out'],
    answers: registerFields,
  },
];
