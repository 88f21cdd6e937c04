import type { Athena, Execution, QueryText, RowsPage, Use } from '../../lambdas/safe-projects/queries/query-ports.ts';
import { sha256 } from '../../lambdas/safe-projects/sql/fingerprint.ts';

export interface Run {
  readonly id: string;
  readonly project: string;
  /** SourceIdentity of the session that started it. */
  readonly person: string;
  readonly sql: string;
  readonly token: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  bytes: number;
  because: string;
  rows: readonly (readonly (string | null)[])[];
}

export interface FakeAthena {
  readonly runs: Run[];
  /** Active ones of the whole account beyond which it turns everybody away; running and queued count. */
  quota: number;
  /** Workgroups that were disabled. */
  readonly disabled: Set<string>;
  /** What a workgroup lets one query read. */
  cutoff: number;
  session(use: Use): Athena;
  /** The sweeper's own rights: every project, and no start. */
  sweepers(): Pick<Athena, 'watch' | 'stop'>;
  /** Ends the oldest active run, or this one. */
  finish(ending: Partial<Pick<Run, 'state' | 'bytes' | 'because' | 'rows'>>, id?: string): void;
  find(query: { readonly textHash: string; readonly project: string }): Promise<readonly string[]>;
}

/**
 * Athena as its documentation describes it: one quota for the account; a token starts once, and with another text is an error; a session sees
 * executions of its own workgroup only; pages go by opaque tokens; the first row of a question repeats the names of the columns; a workgroup's
 * cutoff cancels.
 */
export function fakeAthena(): FakeAthena {
  const runs: Run[] = [];
  const pages = new Map<string, { readonly run: string; readonly from: number }>();
  const active = () => runs.filter(({ state }) => state === 'queued' || state === 'running');
  const fake: FakeAthena = {
    runs,
    quota: 100,
    disabled: new Set(),
    cutoff: 1,
    session({ project, person, action }) {
      const may = (wanted: readonly Use['action'][]): void => {
        if (!wanted.includes(action)) throw new Error(`AccessDeniedException: this session may ${action}`);
      };
      const mine = (id: string): Run => {
        const run = runs.find((one) => one.id === id);
        if (run === undefined) throw new Error('InvalidRequestException: no such execution');
        if (run.project !== project) throw new Error('AccessDeniedException: not of this workgroup');
        return run;
      };
      return {
        async start(sql, token, most) {
          may(['start']);
          if (fake.cutoff > most) return { kind: 'refused', because: 'workgroup-cutoff' };
          const before = runs.find((one) => one.token === token);
          if (before !== undefined) {
            if (before.sql !== sql || before.project !== project) throw new Error('InvalidRequestException: token');
            return { kind: 'started', execution: before.id };
          }
          if (fake.disabled.has(project)) return { kind: 'refused', because: 'athena-refused' };
          if (active().length >= fake.quota) return { kind: 'full' };
          const id = `execution-${runs.length + 1}`;
          runs.push({ id, project, person, sql, token, state: 'running', bytes: 0, because: '', rows: [] });
          return { kind: 'started', execution: id };
        },
        async watch(id): Promise<Execution> {
          may(['watch', 'stop']);
          const { state, bytes, because } = mine(id);
          if (state === 'queued' || state === 'running') return { state };
          return state === 'succeeded' ? { state, bytes } : { state, bytes, because };
        },
        async rows(id, next, most): Promise<RowsPage> {
          may(['read']);
          const run = mine(id);
          const place = next === undefined ? { run: id, from: 0 } : pages.get(next);
          if (run.state !== 'succeeded' || place === undefined || place.run !== id)
            throw new Error('InvalidRequestException');
          const end = place.from + most;
          const page = { columns: [{ name: 'ward', type: 'varchar' }], rows: run.rows.slice(place.from, end) };
          if (end >= run.rows.length) return page;
          const token = `athena-page-${pages.size}`;
          pages.set(token, { run: id, from: end });
          return { ...page, next: token };
        },
        async stop(id) {
          may(['stop']);
          const run = mine(id);
          if (active().includes(run)) Object.assign(run, { state: 'cancelled', because: 'athena' });
        },
      };
    },
    sweepers() {
      const of = (id: string) => {
        const project = runs.find((one) => one.id === id)?.project ?? '';
        return fake.session({ project, person: 'sweeper', action: 'stop' });
      };
      return { watch: (id) => of(id).watch(id), stop: (id) => of(id).stop(id) };
    },
    finish(ending, id) {
      const run = runs.find((one) => one.id === (id ?? active()[0]?.id));
      if (run === undefined) throw new Error('nothing runs');
      Object.assign(run, { state: 'succeeded', ...ending });
    },
    async find({ textHash, project }) {
      return runs.filter((one) => sha256(one.sql) === textHash && one.project === project).map(({ id }) => id);
    },
  };
  return fake;
}

/** Texts by key, as the bucket holds them. */
export const fakeTexts = () => {
  const objects = new Map<string, QueryText>();
  return {
    objects,
    async put(key: string, text: QueryText) {
      if (objects.has(key)) throw new Error('PreconditionFailed');
      objects.set(key, text);
    },
    get: async (key: string) => objects.get(key),
  };
};
