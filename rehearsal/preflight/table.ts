import type { Finding } from './finding.ts';
import type { Report } from './report.ts';

const margin = 12;

/** The report for a terminal: what would fail first, with what to do about it below. */
export function table({ deployment, account, region, endpoint, on, counts, findings }: Report): string {
  const width = Math.max(...findings.map(({ question }) => question.length));
  const rows = findings.flatMap((finding) => [
    `${words(finding).padEnd(margin)}${finding.question.padEnd(width)}  ${finding.found}`,
    ...below(finding).map(([label, text]) => `${''.padEnd(margin)}${label.padEnd(9)}${text}`),
  ]);
  return `${[
    `${deployment}: account ${account}, ${region}, on ${on}${endpoint === undefined ? '' : `, as ${endpoint} answers and not AWS`}`,
    ...rows,
    `${counts['would-fail']} would fail, ${counts.unknown} unknown, ${counts.note} to note, ${counts.fine} fine`,
  ]
    .map(printable)
    .join('\n')}\n`;
}

const words = ({ outcome }: Finding): string => outcome.replace('-', ' ');

function below(finding: Finding): (readonly [string, string])[] {
  if (finding.outcome === 'unknown') {
    if (finding.because === 'not-asked') return [];
    const text = finding.because === 'denied' ? `${finding.action}, see --policy` : finding.action;
    return [[finding.because === 'denied' ? 'missing' : 'asked', text]];
  }
  if (finding.outcome !== 'would-fail') return [];
  const { why, change, elsewhere, source } = finding;
  return [
    ['why', why],
    ...(change === undefined ? [] : [['change', `${change.path}: ${change.value}`] as const]),
    ...(elsewhere === undefined ? [] : [['do', elsewhere] as const]),
    ['source', source],
  ];
}

/** An account's own names and AWS's own words must not be able to move the cursor. */
const printable = (line: string): string => line.replaceAll(/\p{Cc}/gu, ' ');
