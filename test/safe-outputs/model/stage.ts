import type { PersonCommand } from '../../../lambdas/safe-outputs/airlock/airlock-commands.ts';
import { airlockRunnable } from '../../../lambdas/safe-outputs/airlock/airlock-workflow.ts';
import { deskOf } from '../../../lambdas/safe-outputs/airlock-desk.ts';
import { airlockObeying } from '../../../lambdas/safe-outputs/airlock-obeying.ts';
import { airlockReading } from '../../../lambdas/safe-outputs/airlock-reading.ts';
import { requestView } from '../../../lambdas/safe-outputs/airlock-views.ts';
import { bytesHandlers } from '../../../lambdas/safe-outputs/bytes-under-review.ts';
import { checkerJobs } from '../../../lambdas/safe-outputs/checker.ts';
import type { CheckerPorts } from '../../../lambdas/safe-outputs/checker-ports.ts';
import { airlockServices } from '../../../lambdas/safe-outputs/contract.ts';
import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { downloadHandlers } from '../../../lambdas/safe-outputs/download.ts';
import { outputsHandlers } from '../../../lambdas/safe-outputs/outputs.ts';
import { releaseJobs } from '../../../lambdas/safe-outputs/release.ts';
import type { ReleasePorts } from '../../../lambdas/safe-outputs/release-ports.ts';
import { hearing } from '../../../lambdas/safe-outputs/scanning.ts';
import { workOff } from '../../../lambdas/safe-outputs/work-off.ts';
import type { Call, Handler } from '../../../lambdas/safe-people/contract.ts';
import type { Door, Item, Key, Store } from '../../../lambdas/workflow/contract.ts';
import { type Archive, record } from '../../../lambdas/workflow/recorder.ts';
import { type Ports, run } from '../../../lambdas/workflow/run.ts';
import { keyOf, type Table, tableOf } from '../../model/table.ts';
import { early } from '../../safe-projects/project-world.ts';
import { engine, scanOf, verdictOf } from './engine.ts';
import { called, type Errand, type Life, lifeOf, type Mishap } from './mishaps.ts';
import { bucketOf, type Objects, objectsOf, sha256Of } from './objects.ts';
import { type Folder, type Memory, oracleOf } from './oracle.ts';
import { type Moment, written } from './register.ts';

export interface Sent {
  readonly person: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}
export interface Got {
  readonly life: Life;
  readonly status: number;
  readonly rules: readonly string[];
  readonly body?: Readonly<Record<string, unknown>>;
  readonly bytes?: string;
}

/** What the scanner has to say, until somebody hears it. */
export interface Scan {
  readonly key: string;
  readonly versionId: string;
  readonly result: string;
}

/** Those that change nothing. */
export const isRead = (operation: string): boolean => /^airlock-(request|history)$/.test(operation);

/** Those that the workflow obeys as they are sent. */
const isCommand = (operation: string): boolean =>
  /^airlock-(?!draft|add-file|file|input)/.test(operation) && !isRead(operation);

/** Where a sequence begins. */
export interface Beginning {
  readonly tables: { readonly airlock: Table; readonly releases: Table; readonly register: Table };
  readonly buckets: Readonly<Record<'drafts' | 'arrivals' | 'reviews' | 'released' | 'inputs', Objects>>;
  readonly memory: Memory;
  readonly scans: readonly Scan[];
  readonly scanned: ReadonlyMap<string, readonly string[]>;
  readonly now: number;
  readonly ids: number;
  readonly archived: ReadonlyMap<string, string>;
  readonly written: Readonly<Record<Folder, readonly string[]>>;
}

const account = '111122223333';
const reviewBucket = 'review';
const demands = (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] }));
export const profile = profiles['uk-health-10'];

/** Everything: tables, buckets, scanner, functions, and the oracle that watches. `serve` carries out an errand of somebody else. */
export function stageOf(beginning: Beginning, serve: (errand: Errand) => Promise<void>) {
  const tables = {
    airlock: beginning.tables.airlock.fork(),
    releases: beginning.tables.releases.fork(),
    register: beginning.tables.register.fork(),
  };
  const buckets = {
    drafts: beginning.buckets.drafts.fork(),
    arrivals: beginning.buckets.arrivals.fork(),
    reviews: beginning.buckets.reviews.fork(),
    released: beginning.buckets.released.fork(),
    inputs: beginning.buckets.inputs.fork(),
  };
  const world = {
    now: beginning.now,
    ids: beginning.ids,
    scans: [...beginning.scans],
    /** Said before, to be said again. */
    said: [] as Scan[],
    scanned: new Map(beginning.scanned),
    archived: new Map(beginning.archived),
    lines: [] as string[],
    /** How often bytes left, by operation. */
    served: new Map<string, number>(),
  };
  const previous = new Map<string, Item | undefined>();
  const lives: Life[] = [];
  const oracle = oracleOf(beginning.memory, () => ({
    object: (bucket, { key, versionId }) => buckets[bucket].version(key, versionId)?.content,
    scansOf: (versionId) => world.scanned.get(versionId) ?? [],
    threatIn: (content) => scanOf(content) !== 'NO_THREATS_FOUND',
    verdictOf,
  }));
  const clock = { now: () => new Date(world.now).toISOString() };
  const pass = (milliseconds: number): void => {
    world.now += milliseconds;
  };
  const chance = {
    meanwhile: serve,
    pass: ({ c }: Errand) => pass([1, 40, 900, 20_000, 400_000, 4_000_000][c % 6] ?? 1),
  };

  const storeOf = (life: Life, folder: Folder): Store => {
    const table = tables[folder];
    const nameOf = ({ partition, sort }: Key) => `${folder} ${partition} ${sort}`;
    return {
      get: (key) => {
        const name = nameOf(key);
        const see = (item: Item | undefined) => {
          if (item !== undefined) life.seen.set(name, item.version);
          return item;
        };
        return called(life, chance, () => see(table.read(key)), {
          // As before the last write, unless this function has seen it since: nobody reads backwards.
          stale() {
            const before = previous.get(name);
            const back = previous.has(name) && (before?.version ?? 0) >= (life.seen.get(name) ?? 0);
            return back ? before : see(table.read(key));
          },
        });
      },
      list: (partition, page) => called(life, chance, () => table.list(partition, page)),
      commit(changes) {
        const write = async (torn: Errand | undefined): Promise<'committed' | 'changed'> => {
          const before = changes.map((change) => table.read(keyOf(change)));
          const writing = table.begin(changes);
          if (writing === 'changed') return 'changed';
          for (const [index, change] of changes.entries()) previous.set(nameOf(keyOf(change)), before[index]);
          oracle.transacted(folder, changes, life, clock.now());
          // What is half written is written in no order that anybody may count on.
          const order = torn !== undefined && torn.b % 3 > 0 ? [...changes.keys()].reverse() : [...changes.keys()];
          for (const [place, index] of order.entries()) {
            if (torn !== undefined && place === torn.c % changes.length) await serve(torn);
            writing.apply(index);
          }
          writing.end();
          return 'committed';
        };
        return called<'committed' | 'changed'>(life, chance, () => write(undefined), {
          conflict: 'changed',
          torn: write,
        });
      },
    };
  };
  const engineOf = (life: Life, folder: Folder): Ports => ({
    ...{ store: storeOf(life, folder), clock, pause: async () => {}, random: () => 0.5 },
  });
  const registerOf = (life: Life) => ({
    register: {
      get: (key: Key) => called(life, chance, () => tables.register.read(key)),
      list: (partition: string) => called(life, chance, () => tables.register.list(partition)),
    },
    table: { id: () => called(life, chance, () => 'table-1') },
    demands,
    id: () => {
      world.ids += 1;
      return `00000000-0000-4000-8000-${String(world.ids).padStart(12, '0')}`;
    },
  });

  function live(caller: Life['caller'], mishaps: readonly Mishap[]): Life {
    const life = lifeOf(caller, mishaps, oracle.moment());
    lives.push(life);
    return life;
  }

  const checkerPorts = (life: Life): CheckerPorts => {
    const ports = engineOf(life, 'airlock');
    return {
      store: ports.store,
      clock,
      desk: deskOf(ports, airlockServices.checker),
      drafts: bucketOf(buckets.drafts, life, chance),
      reviews: bucketOf(buckets.reviews, life, chance, (kept) => {
        if (!kept.key.startsWith('frozen/')) return;
        const result = scanOf(kept.content);
        world.scans.push({ key: kept.key, versionId: kept.versionId, result });
        world.scanned.set(kept.versionId, [result]);
      }),
      releases: bucketOf(buckets.released, life, chance),
      engine,
      profileOf: () => called(life, chance, () => profile),
      tell: ({ airlock }) => world.lines.push(airlock),
    };
  };
  const releasePorts = (life: Life): ReleasePorts => {
    const ports = engineOf(life, 'airlock');
    return {
      deployment: 'example',
      desk: deskOf(ports, airlockServices.release, registerOf(life)),
      airlock: ports.store,
      releases: engineOf(life, 'releases'),
      reviews: bucketOf(buckets.reviews, life, chance),
      released: bucketOf(buckets.released, life, chance, ({ key }) => oracle.wrote(key, life)),
      inputs: bucketOf(buckets.inputs, life, chance, ({ key }) => oracle.wrote(key, life)),
    };
  };

  /** The workflow by itself, with nothing before it that asks who may see a request: it must hold alone. */
  const alone =
    (operation: string, ports: Ports & ReturnType<typeof registerOf>): Handler =>
    async ({ actor, mfa, parameters: { request: id = '' }, body }) => {
      const { commandId, ...said } = body as Readonly<Record<string, unknown>>;
      const command = { ...said, kind: operation.slice('airlock-'.length) } as unknown as PersonCommand;
      const runnable = airlockRunnable(ports, { signedInAt: actor.signedInAt, mfa });
      const ran = await run(ports, runnable, { id, command, commandId: String(commandId), actor });
      if (!ran.ok) return { status: 409, refusals: ran.refusals };
      return { status: 200, body: requestView(ran.state, actor.id) };
    };

  /** What stands behind the operations, for one life. */
  const behind = (operation: string, life: Life) => {
    const sources = registerOf(life);
    const bucket = (name: keyof typeof buckets) => bucketOf(buckets[name], life, chance);
    if (operation === 'released-file') {
      const ports = { ...engineOf(life, 'releases'), ...sources, released: bucket('released') };
      return downloadHandlers(ports)[operation];
    }
    if (operation.startsWith('arrival')) {
      return outputsHandlers({ ...engineOf(life, 'releases'), ...sources, arrivals: bucket('arrivals') })[operation];
    }
    const ports = { ...engineOf(life, 'airlock'), ...sources, reviews: bucket('reviews') };
    if (isCommand(operation) && world.ids % 2 === 0) return alone(operation, ports);
    if (operation === 'airlock-file' || operation === 'airlock-input') {
      return bytesHandlers({ ...ports, inputs: bucket('inputs') })[operation];
    }
    const releases = storeOf(life, 'releases');
    const all = { ...ports, releases, drafts: bucket('drafts'), arrivals: bucket('arrivals') };
    return isRead(operation) ? airlockReading(all)[operation] : airlockObeying(all)[operation];
  };

  return {
    tables,
    buckets,
    world,
    oracle,
    clock,
    pass,
    serve,
    /** What a person asks at a door, whose checks are not what this is about. `undefined`: no answer, and nobody knows. */
    async send({ person, operation, parameters, body }: Sent, mishaps: readonly Mishap[]): Promise<Got | undefined> {
      const life = live({ person }, mishaps);
      const handler = behind(operation, life);
      if (handler === undefined) throw new Error(`no operation ${operation}`);
      const door: Door = /^(arrival|released)/.test(operation) ? 'public' : 'private';
      const actor = { kind: 'person', id: person, door, signedInAt: early, session: 'session-1' } as const;
      const call: Call = { actor, mfa: true, now: clock.now(), parameters, body };
      const answer = await handler(call).catch(() => undefined);
      if (answer === undefined || life.dead) return undefined;
      if ('refusals' in answer) return { life, status: answer.status, rules: answer.refusals.map(({ rule }) => rule) };
      if (!('file' in answer)) return { life, status: answer.status, rules: [], body: answer.body };
      const chunks: Uint8Array[] = [];
      try {
        for await (const chunk of answer.file.bytes) chunks.push(chunk);
      } catch {
        return undefined;
      }
      return { life, status: 200, rules: [], bytes: Buffer.concat(chunks).toString('utf8') };
    },
    async check(mishaps: readonly Mishap[]): Promise<void> {
      const ports = checkerPorts(live({ service: airlockServices.checker }, mishaps));
      await workOff({ store: ports.store, clock }, checkerJobs(ports))().catch(() => {});
    },
    async release(mishaps: readonly Mishap[]): Promise<void> {
      const ports = releasePorts(live({ service: airlockServices.release }, mishaps));
      await workOff({ store: ports.airlock, clock }, releaseJobs(ports))().catch(() => {});
    },
    /** An event of the scanner is delivered. @returns whether whoever heard it said so. */
    async hear({ key, versionId, result }: Scan, mishaps: readonly Mishap[]): Promise<boolean> {
      const life = live({ service: airlockServices.scan }, mishaps);
      const event = {
        ...{ id: `scan-event-${world.ids}`, source: 'aws.guardduty', account },
        'detail-type': 'GuardDuty Malware Protection Object Scan Result',
        detail: {
          resourceType: 'S3_OBJECT',
          s3ObjectDetails: { bucketName: reviewBucket, objectKey: key, versionId },
          scanResultDetails: { scanResultStatus: result },
        },
      };
      world.ids += 1;
      const desk = deskOf(engineOf(life, 'airlock'), airlockServices.scan);
      return hearing({ desk, account, bucket: reviewBucket })(event).then(
        () => !life.dead,
        () => false,
      );
    },
    async archive(folder: Folder, mishaps: readonly Mishap[]): Promise<void> {
      const life = live({ service: 'recorder' }, mishaps);
      const archive: Archive = {
        keep: (key, text, hash) =>
          called(life, chance, () => {
            if (sha256Of(text) !== hash) throw new Error('BadDigest');
            if (world.archived.has(key)) return 'already';
            world.archived.set(key, text);
            return 'kept';
          }),
      };
      await record({ store: storeOf(life, folder), archive, clock }, folder).catch(() => {});
    },
    change(to: (moment: Moment) => Moment): void {
      const before = oracle.now();
      const after = to(before);
      written(tables.register, before, after);
      oracle.changed(after);
    },
    quiet: async () => {
      for (const life of lives) await life.busy;
    },
    ending: (): Beginning => ({
      ...{ tables, buckets, memory: oracle.memory(), scans: world.scans, scanned: world.scanned, now: world.now },
      ...{ ids: world.ids, archived: world.archived },
      written: {
        airlock: [...beginning.written.airlock, ...oracle.written.airlock],
        releases: [...beginning.written.releases, ...oracle.written.releases],
      },
    }),
    beginning,
  };
}
export type Stage = ReturnType<typeof stageOf>;

export const nowhere = (register: Table, moment: Moment, now: number): Beginning => ({
  tables: { airlock: tableOf(), releases: tableOf(), register },
  buckets: {
    ...{ drafts: objectsOf('drafts'), arrivals: objectsOf('arrivals'), reviews: objectsOf('reviews') },
    ...{ released: objectsOf('released'), inputs: objectsOf('inputs') },
  },
  memory: { moments: [moment], pleas: new Map(), gone: new Map(), chains: new Map() },
  ...{ scans: [], scanned: new Map(), now, ids: 0, archived: new Map() },
  written: { airlock: [], releases: [] },
});
