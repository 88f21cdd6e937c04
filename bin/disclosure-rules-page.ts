import type { Profile } from '../lambdas/safe-outputs/disclosure/contract.ts';
import { engineVersion } from '../lambdas/safe-outputs/disclosure/engine-version.ts';
import { profileHash, profiles } from '../lambdas/safe-outputs/disclosure/profiles.ts';
import { engineRules, type RuleRoom, ruleRooms } from '../lambdas/safe-outputs/disclosure/rules.ts';

const all = Object.values(profiles);
const percent = (share: number): string => `${Number((share * 100).toFixed(6))} %`;
const grouped = (count: number): string => count.toLocaleString('en-GB');
const zeros = { disclosive: 'need a fix', review: 'are for review', allowed: 'are allowed' } as const;

/** What each number of a profile does, and how it reads. */
const numbers: readonly (readonly [says: string, of: (profile: Profile) => string])[] = [
  ['fewest people behind a count or statistic', ({ threshold }) => `${threshold}`],
  ['zeros', (profile) => zeros[profile.zeros]],
  ['dominance: the largest few may hold less than', ({ dominance: { n, k } }) => `${percent(k)} (${n} of them)`],
  ['what is left after the two largest, at least, of the largest', ({ pPercent }) => percent(pPercent)],
  ['share of a row or column in one cell: for review from', ({ classDisclosure }) => percent(classDisclosure.review)],
  ['share of a row or column in one cell: needs a fix from', ({ classDisclosure }) => percent(classDisclosure.fail)],
  ['fewest residual degrees of freedom', ({ degreesOfFreedom }) => `${degreesOfFreedom}`],
  [
    'rounding',
    ({ rounding: { method, base, demanded } }) =>
      method === 'none'
        ? 'none'
        : `${method === 'nearest' ? `to the nearest ${base}` : method}${demanded ? ', demanded' : ''}`,
  ],
  [
    'a broken rule about tables may go to the reviewers',
    ({ exceptions }) => (exceptions === 'none' ? 'never' : 'with a reason'),
  ],
  ['bytes of a file', ({ limits }) => grouped(limits.bytesPerFile)],
  ['rows of a table', ({ limits }) => grouped(limits.rowsPerFile)],
  ['files of a request', ({ limits }) => grouped(limits.files)],
  ['bytes of a request', ({ limits }) => grouped(limits.bytesPerRequest)],
  [
    'refused types that go to the reviewers',
    ({ escalated }) => (escalated.length === 0 ? 'none' : escalated.join(', ')),
  ],
  ['version', ({ version }) => `${version}`],
  ['SHA-256', (profile) => `\`${profileHash(profile).slice(0, 16)}…\``],
];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const roomTable = (room: RuleRoom): readonly string[] => [
  `### ${ruleRooms[room]}`,
  '',
  row(['rule', 'makes a file', 'where it finds']),
  row(['---', '---', '---']),
  ...engineRules
    .filter((rule) => rule.room === room)
    .map(({ id, verdicts, finds }) => row([`\`${id}\``, verdicts.join(' or '), finds])),
  '',
];

/** The rules that check outputs, from the code that runs: SATRE 3.3.04 asks for the process in writing, 3.3.06 for its statistical basis. */
export const disclosureRulesPage = (): string =>
  `${[
    '# Rules and profiles of the disclosure checks',
    '',
    `Generated from the engine, version ${engineVersion}; it runs in the airlock and as [\`tre check\`](../how-to/check-outputs.md). A file is as good as the`,
    'worst of what is found in it. What the engine cannot read to its end is blocked; what it can read and no rule judges is for review.',
    '',
    '## Profiles',
    '',
    'Every number of every rule is in the profile of the project (`disclosureProfile` of the deployment file). The profile and its hash stand in every',
    'report and in every release record.',
    '',
    row(['', ...all.map(({ id }) => `\`${id}\``)]),
    row(['---', ...all.map(() => '---')]),
    ...numbers.map(([says, of]) => row([says, ...all.map(of)])),
    '',
    '## Rules',
    '',
    ...(Object.keys(ruleRooms) as RuleRoom[]).flatMap(roomTable),
  ]
    .join('\n')
    .trimEnd()}\n`;
