import {
  type Answer,
  type Call,
  type Handler,
  type Handlers,
  hasRole,
  type Notice,
  noticePartition,
  officers,
} from '../safe-people/contract.ts';
import { projectPartition } from '../safe-projects/contract.ts';
import type { Item, Store } from '../workflow/contract.ts';
import { everyItem } from '../workflow/history.ts';
import { checkers } from './airlock/airlock-effects.ts';
import { type Deposit, endOfInstants } from './airlock/deposits.ts';
import { airlockMetrics } from './airlock-metrics.ts';
import { hasPart, nowhere, projectOf, type Reader, readerOf, refused } from './airlock-sight.ts';
import {
  type AirlockStatus,
  depositPartition,
  depositsOf,
  type Release,
  releasePartition,
  statusPartition,
} from './contract.ts';
import { cursorIn, cursorOf, pageOf, shown, sortOf } from './cursors.ts';
import type { OutputsPorts } from './outputs-ports.ts';
import type { StoredStatus } from './publishing.ts';
import { mayHave, seesAll, worksIn } from './release-sight.ts';

/** What the public door shows of the airlock. None of it was typed inside but the names of files, which passed their review. */
export function outputsReading(ports: OutputsPorts): Handlers {
  const { store, register } = ports;
  const reading =
    (read: (reader: Reader, call: Call) => Promise<Answer>): Handler =>
    async (call) => {
      const reader = await readerOf(ports, call);
      return 'refusals' in reader ? refused(reader.refusals) : read(reader, call);
    };
  /** Of a project that whoever asks has something to do with. */
  const ofProject = (read: (reader: Reader, project: string, call: Call) => Promise<Answer>): Handler =>
    reading(async (reader, call) => {
      const { project = '' } = call.parameters;
      const standing = await projectOf(ports, project);
      const known = standing !== undefined && (seesAll(reader) || hasPart(standing, reader.person.id));
      return known ? read(reader, project, call) : nowhere;
    });
  const statuses = async (project: string): Promise<readonly AirlockStatus[]> =>
    (await everyItem(store, statusPartition(project))).map(({ body }) => (body as unknown as StoredStatus).status);
  const releaseOf = async (id: string): Promise<Release | undefined> =>
    (await store.get({ partition: releasePartition, sort: id }))?.body as Release | undefined;

  return {
    'airlock-status': ofProject(async (reader, project, { parameters, actor }) => {
      const mine = parameters.mine !== undefined || !seesAll(reader);
      const all = (await statuses(project)).filter(
        (one) =>
          (!mine || one.requester === actor.id) &&
          (parameters.state === undefined || one.state === parameters.state) &&
          (parameters.direction === undefined || one.direction === parameters.direction),
      );
      const { page, next } = pageOf(all, ({ createdAt, id }) => ({ at: createdAt, id }), parameters.after);
      return { status: 200, body: { requests: page, ...next } };
    }),
    'airlock-metrics': reading(async (reader, { now }) => {
      if (!seesAll(reader)) {
        return refused([
          { rule: 'role', says: 'the role output-checker, operator or assessor is not held and in date' },
        ]);
      }
      const all: AirlockStatus[] = [];
      for (const { sort } of await everyItem({ ...store, ...register }, projectPartition)) {
        all.push(...(await statuses(sort)));
      }
      return { status: 200, body: { ...airlockMetrics(all, now) } };
    }),
    'airlock-notices': reading(async ({ person }, { parameters: { after }, now }) => {
      const told = [
        person.id,
        ...(hasRole(person, 'operator', now) ? [officers] : []),
        ...(hasRole(person, 'output-checker', now) ? [checkers] : []),
      ];
      const since = after === undefined ? undefined : cursorIn(after).at;
      const items = (await Promise.all(told.map((to) => enough(store, noticePartition(to), since)))).flat();
      const notices = items.flatMap(({ sort, body }) => {
        const { about, project, thing } = body as unknown as Notice;
        const [at = ''] = sort.split('#');
        return project === undefined || thing === undefined ? [] : [{ at, about, request: thing, project }];
      });
      const { page, next } = pageOf(notices, ({ at, request }) => ({ at, id: request }), after);
      return { status: 200, body: { notices: page, ...next } };
    }),
    releases: ofProject(async (reader, project, { parameters: { after } }) => {
      if (!seesAll(reader) && !(await worksIn(ports, reader, project))) return nowhere;
      const ids = (await statuses(project)).filter(
        ({ releasedAt, direction }) => releasedAt !== undefined && direction === 'out',
      );
      const { page, next } = pageOf(ids, ({ releasedAt = '', id }) => ({ at: releasedAt, id }), after);
      const found = await Promise.all(page.map(({ id }) => releaseOf(id)));
      const releases = found.flatMap((one) => (one === undefined ? [] : [releaseView(one)]));
      return { status: 200, body: { releases, ...next } };
    }),
    release: reading(async (reader, { parameters: { request = '' } }) => {
      const release = await releaseOf(request);
      if (release === undefined) return nowhere;
      const may = seesAll(reader) || (await mayHave(ports, reader, release.project));
      return may ? { status: 200, body: releaseView(release) } : nowhere;
    }),
    arrivals: ofProject(async ({ person }, project, { parameters: { after } }) => {
      const { items, next } = await store.list(depositsOf(project, person.id), {
        ...{ limit: shown, until: endOfInstants },
        ...(after === undefined ? {} : { after: sortOf(after) }),
      });
      const found = await Promise.all(
        items.map(({ body }) => store.get({ partition: depositPartition, sort: String(body.deposit) })),
      );
      const arrivals = found.flatMap((one) => (one === undefined ? [] : [arrivalView(one.body as unknown as Deposit)]));
      return { status: 200, body: { arrivals, ...(next === undefined ? {} : { next: cursorOf(next) }) } };
    }),
  };
}

/**
 * The items of a partition from an instant on, oldest first: more than one answer shows, or all, and of the last instant every one, for at one instant they are in another
 * order than in an answer. Of the instant that was gone on from, all are read again.
 */
async function enough(store: Store, partition: string, since: string | undefined): Promise<readonly Item[]> {
  const items: Item[] = [];
  const instant = ({ sort }: Item): string => sort.split('#')[0] ?? '';
  let after = since;
  for (;;) {
    const page = await store.list(partition, { limit: shown, ...(after === undefined ? {} : { after }) });
    items.push(...page.items);
    const wanted = items.filter((one) => instant(one) !== since);
    const [beyond, last] = [wanted[shown], items.at(-1)];
    const past = beyond !== undefined && last !== undefined && instant(last) > instant(beyond);
    if (page.next === undefined || past) return items;
    after = page.next;
  }
}

const releaseView = ({ id, project, state, releasedAt, files, downloads }: Release) => ({
  ...{ id, project, state, releasedAt },
  files: files.map(({ id: file, name, type, bytes, sha256 }) => ({
    ...{ id: file, name, type, bytes, sha256, downloads: downloads[file] ?? 0 },
  })),
});

const arrivalView = ({ id, project, kind, state, parts, openedAt }: Deposit) => ({
  ...{ deposit: id, project, kind, state, openedAt, parts: parts.length },
  bytes: parts.reduce((sum, one) => sum + one.bytes, 0),
});
