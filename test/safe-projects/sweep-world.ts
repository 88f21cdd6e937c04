import type { Membership, Person, RegisterStanding } from '../../lambdas/safe-people/contract.ts';
import type { Query, QueryStanding } from '../../lambdas/safe-projects/contract.ts';
import type { BrowserSession, SweepFinding, SweptPerson } from '../../lambdas/safe-projects/sweep-plan.ts';
import type { Cursor, SweepPorts } from '../../lambdas/safe-projects/sweep-ports.ts';
import { type Enforcement, enforcement, instanceOf } from '../../lambdas/safe-projects/sweep-record.ts';

export const noon = '2026-11-27T12:00:00.000Z';
const past = '2026-01-01T00:00:00.000Z';
const future = '2027-11-27T00:00:00.000Z';

export function person(id: string, over: Partial<Person> = {}): Person {
  const credential = (kind: 'accreditation' | 'training' | 'agreement') => ({
    id: `${id}-${kind}`,
    kind,
    scheme: 'any',
    number: '1',
    evidence: 'file',
    from: past,
    expires: future,
  });
  return {
    id,
    name: `Name of ${id}`,
    email: `${id}@example.nhs.uk`,
    organisation: 'RRV',
    credentials: [credential('accreditation'), credential('training'), credential('agreement')],
    roles: [
      {
        role: 'researcher',
        proposedBy: 'officer-1',
        proposedAt: past,
        confirmedBy: 'officer-2',
        confirmedAt: past,
        expires: future,
      },
    ],
    suspensions: [],
    ...over,
  };
}

export const suspension = (from: string) => ({ id: `s-${from}`, because: 'incident' as const, from, by: 'officer-1' });

export const member = (of: string): Membership => ({ person: of, as: 'researcher', from: past, until: future });

export const project = (id: string, members: readonly string[], over: Partial<QueryStanding> = {}): QueryStanding => ({
  id,
  state: 'live',
  starts: past,
  ends: future,
  members: members.map(member),
  approvals: [{ of: 'committee', from: past, expires: future }],
  allowance: { bytesPerMonth: 1e12, bytesPerQuery: 1e11, queriesAtOnce: 2 },
  resultsShared: false,
  ...over,
});

export const query = (id: string, of: string, by: string, over: Partial<Query> = {}): Query => ({
  id,
  project: of,
  person: by,
  state: 'running',
  askedAt: noon,
  textHash: 'h',
  fingerprint: 'f',
  execution: `execution-${id}`,
  ...over,
});

/** Thrown by a call that a test makes fail. */
export class Fault extends Error {}

/**
 * Register, Athena, directory and portal in memory. Every call goes through `fault` before it takes effect and once more after it did, so that a
 * test can let it fail in either way. `changes` are the calls that change something.
 */
export class SweepWorld {
  now = noon;
  standing: RegisterStanding = 'in-service';
  readonly people = new Map<string, { person: Person; version: number }>();
  readonly projects = new Map<string, QueryStanding>();
  readonly queries = new Map<string, Query>();
  /** Executions that Athena runs, recorded or not. */
  readonly running = new Map<string, { workgroup: string }>();
  readonly workgroups = new Map<string, boolean>();
  readonly sessions = new Map<string, BrowserSession>();
  readonly signedIn = new Set<string>();
  readonly enforced = new Map<string, Enforcement>();
  readonly notices: string[] = [];
  readonly events: string[] = [];
  readonly changes: string[] = [];
  readonly reads: string[] = [];
  cursor: Cursor | undefined;
  fault: (call: string, when: 'before' | 'after') => void = () => {};

  enrol(...people: readonly Person[]): void {
    for (const one of people) {
      this.people.set(one.id, { person: one, version: (this.people.get(one.id)?.version ?? 0) + 1 });
      this.signedIn.add(one.id);
    }
  }

  open(...projects: readonly QueryStanding[]): void {
    for (const one of projects) {
      this.projects.set(one.id, one);
      this.workgroups.set(`tre-x-project-${one.id}`, true);
    }
  }

  run(...queries: readonly Query[]): void {
    for (const one of queries) {
      this.queries.set(one.id, one);
      if (one.execution !== undefined) this.running.set(one.execution, { workgroup: `tre-x-project-${one.project}` });
    }
  }

  private async read<T>(call: string, value: () => T): Promise<T> {
    this.reads.push(call);
    this.fault(call, 'before');
    return value();
  }

  private async change(call: string, effect: () => void): Promise<void> {
    this.changes.push(call);
    this.fault(call, 'before');
    effect();
    this.fault(call, 'after');
  }

  readonly ports: SweepPorts = {
    clock: { now: () => this.now },
    register: {
      snapshot: () =>
        this.read('snapshot', () => ({
          standing: this.standing,
          demands: (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] })),
          people: [...this.people.values()],
          projects: [...this.projects.values()],
        })),
      memory: () =>
        this.read('memory', () => {
          const people = new Map<string, SweptPerson>();
          const findings = new Map<string, SweepFinding>();
          const closing = new Set<string>();
          for (const [name, state] of this.enforced) {
            const id = name.slice(name.indexOf(' ') + 1);
            if (state.person !== undefined) people.set(id, state.person);
            if (state.finding !== undefined) findings.set(id, state.finding);
            if (state.closing === true) closing.add(id);
          }
          return { people, findings, closing };
        }),
      project: (id) => this.read('project', () => ({ project: this.projects.get(id), standing: this.standing })),
      record: (command) =>
        this.change(`record ${command.kind}`, () => {
          const actor = { kind: 'service', name: 'sweeper' } as const;
          const moment = { now: this.now, actor };
          const { of, id: instance } = instanceOf(command);
          const id = `${of} ${instance}`;
          const decision = enforcement(of).decide(this.enforced.get(id), command, moment, undefined);
          if (!decision.ok) return;
          this.events.push(...decision.events.map(({ kind }) => kind));
          this.notices.push(...decision.effects.map(({ notice }) => `officers ${notice.about}`));
          for (const event of decision.events)
            this.enforced.set(id, enforcement(of).evolve(this.enforced.get(id), event, moment));
        }),
      cursor: () => this.read('cursor', () => this.cursor),
      setCursor: (cursor) =>
        this.change('cursor', () => {
          this.cursor = cursor;
        }),
    },
    queries: {
      live: () =>
        this.read('queries', () =>
          [...this.queries.values()].filter(({ state }) => ['waiting', 'starting', 'running'].includes(state)),
        ),
      stop: async (one, because) => {
        await this.change(`stop ${one.id}`, () => {
          if (one.execution !== undefined) this.running.delete(one.execution);
        });
        await this.change(`mark ${one.id}`, () => {
          this.queries.set(one.id, { ...one, state: 'stopped', because });
        });
      },
      settle: () => this.read('settle', () => {}),
    },
    workgroups: {
      list: () =>
        this.read('workgroups', () =>
          [...this.workgroups].map(([name, enabled]) => ({
            name,
            enabled,
            project: name.slice('tre-x-project-'.length),
          })),
        ),
      setEnabled: (name, enabled) =>
        this.change(`${enabled ? 'enable' : 'disable'} ${name}`, () => {
          this.workgroups.set(name, enabled);
        }),
      stopAll: (name) =>
        this.change(`stop all ${name}`, () => {
          for (const [execution, { workgroup }] of this.running) if (workgroup === name) this.running.delete(execution);
        }),
    },
    directory: {
      signOut: (id) =>
        this.change(`sign out ${id}`, () => {
          this.signedIn.delete(id);
        }),
    },
    browser: {
      active: () => this.read('sessions', () => [...this.sessions.values()]),
      expire: (id) =>
        this.change(`expire ${id}`, () => {
          this.sessions.delete(id);
        }),
    },
  };
}

export const enough = { actions: 10_000, until: '2099-01-01T00:00:00.000Z' };
