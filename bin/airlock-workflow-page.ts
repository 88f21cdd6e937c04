import { standingSentences } from '../lambdas/safe-outputs/airlock/airlock-authority.ts';
import {
  depositsPerDay,
  limits,
  restingDays,
  reviewersNeeded,
  scanMinutes,
  sendingsPerDeposit,
  stuckHours,
} from '../lambdas/safe-outputs/airlock/airlock-limits.ts';
import { airlockTransitions } from '../lambdas/safe-outputs/airlock/airlock-transitions.ts';
import {
  audiences,
  type EventKind,
  eventKinds,
  type FindingWord,
  type RuleWord,
  standings,
} from '../lambdas/safe-outputs/airlock/airlock-words.ts';
import { releaseTransitions } from '../lambdas/safe-outputs/airlock/release-transitions.ts';
import { airlockStates } from '../lambdas/safe-outputs/contract.ts';
import { unchanged } from '../lambdas/workflow/contract.ts';
import { stateDiagram, transitionTable } from '../lambdas/workflow/transitions.ts';

/** The page about the workflow of an airlock request: everything on it is read from the table and the limits. */

const meanings: Readonly<Record<RuleWord | FindingWord, string>> = {
  file: 'the request has the file',
  'new-file': 'the deposit is not in the request yet',
  'file-name':
    'the name is a relative path in normal form C, without `..`, hidden characters or what a file system refuses',
  'unique-name':
    'no other file of the request has the name, by whatever machine it is read, and none has a name that is a folder of the other',
  'own-deposit': 'the requester deposited the bytes, for this project',
  origin: 'what goes out comes from inside, and what comes in from outside',
  bytes: 'the file has a byte and is not larger than a file may be',
  room: 'neither files nor bytes are more than a request may have',
  files: 'there is a file',
  'not-requester': 'whoever asks did not make the request',
  'never-member': 'whoever asks is not, and never was, a member of the project',
  place: `whoever asks has no place among the reviewers yet, and fewer than ${reviewersNeeded} have`,
  'holds-place': 'the person has a place among the reviewers',
  unfinished: 'the review is not finished',
  reason: 'a vote that does not approve says why',
  'all-voted': 'every file has a vote, or one a rejection',
  frozen: 'the file was frozen in this round',
  round: 'it is of the round that the request is in',
  'same-bytes': 'every file once and no other, its SHA-256 and size as they were, its key where it belongs',
  profile: 'the profile is for this direction',
  worst: 'the verdict of the report is no better than that of any file',
  version: 'the scan is of the version that is frozen',
  'scans-missing': 'a scan has not come',
  overdue: `${scanMinutes} minutes have passed since the files were frozen`,
  due: 'the days that a request may rest in its state have passed',
  'stuck-due': `${stuckHours} hours have passed since it came into its state`,
  'not-marked': 'nobody was told yet',
  clean: 'every file is still clean by the last word of the malware scan',
  'nothing-released': 'no byte can have reached the store of releases',
  'project-stands': 'by the register at this moment, the project is live, within its dates and approved',
  'requester-stands': 'by the register at this moment, whoever made the request may still make it',
  'reviewers-stand': `by the register at this moment, all ${reviewersNeeded} who approved are output checkers in good standing, and none is or was a member`,
  'nothing-new': 'the scan says what is known, or takes a finding back',
  'something-new': 'it does not',
  'more-to-come': 'a scan or the report has not come',
  threat: 'everything has come, and a scan is not clean',
  disclosure: 'every scan is clean, and the engine blocks a file or the whole',
  'needs-fix': 'the engine demands a change, and no exception that the profile allows was given',
  reviewable: 'none of these',
  'one-finished': 'nobody else has finished',
  'other-void': 'somebody else has, and is no reviewer of this request any more',
  'one-rejects': 'both have, and one rejects a file',
  'one-wants-changes': 'both have, nobody rejects, and one file is not approved by both',
  'both-approve': 'both have, and approve every file',
  unclean: 'the scan is anything but clean',
  'no-report': 'the engine has not reported',
  'report-in': 'it has, so that nothing failed',
  'was-freezing': 'it failed when it was submitted',
  'was-checking': 'it failed in checking',
  'was-approved': 'it failed before anything was written',
  'was-releasing': 'it failed while it was being released',
  inbound: 'data, code or packages come to a project',
  outbound: 'results leave',
};

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Of the states alone, so that it can be read: what leaves a state as it is stands in the table. */
const moves = airlockTransitions.filter(({ to }) => to !== unchanged).map((row) => ({ ...row, when: [] }));

const causes = (kind: EventKind) => [
  ...new Set(airlockTransitions.filter(({ events }) => events.includes(kind)).map(({ command }) => command)),
];
const told = audiences.map((audience) => [
  audience,
  [
    ...new Set(
      airlockTransitions.filter(({ tells }) => tells.includes(audience)).map(({ events }) => events.at(-1) ?? ''),
    ),
  ].join(', '),
]);
const most = (direction: 'out' | 'in') => {
  const { files, bytesPerFile, bytesPerRequest } = limits[direction];
  return [direction, String(files), String(bytesPerFile), String(bytesPerRequest)];
};

export const airlockWorkflowPage = (): string => `# The workflow of an airlock request

Generated by \`npm run generate\`; do not edit. A request is in one of ${airlockStates.length} states. What has no row in the table below is
refused, whoever asks, and every reason is given at once. Each step, its events, its effects and whom it tells are written in one transaction.
Serves SATRE 3.1.05, 3.1.06, 3.3.04, 3.3.05, 3.3.07, 3.3.08 and 3.3.09.

\`\`\`mermaid
${stateDiagram(moves)}\`\`\`

## What holds, and where it stands

- Only \`releasing\` leads to \`released\`, only \`approved\` to \`releasing\`, and only the second of two finished reviews to \`approved\`. From
  \`releasing\` on nobody withdraws and nothing expires.
- The bytes that are frozen, checked and released are those that were added: rule \`same-bytes\` compares SHA-256, size and key of every file at
  each of these steps, and \`version\` binds a scan to the version that is frozen.
- ${reviewersNeeded} reviewers, different people: rule \`place\`. Neither the requester nor ever a member of the project: \`not-requester\` and
  \`never-member\`, asked when a review is taken, at each vote, when it is finished, and of the first reviewer again when the second finishes.
- Nothing is released of which anybody who stands behind it does not stand at that moment: \`project-stands\`, \`requester-stands\` and \`reviewers-stand\` are asked
  of the register in each run of the release function before its first byte, and once more with \`released\`, without which nothing is offered. A change in the moment
  between that last look and its transaction, seconds at most, comes too late; \`revoke\` is for that. Who fails by them before anything was written may be reviewed
  anew: \`reopen\`.
- Nobody sees the vote of another before both have finished, nor what one reviewer writes to the requester meanwhile.
- Who asks and when come from the verified token and the server; no command has a field for either.
- No verdict and no scan leads further than \`in-review\`. What is missing, late or unknown leads to \`blocked\`, and never on.
- What belongs to an earlier round is refused: rule \`round\`. A round begins without reviews, scans, verdicts and frozen bytes.

## Limits

${table(['direction', 'files of a request', 'bytes of a file', 'bytes of a request'], [most('out'), most('in')])}

Nobody opens more than ${depositsPerDay} deposits for a project in a day at one door, and for one deposit at most ${sendingsPerDeposit} times the bytes of a file are taken, a part that is
sent again being counted again.

The profile of the project may allow less. A scan is waited for ${scanMinutes} minutes. A request that waits ${stuckHours} hours in one state is told of.

${table(
  ['a request that is', 'expires after days'],
  Object.entries(restingDays).map(([state, days]) => [state, String(days)]),
)}

## Transitions

${transitionTable(airlockTransitions)}
## Who

${table(
  ['word', 'is'],
  standings.map((word) => [word, standingSentences[word]]),
)}

Roles and access are looked up in the register at each command; the register is another table, so that a change in the milliseconds between the
look and the transaction comes too late for this one command.

## When

${table(['word', 'holds when'], Object.entries(meanings))}

## Events

${table(
  ['event', 'comes of'],
  eventKinds.map((kind) => [kind, causes(kind).join(', ')]),
)}

## Whom it tells

${table(['who', 'of'], told)}

Notices hold ids and words of these tables, and no text that anybody typed.

## What was released

${transitionTable(releaseTransitions)}
The files of a release are named once: offered again with anything else it is refused, and what is revoked is never offered. A download is counted
by the server before its first byte goes.
`;
