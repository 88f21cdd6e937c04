import type { TableIdentity } from '../../lambdas/safe-people/standing.ts';
import type { Catalogue, QueryText, Texts, Use } from '../../lambdas/safe-projects/queries/query-ports.ts';
import type { SweepersAthena } from '../../lambdas/safe-projects/queries/swept-queries.ts';
import { sha256 } from '../../lambdas/safe-projects/sql/fingerprint.ts';
import type { BrowserSession } from '../../lambdas/safe-projects/sweep-plan.ts';
import type { Browser, Directory, Workgroups } from '../../lambdas/safe-projects/sweep-ports.ts';
import type { EventRecord, Store } from '../../lambdas/workflow/contract.ts';
import type { Archive } from '../../lambdas/workflow/recorder.ts';
import { type FakeAthena, fakeAthena } from '../safe-projects/fake-athena.ts';
import { type Chance, called, type Life } from './mishaps.ts';
import type { Oracle } from './oracle.ts';
import type { Table } from './table.ts';

type Athena = ReturnType<FakeAthena['session']>;

/** Everything that a function can reach, in memory, behind one gate: whatever is called goes through {@link called}. */
export interface Neighbours {
  readonly clock: { now(): string };
  id(): string;
  report(failure: { readonly error: string }): void;
  store(life: Life, folder: 'register' | 'queries'): Store;
  table(life: Life): TableIdentity;
  texts(life: Life): Texts;
  athena(life: Life, use: Use): Promise<Athena>;
  catalogue(life: Life, use: Pick<Use, 'project' | 'person'>): Promise<Catalogue>;
  sweepers(life: Life): SweepersAthena;
  workgroups(life: Life): Workgroups;
  directory(life: Life): Directory;
  browser(life: Life): Browser;
  archive(life: Life): Archive;
}

/** What there is in the world besides the register. */
export interface Surroundings {
  readonly tables: { readonly register: Table; readonly queries: Table };
  readonly athena: FakeAthena;
  /** When each run began. */
  readonly begun: Map<string, number>;
  readonly archived: Map<string, string>;
  readonly workgroups: Map<string, boolean>;
  /** Sign-ins that can still be refreshed. */
  readonly signIns: Map<string, { readonly person: string; readonly at: string }>;
  readonly browsing: Map<string, BrowserSession>;
  now: number;
  table: string;
  ids: number;
  readonly failures: string[];
}

export const surroundingsOf = (tables: Surroundings['tables'], now: number, table: string): Surroundings => ({
  ...{ tables, athena: fakeAthena(), begun: new Map(), archived: new Map(), workgroups: new Map(), signIns: new Map() },
  ...{ browsing: new Map(), now, table, ids: 0, failures: [] },
});

/** Our own functions that speak in their own name: which names each life may use. */
const services = new Set(['founding', 'identity-watch', 'restoration', 'broker', 'athena', 'sweeper']);

export function neighboursOf(world: Surroundings, oracle: Oracle, chance: Chance): Neighbours {
  const { tables, athena, archived, workgroups, signIns, browsing } = world;
  const now = () => new Date(world.now).toISOString();

  /** A call of anything but the register: what the register said before it is old. */
  const other = async <Answer>(life: Life, work: () => Promise<Answer> | Answer): Promise<Answer> => {
    const answer = await called(life, chance, work);
    life.looked = oracle.moment();
    return answer;
  };
  const allow = (life: Life) => (actor: EventRecord['actor'], at: string) => {
    if (at > now()) return 'is dated ahead';
    if (actor.kind === 'service') return services.has(actor.name) ? undefined : `service ${actor.name} is nobody`;
    return actor.id === life.caller?.person && actor.signedInAt === life.caller.signedInAt
      ? undefined
      : `says it was ${actor.id}, and it was ${life.caller?.person ?? 'a function'}`;
  };

  const store = (life: Life, folder: 'register' | 'queries'): Store => {
    const table = tables[folder];
    const reading = <Answer>(work: () => Answer): Promise<Answer> =>
      folder === 'register' ? called(life, chance, work) : other(life, work);
    return {
      get: (key) => reading(() => table.read(key)),
      list: (partition, page) => reading(() => table.list(partition, page)),
      async commit(changes) {
        const answer = await called<'committed' | 'changed'>(
          life,
          chance,
          async (torn) => {
            const writing = table.begin(changes);
            if (writing === 'changed') return 'changed';
            const before = oracle.moment();
            oracle.transacted(folder, changes, allow(life));
            life.commits += folder === 'register' ? 1 : 0;
            for (const index of changes.keys()) {
              if (torn !== undefined && index === torn.c % changes.length) {
                oracle.tear(before);
                await chance.meanwhile(torn);
                oracle.tear(undefined);
              }
              writing.apply(index);
            }
            writing.end();
            return 'committed';
          },
          'changed',
        );
        life.looked = oracle.moment();
        return answer;
      },
    };
  };

  const began = (life: Life, use: Use): void => {
    life.starts += 1;
    if (oracle.allowedSince(life.looked, use.person, use.project)) return;
    oracle.complain(`a query of ${use.person} in ${use.project} was started, which the register did not allow`);
  };

  return {
    clock: { now },
    id() {
      world.ids += 1;
      return `00000000-0000-4000-8000-${String(world.ids).padStart(12, '0')}`;
    },
    report: ({ error }) => world.failures.push(error),
    store,
    table: (life) => ({ id: () => called(life, chance, () => world.table) }),
    texts(life) {
      const objects = textsOf(world);
      return {
        put: (key, text) =>
          other(life, () => {
            if (objects.has(key)) throw new Error('PreconditionFailed');
            objects.set(key, text);
          }),
        get: (key) => other(life, () => objects.get(key)),
      };
    },
    athena: (life, use) =>
      other(life, () => {
        const session = athena.session(use);
        return {
          start: (sql, token, most) =>
            other(life, async () => {
              const runs = athena.runs.length;
              const answer = await session.start(sql, token, most);
              const run = athena.runs[runs];
              if (run !== undefined) world.begun.set(run.id, world.now);
              if (run !== undefined) began(life, use);
              return answer;
            }),
          watch: (id) => other(life, () => session.watch(id)),
          rows: async (id, next, most) => {
            const page = await other(life, () => session.rows(id, next, most));
            life.rowsCame = oracle.moment();
            return page;
          },
          stop: (id) => other(life, () => session.stop(id)),
        };
      }),
    catalogue: (life) =>
      other(life, () => ({
        tables: () =>
          other(life, () => {
            life.rowsCame = oracle.moment();
            return [{ name: 'admissions', columns: [{ name: 'ward', type: 'string' }] }];
          }),
      })),
    sweepers(life) {
      const { watch, stop } = athena.sweepers();
      return {
        watch: (id) => other(life, () => watch(id)),
        stop: (id) => other(life, () => stop(id)),
        find: ({ textHash, project, startedAt, askedAt }) =>
          other(life, () => {
            const since = Date.parse(startedAt ?? askedAt) - 60_000;
            const found = athena.runs.filter(
              ({ id, sql, project: its }) =>
                its === project && sha256(sql) === textHash && (world.begun.get(id) ?? 0) >= since,
            );
            return found.map(({ id }) => id).reverse();
          }),
      };
    },
    workgroups: (life) => ({
      list: () =>
        other(life, () =>
          [...workgroups].map(([project, enabled]) => ({ name: `tre-x-project-${project}`, project, enabled })),
        ),
      setEnabled: (name, enabled) =>
        other(life, () => {
          const project = name.slice('tre-x-project-'.length);
          workgroups.set(project, enabled);
          if (enabled) athena.disabled.delete(project);
          else athena.disabled.add(project);
        }),
      stopAll: (name) =>
        other(life, () => {
          for (const run of athena.runs)
            if (`tre-x-project-${run.project}` === name && isActive(run)) Object.assign(run, { state: 'cancelled' });
        }),
    }),
    directory: (life) => ({
      signOut: (person) =>
        other(life, () => {
          for (const [id, one] of signIns) if (one.person === person) signIns.delete(id);
        }),
    }),
    browser: (life) => ({
      active: () => other(life, () => [...browsing.values()]),
      expire: (id) =>
        other(life, () => {
          browsing.delete(id);
        }),
    }),
    archive: (life) => ({
      keep: (key, text, hash) =>
        other(life, () => {
          if (sha256(text) !== hash) throw new Error('BadDigest');
          if (archived.has(key)) return 'already';
          archived.set(key, text);
          return 'kept';
        }),
    }),
  };
}

export const isActive = ({ state }: { readonly state: string }): boolean => state === 'running' || state === 'queued';

const texts = new WeakMap<Surroundings, Map<string, QueryText>>();
function textsOf(world: Surroundings): Map<string, QueryText> {
  const found = texts.get(world) ?? new Map<string, QueryText>();
  texts.set(world, found);
  return found;
}
