import { projectPartition } from '../safe-projects/contract.ts';
import type { Key, Store } from '../workflow/contract.ts';
import { mostChanges } from '../workflow/limits.ts';
import { assertNothingStuck, type CarryOut, type WorkerPorts, work } from '../workflow/worker.ts';
import { type Notify, noticePartition, type Person, type ProjectStanding, personPartition } from './contract.ts';
import { everyOne } from './every-one.ts';
import { fewOfficers } from './few-officers.ts';
import { noticesDue } from './notices.ts';
import type { PeoplePorts } from './people.ts';
import { restore } from './restoration.ts';

/** Partition of effects whose notices lie there: whoever carries one out twice writes nothing the second time. */
const toldPartition = 'told';

/** Notices of one transaction, beside what says that they lie there. */
const atOnce = mostChanges - 1;

/** Turns one effect into notices, as many at once as a transaction takes. @throws when the table turned some away: they are written later. */
export const tellNotices =
  ({ store, clock }: WorkerPorts): CarryOut<Notify> =>
  async ({ to, notice }, id) => {
    const at = clock.now();
    const all = [...new Set(to)];
    for (let first = 0; first < all.length; first += atOnce) {
      const told = { partition: toldPartition, sort: first === 0 ? id : `${id}#${first}`, version: 1, body: { at } };
      const items = all.slice(first, first + atOnce).map((one) => ({
        partition: noticePartition(one),
        sort: `${at}#${id}`,
        version: 1,
        body: { ...notice },
      }));
      const answer = await store.commit([told, ...items].map((item) => ({ kind: 'create', item })));
      if (answer === 'changed') await assertThere(store, told);
    }
    return 'done';
  };

/** A write is also turned away where another is at the same item this moment, which may yet fail. @throws unless the item is there. */
async function assertThere(store: Store, { partition, sort }: Key): Promise<void> {
  if ((await store.get({ partition, sort })) === undefined) throw new Error('a notice was turned away by the table');
}

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
    else await assertThere(store, item);
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
