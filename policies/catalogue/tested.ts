// Long because it is a table: a row for each statement, with its tests and rules.

/** A test of ours by its file and its whole title, the titles around it first; without a title, every test of the file. */
export interface NamedTest {
  /** Beneath the repository, such as `test/safe-projects/close.test.ts`. */
  readonly file: string;
  readonly title?: string;
}

/** How a statement of class R becomes green: by what runs. Written by hand, like the coverage of class T. */
export interface Tested {
  readonly tests: readonly [NamedTest, ...NamedTest[]];
  /** Rules by which the templates hold the very functions that the tests speak of. Each must pass somewhere and fail nowhere. */
  readonly rules: readonly [string, ...string[]];
  /** What no test shows: then the statement is tested in part, and an attestation must complete it. */
  readonly partial?: string;
}

const people = (name: string, title?: string): NamedTest => of(`safe-people/${name}`, title);
const projects = (name: string, title?: string): NamedTest => of(`safe-projects/${name}`, title);
const outputs = (name: string, title?: string): NamedTest => of(`safe-outputs/${name}`, title);
const of = (name: string, title?: string): NamedTest => ({
  file: `test/${name}.test.ts`,
  ...(title === undefined ? {} : { title }),
});

/** The functions are ours, every request passes the gate, and nobody else writes what the gate believes. */
const gate = [
  'functions-run-our-own-code',
  'every-request-asks-the-authoriser',
  'register-is-written-by-the-gate-only',
] as const;

/** Nobody gets past the machine of the airlock: who writes, changes, votes and releases is what the templates hold. */
const airlock = [
  ...gate,
  'one-function-writes-what-is-released',
  'frozen-bytes-are-written-by-the-checker-alone',
  'deposits-are-written-by-the-broker-alone',
  'votes-are-cast-at-the-private-door-alone',
  'releases-point-where-the-releaser-says',
  'functions-are-told-whom-to-trust',
] as const;

const machine = [
  outputs(
    'airlock-outcomes',
    'every row of the table is gone along from each of its states, with its events and its effects and no others',
  ),
  outputs('airlock-truth-table'),
] as const;

export const tested: Readonly<Record<string, Tested>> = {
  '1.4.01': {
    tests: [
      projects(
        'project-approvals',
        'a project goes live only with its cover in date dpia lapses before: refused by name',
      ),
      projects(
        'project-approvals',
        'a project goes live only with its cover in date ethics lapses before: refused by name',
      ),
      projects(
        'project-approvals',
        'a project goes live only with its cover in date funding lapses before: refused by name',
      ),
      projects(
        'project-approvals',
        'a project goes live only with its cover in date a controller whose agreement lapses, and one who objects',
      ),
      projects(
        'project-approvals',
        'access follows the record it is there while the project is live, and lapses by itself with any approval',
      ),
      projects(
        'project-fails-closed',
        'what was never recorded is missing by name, and stands among the approvals as one that never held',
      ),
      projects(
        'project-model',
        'no sequence of commands makes a project live without quorum, lay member, every controller and DPIA',
      ),
    ],
    rules: [...gate, 'the-sweeper-ends-and-grants-nothing'],
  },
  '1.4.02': {
    tests: [
      people('notices', '30, 21, 14, 7 and 1 days before a training ends, the person and the lead are told, each once'),
      projects(
        'project-approvals',
        'access follows the record it is there while the project is live, and lapses by itself with any approval',
      ),
      projects('sweep', 'a project whose approval or end date passed is closed as well, and renewal opens it again'),
      projects(
        'sweep',
        'a training that lapsed stops the running query and ends the browser session, and does not sign the person out',
      ),
      people(
        'fourteen-months',
        'a training that lapses ends access by itself, and its renewal gives it back; so does an agreement',
      ),
    ],
    rules: [...gate, 'the-sweeper-ends-and-grants-nothing'],
  },
  '1.4.04': {
    tests: [
      projects(
        'project-close',
        'each step of a close is ordered when the one before is proved, with all proofs so far',
      ),
      projects('project-close', 'a close can skip, repeat or reorder nothing, and only the closer reports'),
      projects('project-close', 'a project is destroyed only when the last key is due and every key was found gone'),
      projects(
        'closer',
        'the close of a project is carried out to its certificate, and confirmed once the key is gone',
      ),
      projects(
        'closer',
        'the archive holds the project as it was closed, its history, who asked what, and its published entry',
      ),
    ],
    rules: [...gate, 'closer-deletes-unread'],
  },
  '1.4.05': {
    tests: [
      projects('project-truth-table'),
      projects(
        'project-routes',
        'an application is walked to a live project through the doors, and its whole history is chained',
      ),
    ],
    rules: gate,
    partial: 'a page: the routes stand at the public door, and are called from a command line',
  },
  '1.4.06': {
    tests: [
      projects('data-use-register'),
      projects(
        'project-routes',
        'an application is walked to a live project through the doors, and its whole history is chained',
      ),
    ],
    rules: [...gate, 'tables-recover-and-stay'],
    partial: 'the studies that ended before this register was founded, which somebody must bring in',
  },
  '1.5.01': {
    tests: [
      people(
        'effective-access',
        'access is allowed when all fourteen of its factors hold, and for nothing less: the full product',
      ),
      people('effective-access', 'a credential that nobody ever recorded is missing, not expired'),
      people(
        'people-door',
        'from a sign-in that nobody knows to access to a project, step by step, and the reason at every step',
      ),
    ],
    rules: gate,
    partial: 'that the officer who enrols somebody has seen who they are',
  },
  '1.5.04': {
    tests: [
      projects(
        'project-approvals',
        'a project goes live only with its cover in date a controller speaks for its own dataset alone, and nobody else does',
      ),
      projects(
        'project-approvals',
        'an objection stands between a carried vote and the approval until it is withdrawn or the dataset is dropped',
      ),
      projects(
        'project-approvals',
        'amendments pass the gate in proportion a new dataset: an officer, the committee, and then its controller',
      ),
      projects(
        'project-model',
        'no sequence of commands makes a project live without quorum, lay member, every controller and DPIA',
      ),
    ],
    rules: [...gate, 'only-the-broker-becomes-a-project', 'stores-admit-their-own-project-alone'],
    partial:
      'the job that makes an extract, which is not part of this release: which dataset it takes is not yet asked of the register',
  },
  '1.5.06': {
    tests: [
      projects(
        'broker-sessions',
        'the broker becomes a project in the name of a person, for the shortest time, and with the one tag that the role demands',
      ),
      projects('queries', 'each step is an event: who, which project, hashes, bytes and rows'),
      people('people-door', 'a history names who did what and when, and neither names nor addresses'),
    ],
    rules: [...gate, 'roles-of-people-are-lent-in-a-name-only', 'sessions-name-a-person-and-a-project'],
    partial: 'the sign-in of the secure browser, which is by a federation of its own',
  },
  '1.6.04': {
    tests: [
      people(
        'effective-access',
        'access is allowed when all fourteen of its factors hold, and for nothing less: the full product',
      ),
      people('effective-access', 'a credential that nobody ever recorded is missing, not expired'),
      people('effective-access', 'what a project demands of its people comes on top of what every project demands'),
      people(
        'fourteen-months',
        'a training that lapses ends access by itself, and its renewal gives it back; so does an agreement',
      ),
    ],
    rules: [...gate, 'the-sweeper-ends-and-grants-nothing'],
  },
  '1.7.02': {
    tests: [projects('data-use-register')],
    rules: gate,
    partial:
      'the publication itself: whoever may sign in reads the register of uses, and the organisation puts it where everybody can',
  },
  '3.1.04': {
    tests: [
      outputs(
        'disclosure/files-inbound',
        'a request to bring files in has one report, as bad as its worst file, with the hash of every byte',
      ),
      outputs('disclosure/files-inbound', 'a package cut short is never let through'),
      ...machine,
    ],
    rules: [...airlock, 'what-arrives-is-read-inside-alone', 'frozen-bytes-are-scanned-for-malware'],
    partial:
      'records of controllers, which come by the landing zone: the job that takes them into the vault is not part of this release',
  },
  '3.1.05': {
    tests: [
      outputs(
        'airlock/release',
        'what two people approved is released as it was frozen, offered, and fetched at the public door',
      ),
      outputs('airlock-outcomes', 'scans clean takes no finding back, in whatever order they come'),
      outputs('disclosure/check', 'a judge that breaks blocks the file, and its words stay inside'),
      ...machine,
    ],
    rules: [
      ...airlock,
      'frozen-bytes-are-scanned-for-malware',
      'releases-are-locked-and-kept',
      'releases-end-within-minutes',
      'released-bytes-are-read-by-three-functions',
      'requests-are-told-inside-alone',
      'no-bucket-opens-by-a-signed-link',
    ],
  },
  '3.1.07': {
    tests: [
      outputs('airlock-outcomes', 'reviews a review of somebody who became a member meanwhile does not count'),
      outputs('airlock-outcomes', 'never-member is asked for'),
      ...machine,
    ],
    rules: airlock,
  },
  '3.3.01': {
    tests: [
      outputs('disclosure/files'),
      outputs('disclosure/corpus'),
      outputs('disclosure/files-hostile', 'bytes of chance are blocked under every name'),
    ],
    rules: airlock,
  },
  '3.3.02': {
    tests: [
      outputs('airlock-outcomes', 'sizes a file has 1 byte to 16 MB'),
      outputs('airlock-outcomes', 'sizes a request has 64 MB'),
      outputs('airlock-outcomes', 'sizes a request has 100 files'),
      outputs(
        'disclosure/check',
        'a file of exactly as many bytes as the profile allows is judged, and one byte more is not',
      ),
    ],
    rules: airlock,
    partial: 'that what is sent is no more than the result needs, which the two who review it judge',
  },
  '3.3.03': {
    tests: [
      of('config/schema-refusals', 'a project that names no output it means to publish is refused'),
      outputs(
        'airlock/private-door',
        'outputs that were approved with the project are shown beside each of its requests, to whoever asked and to whoever reviews',
      ),
    ],
    rules: gate,
    partial:
      'that a request is for one of the intended outputs, which no file says and the two who review it judge by what was approved',
  },
  '3.3.04': {
    tests: [
      outputs('disclosure/corpus'),
      outputs('disclosure/rules'),
      outputs('disclosure/check', 'a judge that breaks blocks the file, and its words stay inside'),
      ...machine,
    ],
    rules: [...airlock, 'frozen-bytes-are-scanned-for-malware'],
  },
  '3.3.05': {
    tests: [
      outputs(
        'airlock-outcomes',
        'reviews nobody sees the vote of another before both are done; then all who see the request do',
      ),
      outputs('airlock-outcomes', 'reviews a review of somebody who became a member meanwhile does not count'),
      ...machine,
    ],
    rules: airlock,
  },
  '3.3.06': {
    tests: [
      outputs('disclosure/known-answers'),
      outputs('disclosure/known-suppression'),
      outputs('disclosure/table-rules'),
      outputs('disclosure/differencing'),
    ],
    rules: airlock,
  },
  '3.3.07': {
    tests: [
      outputs('disclosure/files'),
      outputs('disclosure/files-hostile', 'bytes of chance are blocked under every name'),
      outputs('airlock-outcomes', 'exceptions no reason puts what is blocked before anybody'),
    ],
    rules: airlock,
    partial: 'the policy of the organisation itself, and who may make an exception to it',
  },
  '3.3.08': {
    tests: [
      outputs('disclosure/corpus'),
      outputs('airlock-outcomes', 'exceptions no reason puts what is blocked before anybody'),
      ...machine,
    ],
    rules: airlock,
  },
  '3.3.09': {
    tests: [
      outputs(
        'airlock/release',
        'what two people approved is released as it was frozen, offered, and fetched at the public door',
      ),
      outputs('disclosure/check', 'a report says by which rules and numbers, and what bytes exactly'),
      outputs('disclosure/profiles'),
    ],
    rules: [...airlock, 'releases-are-locked-and-kept'],
  },
};
