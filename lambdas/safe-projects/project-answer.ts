import { type Fields, fieldWords } from '../safe-people/contract.ts';
import { AskedFields } from './application.ts';
import { dataUseFields } from './data-use-register.ts';

/** Fields of the answers about projects, each with where its text came from: all of it was typed at the public door. */

const { at, count, figure, flag, id, list, may, typed, word } = fieldWords;

export const summaryFields: Fields = {
  id: id('Project'),
  state: word('State of the project'),
  title: may(typed('Title')),
  lead: may(id('ODS code of the lead organisation')),
  purpose: may(word('Purpose')),
  applicant: id('Person who applied'),
  starts: at('First instant'),
  ends: at('First instant at which it is over'),
};

const asked: Fields = {
  ...Object.fromEntries(
    Object.keys(AskedFields.shape).map((key) => [
      key,
      may(typed(dataUseFields.find((field) => field.key === key)?.field ?? key)),
    ]),
  ),
  lead: may(id('ODS code of the lead organisation')),
  purpose: may(word('Purpose')),
  starts: may(at('First day')),
  ends: may(at('Last day')),
};

const inDate: Fields = { from: at('From'), expires: at('First instant at which it no longer holds') };

export const projectFields: Fields = {
  ...summaryFields,
  application: { type: 'object', origin: 'typed-outside', says: 'What was applied for', fields: asked },
  datasets: list('typed-outside', 'Datasets', {
    dataset: id('Dataset'),
    title: typed('Its title'),
    controller: id('ODS code of its controller'),
  }),
  people: list('id', 'People asked for', { person: id('Person'), as: word('As lead or researcher') }),
  members: list('id', 'Members, past ones as well', {
    person: id('Person'),
    as: word('As lead or researcher'),
    from: at('From'),
    until: at('First instant at which it no longer holds'),
    endedAt: may(at('When it was ended')),
  }),
  allowance: {
    type: 'object',
    origin: 'count',
    says: 'What the project may spend',
    fields: {
      bytesPerMonth: count('Bytes read a month'),
      bytesPerQuery: count('Bytes read by one query'),
      queriesAtOnce: count('Queries of one person at once'),
    },
  },
  resultsShared: flag('Members see the results of each other'),
  approvals: list('id', 'What access depends on', { of: id('Of what'), ...inDate }),
  references: list('typed-outside', 'DPIA, ethics, funding', {
    of: word('Of what'),
    applies: flag('Whether it applies'),
    reference: may(typed('Reference')),
    evidence: may(typed('Where it can be looked at')),
    reason: may(typed('Why it does not apply')),
    from: may(at('From')),
    expires: may(at('First instant at which it no longer holds')),
    by: id('Officer who recorded it'),
  }),
  agreements: list('typed-outside', 'Agreements of controllers', {
    dataset: id('Dataset'),
    controller: id('ODS code of the controller'),
    reference: typed('Reference'),
    evidence: typed('Where it can be looked at'),
    ...inDate,
    by: id('Person who spoke for the controller'),
  }),
  objections: list('typed-outside', 'Objections of controllers', {
    dataset: id('Dataset'),
    reason: typed('Reason'),
    by: id('Person who spoke for the controller'),
    at: at('When'),
  }),
  conditions: list('typed-outside', 'Conditions of the committee', {
    id: id('Condition'),
    says: typed('What it demands'),
    met: flag('Whether it is met'),
    evidence: may(typed('Evidence')),
    metAt: may(at('When it was found met')),
  }),
  amendments: list('typed-outside', 'Open amendments', {
    id: id('Amendment'),
    change: word('Kind of change'),
    reason: typed('Reason'),
    proposedBy: id('Lead who proposed it'),
    proposedAt: at('When'),
    waitsFor: may(word('Gate it stands before')),
    person: may(id('Person asked for')),
    dataset: may(id('Dataset asked for')),
    ends: may(at('End asked for')),
  }),
  meeting: may({
    type: 'object',
    origin: 'typed-outside',
    says: 'The matter before the committee; votes are seen when all is decided',
    fields: {
      about: id('The application, or an amendment'),
      openedAt: at('When it was opened'),
      chair: id('Chair'),
      seats: list('id', 'Members', { person: id('Person'), lay: flag('Whether the seat is lay') }),
      voted: count('Votes given'),
      closedAt: may(at('When the vote was closed')),
      carried: may(flag('Whether it was carried')),
      reason: may(typed('Reason of the decision')),
      counted: may(count('Votes counted')),
      votes: may(
        list('typed-outside', 'Votes', {
          person: id('Member'),
          vote: word('Vote'),
          reason: typed('Reason'),
          at: at('When'),
        }),
      ),
      conflicts: may(
        list('typed-outside', 'Declared interests', {
          person: id('Member'),
          interest: typed('Interest'),
          by: id('Who declared it'),
        }),
      ),
    },
  }),
  reason: may(typed('Reason of the last return, refusal, withdrawal, suspension or close')),
  resumeProposedBy: may(id('Officer who proposed to resume it')),
  liveSince: may(at('When it went live')),
  submittedAt: may(at('When it was first submitted')),
  decidedAt: may(at('When it was decided')),
  elapsedDays: may(figure('Days from submission to decision')),
  workingDays: may(figure('Those of them on which it did not lie with the applicant')),
  closing: may({
    type: 'object',
    origin: 'id',
    says: 'How far the close is',
    fields: {
      closedAt: at('When it was closed'),
      archivedAt: may(at('When the archive was proved')),
      extractDeletedAt: may(at('When the deletion of the extract was proved')),
      keysScheduledAt: may(at('When deletion of the keys was ordered')),
      certificate: may(id('Certificate in the store of records')),
      certificateHash: may(id('Its SHA-256')),
      finalFrom: may(at('From when it is final')),
      keysGoneAt: may(at('When the keys were found gone')),
    },
  }),
};

export const historyFields: Fields = {
  events: list('id', 'Everything that happened, without what was said', {
    sequence: count('Place in the history'),
    at: at('When'),
    by: id('Person or function'),
    kind: word('What'),
    to: word('State that it led to'),
    hash: id('SHA-256 of its record in the locked archive'),
  }),
};

export const registerFields: Fields = {
  attribution: word('Of the specification of the fields'),
  entries: list(
    'typed-outside',
    'One entry for each project that was approved',
    Object.fromEntries(dataUseFields.map(({ key, field }) => [key, typed(field)])),
  ),
};

export const metricsFields: Fields = {
  states: list('count', 'Projects by state', { state: word('State'), projects: count('Projects') }),
  decided: count('Applications decided'),
  medianElapsedDays: figure('Median of days from submission to decision'),
  medianWorkingDays: figure('Median without the days that it lay with the applicant'),
  longestElapsedDays: figure('Longest of them'),
};
