import { checked, deposited, drafted, harmless, reviewed, stepAt } from '../doors/airlock.ts';
import { tick } from '../doors/functions.ts';
import { answered } from '../doors/queries.ts';
import { gatherCheckers } from '../scenarios/results-leave-through-the-airlock.ts';
import type { Stage } from '../target/stage.ts';
import { companyOf } from './company.ts';
import { goBackTo, type Past, past } from './past.ts';

/** Where each step of a request begins: one request with two files of one name, step by step. */
export interface AirlockCompany {
  readonly request: string;
  readonly query: string;
  readonly live: Past;
  readonly draft: Past;
  readonly submitted: Past;
  /** Frozen and not yet scanned or checked. */
  readonly frozen: Past;
  /** One reviewer has finished, and the other has voted. */
  readonly reviewed: Past;
  readonly approved: Past;
  readonly released: Past;
  readonly revoked: Past;
}

const works = /^effect#airlock-(freeze|check|release|publish|revoke)$/;
/** What is done at once; deadlines and notices only add calls. */
export const doneAtOnce = (partition: string): boolean =>
  partition !== 'outbox' && (!partition.startsWith('effect#') || works.test(partition));

/** Made once for all subjects, by the requests of those whose part it is. */
export async function airlockCompanyOf(stage: Stage): Promise<AirlockCompany> {
  const known = stage.memory.get('airlock company');
  if (known !== undefined) return known as AirlockCompany;
  const { project, table, live: before } = await companyOf(stage);
  await goBackTo(stage, before);
  await gatherCheckers(stage);
  const { query } = await answered(stage, 'researcher', project, `SELECT count(*) AS n FROM ${table}`);
  const now = () => past(stage, doneAtOnce);
  const live = await now();
  const files = [
    { deposit: await deposited(stage, 'researcher', project, harmless), name: 'a/smoking.csv' },
    { deposit: await deposited(stage, 'researcher', project, harmless.replace('120', '125')), name: 'b/smoking.csv' },
  ];
  const request = await drafted(stage, 'researcher', project, files);
  const draft = await now();
  await stepAt(stage, 'researcher', request, 'submit');
  const submitted = await now();
  await tick(stage, 'airlock-checker');
  await goBackTo(stage, submitted);
  await tick(stage, 'airlock-checker');
  const frozen = await now();
  await goBackTo(stage, draft);
  await checked(stage, 'researcher', request);
  await reviewed(stage, 'checker-1', request, 'approve');
  await stepAt(stage, 'checker-2', request, 'take-review');
  for (const { deposit: file } of files)
    await stepAt(stage, 'checker-2', request, 'vote', { file, choice: 'approve', reason: '' });
  const reviewedThen = await now();
  await stepAt(stage, 'checker-2', request, 'finish-review');
  const approved = await now();
  await tick(stage, 'airlock-release');
  const released = await now();
  await stepAt(stage, 'checker-3', request, 'revoke', { reason: 'the rehearsal takes it back' });
  const revoked = await now();
  const company = {
    ...{ request, query, live, draft, submitted, frozen, reviewed: reviewedThen },
    ...{ approved, released, revoked },
  };
  stage.memory.set('airlock company', company);
  return company;
}
