// Long because it is one table: every request that people make, and what happens in the world without anybody asking.

import type { Errand, Mishap } from './mishaps.ts';
import type { Plea } from './naive.ts';
import { sha256Of } from './objects.ts';
import { checkers, everybody, project, requesters, type Soul } from './register.ts';
import type { Sent, Stage } from './stage.ts';

/** What an errand asks: the numbers of the errand choose, and lean towards what could be accepted. */

const of = <Value>(list: readonly Value[], number: number): Value => {
  const value = list[number % list.length];
  if (value === undefined) throw new Error('an empty list to choose from');
  return value;
};
const reason = 'because of reasons';
const uuid = (number: number): string => `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;

/** Mostly the latest request. */
export function pleaOf({ oracle }: Stage, { b }: Errand): readonly [id: string, plea: Plea] | undefined {
  const all = [...oracle.pleas];
  return b % 3 > 0 ? all.at(-1) : all[b % Math.max(1, all.length)];
}

type Make = (errand: Errand, stage: Stage, id: string, plea: Plea) => Omit<Sent, 'parameters'> | undefined;

const asks =
  (
    operation: string,
    who: (errand: Errand, plea: Plea) => string,
    body: (errand: Errand, plea: Plea) => object = () => ({}),
  ): Make =>
  (errand, _, __, plea) => ({
    person: who(errand, plea),
    operation: `airlock-${operation}`,
    body: { ...body(errand, plea) },
  });

const owner = ({ a, c }: Errand, { requester }: Plea): string => (a % 6 === 5 ? of(everybody, c) : requester);
const checkerOf = ({ a, c }: Errand): string => (a % 6 === 5 ? of(everybody, c) : of(checkers, a));
/** Mostly somebody who has a place and has not finished. */
const reviewerOf = (errand: Errand, { reviews }: Plea): string => {
  const open = Object.keys(reviews).filter((one) => reviews[one]?.done === false);
  return open.length > 0 && errand.a % 6 < 5 ? of(open, errand.a) : checkerOf(errand);
};
const fileOf = ({ c }: Errand, { files }: Plea): string =>
  of([...Object.keys(files), ...Object.keys(files), uuid(0)], c);
const names = ['a.csv', 'b.csv', 'tables/c.csv', 'A.csv', '../d.csv', 'tables/e.csv'];

export const commands: Readonly<Record<string, Make>> = {
  describe: asks('describe-file', owner, (errand, plea) => ({ file: fileOf(errand, plea), name: of(names, errand.b) })),
  remove: asks('remove-file', owner, (errand, plea) => ({ file: fileOf(errand, plea) })),
  submit: asks('submit', owner, ({ c }) => (c % 3 === 0 ? { exception: 'was published before' } : {})),
  withdraw: asks(
    'withdraw',
    (errand, plea) => (errand.c % 4 === 0 ? 'officer-a' : owner(errand, plea)),
    () => ({ reason }),
  ),
  take: asks('take-review', checkerOf),
  drop: asks(
    'drop-review',
    (errand, plea) => (errand.c % 3 === 0 ? 'officer-a' : reviewerOf(errand, plea)),
    (errand, plea) => ({
      reviewer: of([...Object.keys(plea.reviews), 'checker-1'], errand.b),
    }),
  ),
  vote: asks('vote', reviewerOf, (errand, plea) => ({
    file: fileOf(errand, plea),
    choice: of(['approve', 'approve', 'request-changes', 'reject'], errand.b),
    reason,
  })),
  finish: asks('finish-review', reviewerOf),
  comment: asks(
    'comment',
    (errand, plea) => (errand.b % 2 === 0 ? owner(errand, plea) : reviewerOf(errand, plea)),
    () => ({
      text: 'which wards are these?',
    }),
  ),
  reopen: asks('reopen', owner),
  revoke: asks(
    'revoke',
    (errand) => (errand.c % 2 === 0 ? 'officer-a' : checkerOf(errand)),
    () => ({ reason }),
  ),
  retry: asks('retry', (errand, plea) => (errand.c % 2 === 0 ? 'officer-a' : owner(errand, plea))),
  read: asks('request', ({ a }) => of(everybody, a)),
  history: asks('history', ({ a }) => of(everybody, a)),
};

/** Operations on one file, which answer bytes. */
export const looks: Readonly<Record<string, Make>> = {
  view: (errand, _, __, plea) => ({
    person: of([plea.requester, ...Object.keys(plea.reviews), of(everybody, errand.b)], errand.a),
    ...{ operation: 'airlock-file', body: {} },
  }),
  input: ({ a }) => ({ person: of(everybody, a), operation: 'airlock-input', body: {} }),
  download: ({ a }) => ({ person: of(everybody, a), operation: 'released-file', body: {} }),
};

export type Send = (sent: Sent, mishaps: readonly Mishap[]) => Promise<Readonly<Record<string, unknown>> | undefined>;

const word = ({ b, c }: Errand): string =>
  of(
    ['clear', 'clear', 'clear', 'review', 'needs-fix', 'virus', 'clear', 'blocked', 'clear', 'odd', 'clear'],
    b * 7 + c,
  );

/** What takes more than one request. */
export const doings: Readonly<
  Record<string, (errand: Errand, stage: Stage, send: Send, mishaps: readonly Mishap[]) => Promise<void>>
> = {
  async draft({ a, c }, _, send, mishaps) {
    const person = a % 6 === 5 ? of(everybody, c) : of(requesters, a);
    const direction = c % 4 === 3 ? 'in' : 'out';
    const body = { project, direction, title: 'Heat and asthma', purpose: 'for a paper on heat' };
    await send({ person, operation: 'airlock-draft', parameters: {}, body }, mishaps);
  },
  async add(errand, stage, send, mishaps) {
    const found = pleaOf(stage, errand);
    if (found === undefined) return;
    const [request, plea] = found;
    const person = owner(errand, plea);
    stage.world.ids += 1;
    const content = `${word(errand)} ${stage.world.ids % 50}`;
    let deposit = uuid(stage.world.ids);
    if (plea.direction === 'out' || errand.c % 9 === 8) {
      const whose = errand.c % 11 === 10 ? 'colleague-1' : person;
      stage.buckets.drafts.write(`deposits/${project}/${whose}/${deposit}`, content);
    } else {
      const opened = await send({ person, operation: 'arrival', parameters: {}, body: { project, kind: 'data' } }, []);
      if (typeof opened?.deposit !== 'string') return;
      deposit = opened.deposit;
      const sha256 = sha256Of(content);
      const part = { project, part: 1, bytes: Buffer.from(content).toString('base64'), sha256 };
      await send({ person, operation: 'arrival-part', parameters: { deposit }, body: part }, mishaps);
      const whole = { project, parts: 1, sha256 };
      await send({ person, operation: 'arrival-complete', parameters: { deposit }, body: whole }, []);
    }
    const body = { deposit, name: of(names, errand.a + errand.c), context: 'admissions by month' };
    await send({ person, operation: 'airlock-add-file', parameters: { request }, body }, mishaps);
  },
  /** Revoked, and carried out to the end. */
  async undo(errand, stage, send) {
    const found = pleaOf(stage, errand);
    if (found === undefined) return;
    await send(
      { person: 'officer-a', operation: 'airlock-revoke', parameters: { request: found[0] }, body: { reason } },
      [],
    );
    await stage.release([]);
  },
  /** What is checked is found to hold a threat, and is sent in again. */
  async anew(errand, stage, send) {
    const found = pleaOf(stage, errand);
    if (found === undefined) return;
    const [request, { files, requester: person }] = found;
    const scans = Object.values(files).flatMap(({ frozen }) => frozen ?? []);
    for (const { key, versionId } of scans.slice(0, 1)) {
      const result = 'THREATS_FOUND';
      stage.world.scanned.set(versionId, [...(stage.world.scanned.get(versionId) ?? []), result]);
      await stage.hear({ key, versionId, result }, []);
    }
    // The hour for scans may be over now, and whoever began within it is at it still.
    stage.pass(12 * 60_000);
    await stage.check([]);
    for (const operation of ['airlock-reopen', 'airlock-submit']) {
      await send({ person, operation, parameters: { request }, body: {} }, []);
    }
    await stage.check([]);
  },
  /** A whole review: a place, a vote on every file, the end. */
  async review(errand, stage, send, mishaps) {
    const found = pleaOf(stage, errand);
    if (found === undefined) return;
    const [request, { files }] = found;
    const person = checkerOf(errand);
    const ask = (operation: string, body: object, befall: readonly Mishap[] = []) =>
      send({ person, operation: `airlock-${operation}`, parameters: { request }, body: { ...body } }, befall);
    await ask('take-review', {});
    const other = of(['approve', 'approve', 'approve', 'request-changes', 'approve', 'reject'], errand.c);
    for (const [index, file] of Object.keys(files).entries()) {
      await ask('vote', { file, choice: index === 0 ? other : 'approve', reason });
    }
    await ask('finish-review', {}, mishaps);
  },
};

const changed = (stage: Stage, person: string, change: (soul: Soul) => Soul): void =>
  stage.change((moment) => {
    const soul = moment.souls[person];
    return soul === undefined ? moment : { ...moment, souls: { ...moment.souls, [person]: change(soul) } };
  });

export const events: Readonly<Record<string, (errand: Errand, stage: Stage) => void>> = {
  suspend: ({ a }, stage) => changed(stage, of(everybody, a), (soul) => ({ ...soul, suspended: true })),
  lift: ({ a }, stage) => {
    for (const person of a % 2 === 0 ? everybody : [of(everybody, a)]) {
      if (stage.oracle.now().souls[person]?.suspended === true)
        changed(stage, person, (soul) => ({ ...soul, suspended: false }));
    }
  },
  join: ({ a }, stage) => changed(stage, of(checkers, a), (soul) => ({ ...soul, member: 'now' })),
  leave: ({ a }, stage) =>
    changed(stage, of(everybody, a), (soul) => (soul.member === 'now' ? { ...soul, member: 'once' } : soul)),
  stop: (_, stage) =>
    stage.change((moment) => ({ ...moment, projectState: moment.projectState === 'live' ? 'suspended' : 'live' })),
  /** Somebody who can writes another version where bytes of ours lie: a draft, a frozen copy, a part. */
  swap: ({ a, b }, { buckets }) => {
    const bucket = of([buckets.drafts, buckets.reviews, buckets.arrivals], a);
    const keys = bucket.keys();
    if (keys.length > 0) bucket.write(keys[b % keys.length] ?? '', 'clear swapped');
  },
  /** The lifecycle of drafts came first. */
  lose: ({ b, c }, { buckets }) => {
    const keys = buckets.drafts.keys();
    if (keys.length > 0 && c % 3 === 0) buckets.drafts.lose(keys[b % keys.length] ?? '');
  },
};
