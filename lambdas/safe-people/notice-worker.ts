import { projectPartition } from '../safe-projects/contract.ts';
import { assertNothingStuck, type CarryOut, type WorkerPorts, work } from '../workflow/worker.ts';
import { type Notify, noticePartition, type Person, type ProjectStanding, personPartition } from './contract.ts';
import { everyOne } from './every-one.ts';
import { fewOfficers } from './few-officers.ts';
import { noticesDue } from './notices.ts';
import type { PeoplePorts } from './people.ts';
import { restore } from './restoration.ts';

/** Partition of effects whose notices lie there: whoever carries one out twice writes nothing the second time. */
const toldPartition = 'told';

/** Turns one effect into notices, all of them or none. */
export const tellNotices =
  ({ store, clock }: WorkerPorts): CarryOut<Notify> =>
  async ({ to, notice }, id) => {
    const at = clock.now();
    const told = { partition: toldPartition, sort: id, version: 1, body: { at } };
    const items = [...new Set(to)].map((one) => ({
      partition: noticePartition(one),
      sort: `${at}#${id}`,
      version: 1,
      body: { ...notice },
    }));
    // `changed`: they lie there already.
    await store.commit([told, ...items].map((item) => ({ kind: 'create', item })));
    return 'done';
  };

const looked = { partition: 'notice-day', sort: 'looked' } as const;

/**
 * Once a day: a notice for everything that comes near its end. What lies there already is not written again, so that a run that broke off is
 * simply made again.
 * @returns how many were new; `undefined`: that was done today.
 */
export async function remindOfExpiries({ store, clock }: WorkerPorts): Promise<number | undefined> {
  const now = clock.now();
  const today = now.slice(0, 10);
  const before = await store.get(looked);
  if (before?.body.day === today) return undefined;
  const [people, projects] = [await everyOne(store, personPartition), await everyOne(store, projectPartition)];
  const persons = people.map(({ body }) => body as unknown as Person);
  const due = [
    ...noticesDue(
      persons,
      projects.map(({ body }) => body as unknown as ProjectStanding),
      now,
    ),
    ...fewOfficers(persons, now),
  ];
  let written = 0;
  for (const { to, sort, notice } of due) {
    const item = { partition: noticePartition(to), sort, version: 1, body: { ...notice } };
    if ((await store.commit([{ kind: 'create', item }])) === 'committed') written++;
  }
  const version = (before?.version ?? 0) + 1;
  await store.commit([
    { kind: version === 1 ? 'create' : 'replace', item: { ...looked, version, body: { day: today } } },
  ]);
  return written;
}

/** What the worker does whenever it is woken: one thing that fails does not keep the next from being done. @throws after all, if one failed. */
export const workOnPeople = (ports: PeoplePorts) => async (): Promise<void> => {
  const failed: string[] = [];
  const attempt = async (name: string, job: () => Promise<unknown>): Promise<void> => {
    await job().catch(() => failed.push(name));
  };
  await attempt('notices', async () => assertNothingStuck('notify', await work(ports, 'notify', tellNotices(ports))));
  await attempt('reminders', () => remindOfExpiries(ports));
  await attempt('restoration', () => restore(ports));
  if (failed.length > 0) throw new Error(`failed and will be tried again: ${failed.join(', ')}`);
};
