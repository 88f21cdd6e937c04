import { type Demand, type Person, personPartition, type RegisterStanding } from '../safe-people/contract.ts';
import type { Key } from '../workflow/contract.ts';
import { everyItem } from '../workflow/history.ts';
import { noFacts, type Ports, run } from '../workflow/run.ts';
import { projectPartition, type QueryStanding } from './contract.ts';
import type { SweepFinding, SweptPerson } from './sweep-plan.ts';
import type { Cursor, SweptRegister } from './sweep-ports.ts';
import { type Enforcement, enforcement, enforcementPartition, instanceOf, sweeper } from './sweep-record.ts';

/** What the sweeper keeps for itself, beside what it records: where it stopped. */
export const sweepPartition = 'sweep';
const cursorKey: Key = { partition: sweepPartition, sort: 'cursor' };

export interface SweepRegisterProps extends Ports {
  readonly demands: readonly Demand[];
  standing(): Promise<RegisterStanding>;
  /** A new id of a command. */
  id(): string;
}

/** The register's table, as a sweep reads and writes it. It writes nothing of a person and nothing of a project. */
export function sweepRegister(props: SweepRegisterProps): SweptRegister {
  const { store, demands, standing, id } = props;

  /** Writes the body under the key, or takes the item away; somebody who changed it meanwhile is not overwritten. */
  const put = async (key: Key, body: Readonly<Record<string, unknown>> | undefined): Promise<void> => {
    const before = await store.get(key);
    if (body === undefined && before === undefined) return;
    const committed = await store.commit([
      body === undefined
        ? { kind: 'remove', key, version: before?.version ?? 0 }
        : before === undefined
          ? { kind: 'create', item: { ...key, version: 1, body } }
          : { kind: 'replace', item: { ...key, version: before.version + 1, body } },
    ]);
    if (committed === 'changed') throw new Error(`${key.sort} changed while it was written; the next sweep writes it`);
  };

  return {
    async snapshot() {
      const [people, projects, now] = await Promise.all([
        everyItem(store, personPartition),
        everyItem(store, projectPartition),
        standing(),
      ]);
      return {
        standing: now,
        demands,
        people: people.map(({ body, version }) => ({ person: body as unknown as Person, version })),
        projects: projects.map(({ body }) => body as unknown as QueryStanding),
      };
    },

    async memory() {
      const [workgroups, people, findings] = await Promise.all([
        everyItem(store, enforcementPartition('workgroup')),
        everyItem(store, enforcementPartition('person')),
        everyItem(store, enforcementPartition('finding')),
      ]);
      const state = (body: Readonly<Record<string, unknown>>): Enforcement => body;
      return {
        closing: new Set(workgroups.filter(({ body }) => state(body).closing === true).map(({ sort }) => sort)),
        people: new Map(
          people.flatMap(({ sort, body }): [string, SweptPerson][] => {
            const { person } = state(body);
            return person === undefined ? [] : [[sort, person]];
          }),
        ),
        findings: new Map(
          findings.flatMap(({ sort, body }): [string, SweepFinding][] => {
            const { finding } = state(body);
            return finding === undefined ? [] : [[sort, finding]];
          }),
        ),
      };
    },

    async project(project) {
      const [item, now] = await Promise.all([store.get({ partition: projectPartition, sort: project }), standing()]);
      return { project: item?.body as QueryStanding | undefined, standing: now };
    },

    async record(command) {
      const { of, id: instance } = instanceOf(command);
      const ran = await run(
        props,
        { workflow: enforcement(of), facts: noFacts },
        { id: instance, command, commandId: id(), actor: { kind: 'service', name: sweeper } },
      );
      // "unchanged" says that it is recorded; anything else says that it is not
      const failed = ran.ok ? [] : ran.refusals.filter(({ rule }) => rule !== 'unchanged');
      if (failed.length > 0) throw new Error(`${command.kind} was not recorded: ${failed.map(({ rule }) => rule)}`);
    },

    async cursor() {
      return (await store.get(cursorKey))?.body as Cursor | undefined;
    },

    setCursor: (cursor) => put(cursorKey, cursor === undefined ? undefined : { ...cursor }),
  };
}
