import type { ArchiveSources } from '../../lambdas/safe-projects/close-archive.ts';
import type {
  ClosePorts,
  DeletionProgress,
  ExtractVersion,
  KeyState,
} from '../../lambdas/safe-projects/close-ports.ts';
import type { CloseEffect, CloseReport, Closing } from '../../lambdas/safe-projects/closing.ts';
import { member, person, query } from './sweep-world.ts';

export const closedAt = '2026-11-27T10:00:00.000Z';
export const alias = 'alias/tre-x-project-heart';

const event = (sequence: number, kind: string, at: string) => ({
  workflow: 'project',
  id: 'heart',
  version: sequence,
  sequence,
  at,
  actor: {
    kind: 'person' as const,
    id: 'officer-1',
    door: 'public' as const,
    signedInAt: at,
    session: 'session-1',
  },
  command: `command-${sequence}`,
  kind,
  data: { reason: '=HYPERLINK("x"), "quoted"' },
  previous: null,
});

const sources: ArchiveSources = {
  project: {
    id: 'heart',
    title: 'Heart failure',
    members: [member('alice')],
    approvals: [{ of: 'committee', from: closedAt, expires: '2027-01-01T00:00:00.000Z' }],
  },
  people: [person('alice')],
  events: [event(1, 'submitted', '2026-01-01T00:00:00.000Z'), event(2, 'closed', closedAt)],
  queries: [{ ...query('q1', 'heart', 'alice'), state: 'succeeded', bytesRead: 10, rows: 3 }],
  dataUse: { title: 'Heart failure' },
  releases: [],
};

/** Records, extract, keys and register in memory; `fault` before and after the effect of every call. */
export class CloseWorld {
  now = '2026-11-27T12:00:00.000Z';
  state: string | undefined = 'closed';
  readonly objects = new Map<string, string>();
  versions: ExtractVersion[] = [];
  bucketExists = true;
  uploads = 1;
  readonly keys = new Map<string, KeyState>([[alias, { kind: 'usable', arn: 'key-1' }]]);
  progress: DeletionProgress | undefined;
  done: Closing = { closedAt };
  readonly reports: string[] = [];
  readonly scheduled: number[] = [];
  /** Versions that S3 refuses to delete. */
  readonly stubborn = new Set<string>();
  sources = sources;
  calls = 0;
  fault: (call: number, when: 'before' | 'after') => void = () => {};

  async call<T>(effect: () => T): Promise<T> {
    this.calls += 1;
    const number = this.calls;
    this.fault(number, 'before');
    const value = effect();
    this.fault(number, 'after');
    return value;
  }

  fill(objects: number, versionsEach: number): void {
    for (let key = 0; key < objects; key += 1)
      for (let version = 0; version < versionsEach; version += 1)
        this.versions.push({
          key: `extract/table/${String(key).padStart(6, '0')}`,
          versionId: `v${key}-${version}`,
          bytes: version === 0 ? 0 : 10,
          marker: version === 0,
        });
  }

  readonly ports: ClosePorts = {
    clock: { now: () => this.now },
    deployment: 'x',
    records: {
      bucket: 'tre-x-records',
      put: (key, text) =>
        this.call(() => {
          if (!this.objects.has(key)) this.objects.set(key, text);
        }),
    },
    extract: {
      bucketOf: (project) => `tre-x-p-${project}`,
      versions: (_, limit) => this.call(() => (this.bucketExists ? this.versions.slice(0, limit) : 'no-bucket')),
      deleteVersions: (_, versions) =>
        this.call(() => {
          const wanted = new Set(versions.map(({ versionId }) => versionId));
          const left = this.versions.filter(({ versionId }) => wanted.has(versionId) && this.stubborn.has(versionId));
          this.versions = this.versions.filter(
            ({ versionId }) => !wanted.has(versionId) || this.stubborn.has(versionId),
          );
          return left;
        }),
      abortUploads: () =>
        this.call(() => {
          this.uploads = 0;
          return true;
        }),
    },
    keys: {
      aliasesOf: () => ({ needed: [alias], optional: ['alias/tre-x-project-heart/linkage'] }),
      describe: (key) =>
        this.call(() => {
          const found = [...this.keys].find(
            ([name, state]) => name === key || (state.kind !== 'gone' && state.arn === key),
          );
          return found?.[1] ?? { kind: 'gone' };
        }),
      schedule: (key, days) =>
        this.call(() => {
          const deletionDate = '2026-12-27T12:00:00.000Z';
          this.scheduled.push(days);
          for (const [name, state] of this.keys)
            if (state.kind === 'usable' && state.arn === key)
              this.keys.set(name, { kind: 'pending', arn: key, deletionDate });
          return deletionDate;
        }),
    },
    register: {
      state: () => this.call(() => this.state),
      sources: () => this.call(() => this.sources),
      progress: () => this.call(() => this.progress),
      setProgress: (_, progress) =>
        this.call(() => {
          this.progress = structuredClone(progress);
        }),
      report: (_, report) =>
        this.call(() => {
          if (this.reports.includes(report.kind)) return;
          this.reports.push(report.kind);
          this.accept(report);
        }),
    },
  };

  /** As the workflow of the project does. */
  private accept(report: CloseReport): void {
    const slot = {
      archived: 'archive',
      'extract-deleted': 'extract',
      'keys-scheduled': 'keys',
      certified: 'certificate',
      'keys-destroyed': 'confirmation',
    }[report.kind];
    this.done = { ...this.done, [slot]: report.proof };
    if (report.kind === 'extract-deleted') this.state = 'archived';
    if (report.kind === 'keys-destroyed') this.state = 'destroyed';
  }

  effect(kind: CloseEffect['kind']): CloseEffect {
    const { project, done } = { project: 'heart', done: this.done };
    return kind === 'close-confirm' ? { kind, project, done, due: this.now } : { kind, project, done };
  }
}
