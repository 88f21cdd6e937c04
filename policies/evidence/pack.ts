import { createHash } from 'node:crypto';
import { type CoverageTable, coverage as ourCoverage } from '../catalogue/coverage.ts';
import { accessMatrixCsv } from './access-matrix-csv.ts';
import { assess } from './assess.ts';
import { dataFlowSvg, dataFlowTitle } from './data-flow-svg.ts';
import { refuseMachinePaths } from './machine-paths.ts';
import { networkPathsCsv } from './network-paths-csv.ts';
import { page } from './page.ts';
import type { Subject } from './result.ts';
import { results } from './results.ts';
import { satreCsv } from './satre-csv.ts';

/** Every file of an evidence pack by its name. Pure: no clock, no chance, no locale; same subject, same bytes. */
export function pack(subject: Subject, table: CoverageTable = ourCoverage): ReadonlyMap<string, string> {
  refuseMachinePaths(subject);
  const assessment = assess(subject, table);
  const files = new Map([
    ['index.html', page(subject, assessment)],
    ['network-paths.csv', networkPathsCsv(subject.networkPaths, subject.stage === 'trial')],
    ['results.json', `${JSON.stringify(results(subject, assessment), undefined, 2)}\n`],
    ['satre.csv', satreCsv(assessment, subject.stage === 'trial')],
    ['access-matrix.csv', accessMatrixCsv(subject.access)],
    ['data-flow.svg', dataFlowSvg(subject.flow, dataFlowTitle(subject))],
  ]);
  return new Map([...files, ['SHA256SUMS', sums(files)]]);
}

/** As `sha256sum --check` reads it. */
const sums = (files: ReadonlyMap<string, string>): string =>
  [...files].map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`).join('');
