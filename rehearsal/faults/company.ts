import { UpdateWorkGroupCommand } from '@aws-sdk/client-athena';
import { apply, gather } from '../doors/application.ts';
import { castOf, found } from '../doors/cast.ts';
import { tick } from '../doors/functions.ts';
import { running } from '../doors/queries.ts';
import { giveProjectsAPlaceForResults } from '../target/put-back.ts';
import type { Stage } from '../target/stage.ts';
import { writeExtract } from '../target/write-extract.ts';
import { goBackTo, type Past, past } from './past.ts';
import { quiet } from './quiet.ts';

/** Where each subject begins: one project that is live, and what happened to it then. */
export interface Company {
  readonly project: string;
  readonly table: string;
  readonly live: Past;
  /** The same, with two events that wait for the archive. */
  readonly unrecorded: Past;
  /** The same, with two notices that wait to be given. */
  readonly untold: Past;
  /** Somebody left while their query ran. */
  readonly left: Past;
  /** Id of that query, and of that person. */
  readonly query: string;
  readonly leaver: string;
  readonly closed: Past;
}

const most = 20;

const notWaiting = (partition: string): boolean => partition !== 'outbox' && !partition.startsWith('effect#');

/** Keeps two of what waits in a partition, and nothing else that waits. */
function twoOf(wanted: string) {
  let two = 0;
  return (partition: string): boolean => {
    if (partition === wanted) two += 1;
    return notWaiting(partition) || (partition === wanted && two <= 2);
  };
}

/** Made once for all subjects, by the requests of those whose part it is. */
export async function companyOf(stage: Stage): Promise<Company> {
  const known = stage.memory.get('company');
  if (known !== undefined) return known as Company;
  const project = stage.openProjects[0] ?? '';
  await quiet(stage);
  await giveProjectsAPlaceForResults(stage);
  const [table] = await writeExtract(stage, project, most);
  await tick(stage, 'signing-keys');
  await found(stage);
  await gather(stage, project, 'X9X9X');
  await apply(stage, project, 'X9X9X');
  const unrecorded = await past(stage, twoOf('outbox'));
  const untold = await past(stage, twoOf('effect#notify'));
  const live = await past(stage, notWaiting);
  const cast = castOf(stage);
  const query = await running(stage, 'leaver', project, table?.table ?? '');
  const leaver = cast.identity('leaver').id;
  await cast.command('officer', `/people/${leaver}/leave`);
  const left = await past(stage, notWaiting);
  await goBackTo(stage, live);
  await cast.command('lead', `/projects/${project}/close`, { reason: 'The question is answered.' });
  const closed = await past(stage, (partition) => notWaiting(partition) || partition.startsWith('effect#close-'));
  await goBackTo(stage, live);
  const company = { project, table: table?.table ?? '', live, unrecorded, untold, left, query, leaver, closed };
  stage.memory.set('company', company);
  return company;
}

export const setWorkgroup = (
  { clients: { athena }, deployment }: Stage,
  project: string,
  State: 'ENABLED' | 'DISABLED',
) => athena.send(new UpdateWorkGroupCommand({ WorkGroup: `tre-${deployment.id}-project-${project}`, State }));
