import type { Fields } from './door.ts';

/** Fields of what is told about people, each with where its text comes from. Names, addresses and references are typed behind the public door. */
const id = (says: string) => ({ type: 'string', origin: 'id', says }) as const;
const one = (says: string) => ({ type: 'string', origin: 'enumeration', says }) as const;
const when = (says: string) => ({ type: 'string', origin: 'instant', says }) as const;
const typed = (says: string) => ({ type: 'string', origin: 'typed-outside', says }) as const;
const perhaps = <T extends object>(field: T) => ({ ...field, optional: true }) as const;
const list = (says: string, fields: Fields) =>
  ({ type: 'object', origin: 'typed-outside', says, list: true, fields }) as const;

export const personSummary = {
  id: id('subject of the sign-in'),
  name: typed('name'),
  email: typed('e-mail address'),
  organisation: id('ODS code'),
  state: one('suspended, standing or left'),
} as const satisfies Fields;

const by = id('who: a person, or a function of the environment');

export const personFields = {
  ...personSummary,
  credentials: list('accreditations, training certificates and agreements', {
    id: id('of the credential within the person'),
    kind: one('accreditation, training or agreement'),
    scheme: typed('scheme, course or agreement'),
    number: typed('number of the certificate'),
    evidence: typed('where it can be looked at'),
    from: when('holds from'),
    expires: when('first instant at which it no longer holds'),
    withdrawn: perhaps(when('withdrawn at')),
  }),
  roles: list('grants and proposals', {
    role: one('role'),
    proposedBy: by,
    proposedAt: when('proposed at'),
    confirmedBy: perhaps(by),
    confirmedAt: perhaps(when('confirmed at')),
    expires: when('first instant at which it is no longer held'),
    revokedAt: perhaps(when('revoked at')),
  }),
  suspensions: list('suspensions, lifted ones too', {
    id: id('of the suspension within the person'),
    because: one('reason'),
    from: when('since'),
    by,
    liftedAt: perhaps(when('lifted at')),
    liftedBy: perhaps(by),
  }),
  enrolledBy: by,
  enrolledAt: when('enrolled at'),
  signedOutAt: perhaps(when('sign-ins up to then are over')),
  leftAt: perhaps(when('left at')),
} as const satisfies Fields;

const reasons = list('every reason why not', {
  rule: one('name of the rule'),
  says: typed('what is demanded and what was found'),
});

const notices = list('of the last 120 days, oldest first', {
  at: when('since'),
  about: one('what happened, or expires'),
  person: perhaps(id('person')),
  project: perhaps(id('project')),
  thing: perhaps(typed('what it is about')),
  expires: perhaps(when('when it expires')),
  days: perhaps({ type: 'integer', origin: 'count', says: 'whole days before it expires' }),
});

export const meFields = {
  register: one('in-service or restored'),
  person: perhaps({
    type: 'object',
    origin: 'typed-outside',
    says: 'absent: not in the register',
    fields: personFields,
  }),
  roles: { ...one('roles that are held and in date'), list: true },
  reasons,
  access: list('every project the person is or was a member of', {
    project: id('project'),
    allowed: { type: 'boolean', origin: 'enumeration', says: 'whether data may be worked with now' },
    reasons,
    changesAt: perhaps(when('next instant at which time alone changes this answer')),
  }),
  notices,
} as const satisfies Fields;

export const historyFields = {
  events: list('oldest first', {
    at: when('when'),
    by,
    kind: one('what happened'),
    thing: perhaps(typed('role, credential or suspension')),
    because: perhaps(one('reason')),
    expires: perhaps(when('when what was granted expires')),
    evidence: perhaps(typed('where it can be looked at')),
  }),
  next: perhaps(id('pass it as `after` for the next page')),
} as const satisfies Fields;

export const peopleFields = {
  people: list('by id', personSummary),
  next: perhaps(id('pass it as `after` for the next page')),
} as const satisfies Fields;

export const registerFields = {
  register: one('in-service or restored'),
  step: one('proposed or confirmed'),
} as const satisfies Fields;
