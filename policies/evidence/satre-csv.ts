import { type Level, satreVersion } from '../catalogue/catalogue.ts';
import type { Assessment } from './assess.ts';
import { csvOf } from './csv.ts';
import { mayBeNotApplicable } from './score.ts';
import { sentences } from './words.ts';

const columns = [
  'Section',
  'Item',
  'Statement',
  'Guidance',
  'Importance',
  'Score',
  'Response',
  'Improvements',
] as const;

const importance: Readonly<Record<Level, string>> = {
  mandatory: 'Mandatory',
  'mandatory*': 'Mandatory*',
  recommended: 'Recommended',
  optional: 'Optional',
};

/**
 * SATRE's evaluation sheet: eight columns, all 185 statements, an empty row and the version, in RFC 4180.
 *
 * Without a byte order mark, as the published sheets. Statement and Guidance are our paraphrase and check, not the published wording.
 */
export function satreCsv({ controls }: Assessment, trial: boolean): string {
  const rows = controls.flatMap(({ control, status, score, response, improvements }) => {
    if (control.framework !== 'SATRE') return [];
    const unscored =
      status === 'not applicable' &&
      !mayBeNotApplicable(control) &&
      'SATRE gives a Mandatory statement no N/A score, so the score is left blank.';
    const answer = sentences(trial && 'TRIAL - not for accreditation.', response, unscored);
    const { pillar, id, paraphrase, check, level } = control;
    return [[pillar, id, paraphrase, check, importance[level], score, answer, improvements]];
  });
  const empty = columns.map(() => '');
  const version = ['Version', `v${satreVersion}`, ...columns.slice(2).map(() => '')];
  return csvOf([columns, ...rows, empty, version]);
}
