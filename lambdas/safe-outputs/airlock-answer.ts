import { type Field, type Fields, fieldWords } from '../safe-people/contract.ts';

/** Fields of the answers of the airlock, each with where it came from: what was typed or made inside is shown at the private door alone. */

const { at, count, figure, flag, id, inside, list, may, part, text, word } = fieldWords;
const next = may(id('To go on after these; absent: that was all'));

/** What either door may know of a request. */
const status: Fields = {
  id: id('Request'),
  project: id('Project'),
  direction: word('out or in'),
  requester: id('Person who made it'),
  state: word('State of the request'),
  round: count('Submissions so far'),
  files: count('Files'),
  bytes: count('Bytes of all files'),
  createdAt: at('When it was drafted'),
  since: at('Since when it is in this state'),
  submittedAt: may(at('When it was last submitted')),
  reviewableAt: may(at('When it was put before reviewers')),
  decidedAt: may(at('When it was decided')),
  releasedAt: may(at('When it was released')),
};

export const statusFields: Fields = { requests: list('id', 'Requests, oldest first', status), next };

export const summariesFields: Fields = {
  requests: list('typed-inside', 'Requests, oldest first', { ...status, title: inside('Title') }),
  next,
};

const fileFields: Fields = {
  id: id('File'),
  name: inside('Name'),
  context: inside('What it shows'),
  from: word('query, inside or outside'),
  query: may(id('Query that it is the result of')),
  kind: may(word('Kind of what comes in')),
  bytes: count('Bytes'),
  sha256: id('SHA-256'),
  versionId: may(id('Version that is checked and reviewed')),
  type: may(word('What it is by its content')),
  verdict: may(word('Of the engine')),
  scan: may(word('Of the malware scan')),
};

const { files: _files, ...counted } = status;

/** One request for whoever may see it; reviews of others are not among it before both are in. */
export const requestFields: Fields = {
  ...counted,
  title: inside('Title'),
  purpose: inside('Why it leaves or comes'),
  commit: may(inside('Commit of the code that made it')),
  exception: may(inside('Why it should pass all the same')),
  profile: may(part('id', 'Profile of its check', { id: word('Name'), hash: id('SHA-256 of its numbers') })),
  report: may(
    part('id', 'The report of this round', { verdict: word('Verdict'), engine: id('Version'), sha256: id('SHA-256') }),
  ),
  files: list('typed-inside', 'Files', fileFields),
  reviewers: list('id', 'Who holds the review', { reviewer: id('Person'), finished: flag('Whether they are done') }),
  reviews: list('typed-inside', "One's own votes, and everybody's as soon as whoever asks may see them", {
    reviewer: id('Person'),
    votes: list('typed-inside', 'Votes', { file: id('File'), choice: word('Vote'), reason: inside('Reason') }),
    finishedAt: may(at('When they were done')),
  }),
  comments: list('typed-inside', 'Comments', {
    by: id('Person'),
    at: at('When'),
    round: count('Round'),
    file: may(id('File; absent: about the request')),
    text: inside('Text'),
  }),
  because: may(word('Rule by which it was blocked or failed')),
  revoked: may(part('typed-inside', 'Its revocation', { by: id('Person'), at: at('When'), reason: inside('Reason') })),
};

const place: Field = part('count', 'Where', {
  line: may(count('Line')),
  column: may(count('Column')),
  byte: may(count('Offset')),
  entry: may(text('data', 'Entry of an archive or sheet')),
  cells: may(list('count', 'Cells of the table', { row: count('Row'), column: count('Column') })),
  ofCells: may(count('Cells in all')),
});
const finding: Fields = {
  rule: word('Rule'),
  verdict: word('What it makes of its file'),
  reason: word('What was found and what is demanded'),
  remedy: word('What can be done'),
  at: place,
};

export const findingsFields: Fields = {
  verdict: word('Of the request'),
  engine: id('Version of the engine'),
  profile: part('id', 'Profile', { id: word('Name'), hash: id('SHA-256 of its numbers') }),
  sha256: id('SHA-256 of the report'),
  findings: list('data', 'About the files together', finding),
  files: list('data', 'Files', {
    file: id('File'),
    type: word('Type'),
    verdict: word('Verdict'),
    findings: count('How many findings'),
  }),
};
export const fileFindingsFields: Fields = {
  file: id('File'),
  type: word('Type'),
  verdict: word('Verdict'),
  sha256: id('SHA-256 of the bytes that were checked'),
  findings: list('data', 'Findings, cells marked', finding),
  ofFindings: count('Findings in all'),
};

export const overlapsFields: Fields = {
  overlaps: list('data', 'Tables that were released before and share columns with this one', {
    release: id('Request that released it'),
    place: count('Position of its file there'),
    file: id('File of this request'),
    columns: { type: 'string', origin: 'data', says: 'Columns that both have', list: true },
    header: { type: 'string', origin: 'data', says: 'Columns of the earlier table', list: true },
    rows: list('data', 'Rows of the earlier table', {
      cells: { type: 'string', origin: 'data', says: 'One per column', list: true },
    }),
    ofRows: count('Rows in all'),
  }),
  ofOverlaps: count('Overlaps in all'),
};

export const approvedFields: Fields = {
  project: id('Project'),
  outputs: may(text('typed-outside', 'Outputs that were approved with the project')),
};

export const historyFields: Fields = {
  events: list('id', 'Everything that happened, without what was said', {
    sequence: count('Place in the history'),
    at: at('When'),
    by: id('Person or function'),
    kind: word('What'),
    hash: id('SHA-256 of its record in the locked archive'),
  }),
  next,
};

export const metricsFields: Fields = {
  states: list('count', 'Requests by state', { state: word('State'), requests: count('Requests') }),
  waiting: count('Requests before reviewers'),
  longestWaitingHours: figure('Since when the oldest of them waits'),
  decided: count('Requests decided'),
  medianCheckHours: figure('Median from submission to reviewers'),
  medianReviewHours: figure('Median before reviewers'),
  medianTurnaroundHours: figure('Median from submission to decision'),
  decidedInFirstRound: count('Decided at the first submission'),
};

export const depositFields: Fields = {
  deposit: id('Deposit'),
  project: id('Project'),
  largestPart: count('Bytes of a part'),
  mostParts: count('Parts'),
  largestDeposit: count('Bytes in all'),
};
export const partFields: Fields = { deposit: id('Deposit'), part: count('Part'), bytes: count('Its bytes') };
export const completeFields: Fields = {
  deposit: id('Deposit'),
  bytes: count('Bytes in all'),
  sha256: id('SHA-256 of all'),
};
export const arrivalsFields: Fields = {
  arrivals: list('id', "One's own deposits of the project", {
    deposit: id('Deposit'),
    project: id('Project'),
    kind: word('data, code or package'),
    state: word('open or complete'),
    parts: count('Parts'),
    bytes: count('Bytes'),
    openedAt: at('When it was opened'),
    completedAt: may(at('When it was completed')),
  }),
  next,
};

const releaseOne: Fields = {
  id: id('Request'),
  project: id('Project'),
  state: word('offered or revoked'),
  releasedAt: at('When it was released'),
  files: list('released', 'Files', {
    id: id('File'),
    name: text('released', 'Name, which passed the review'),
    type: word('Type'),
    bytes: count('Bytes'),
    sha256: id('SHA-256'),
    downloads: count('How often it was fetched'),
  }),
};
export const releaseFields = releaseOne;
export const releasesFields: Fields = { releases: list('released', 'Releases of the project', releaseOne), next };

export const noticesFields: Fields = {
  notices: list('id', 'What there is to know, oldest first', {
    at: at('When'),
    about: word('What happened'),
    request: id('Request'),
    project: id('Project'),
  }),
  next,
};
