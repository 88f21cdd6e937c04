import { type Person, personPartition } from '../safe-people/contract.ts';
import { historyPartition, type Key, type Store } from '../workflow/contract.ts';
import { everyItem, type Recorded } from '../workflow/history.ts';
import { type Ports, run } from '../workflow/run.ts';
import type { ClosedRegister, DeletionProgress } from './close-ports.ts';
import { type CloseReport, type Closing, closer } from './closing.ts';
import { projectPartition, type Query, queryPartition } from './contract.ts';
import { dataUseEntry } from './data-use-register.ts';
import type { ProjectRecord } from './project-record.ts';
import { type ProjectSources, projectRunnable } from './project-workflow.ts';
import { queryWorkflow } from './queries/query-workflow.ts';

export interface CloseRegisterProps extends Ports {
  readonly sources: ProjectSources;
  /** Table of queries. */
  readonly queries: Store;
  /** A new id of a command. */
  id(): string;
}

/** How far the deletion of each project's extract came. */
export const deletionPartition = 'deletion';
const deletionKey = (project: string): Key => ({ partition: deletionPartition, sort: project });

const proofOf: Readonly<Record<CloseReport['kind'], keyof Closing>> = {
  archived: 'archive',
  'extract-deleted': 'extract',
  'keys-scheduled': 'keys',
  certified: 'certificate',
  'keys-destroyed': 'confirmation',
};

export function closeRegister(props: CloseRegisterProps): ClosedRegister {
  const { store, queries, sources, id } = props;
  const recordOf = async (project: string): Promise<ProjectRecord | undefined> =>
    (await store.get({ partition: projectPartition, sort: project }))?.body as ProjectRecord | undefined;

  /** Written once each, so that a page which is read while another query is added misses none that was there. */
  const queriesOf = async (project: string): Promise<readonly Query[]> => {
    const asked = await everyItem(queries, queryPartition(project));
    const found: Query[] = [];
    for (const { body } of asked) {
      const item = await queries.get({ partition: queryWorkflow.name, sort: String(body.query) });
      if (item === undefined) throw new Error(`${project}: a query that is listed must be there; nothing was archived`);
      found.push(item.body as unknown as Query);
    }
    return found;
  };

  return {
    async state(project) {
      return (await recordOf(project))?.state;
    },

    async sources(id) {
      const project = await recordOf(id);
      if (project === undefined) throw new Error(`${id} must be in the register, is not; nothing was archived`);
      const history = await everyItem(store, historyPartition(projectPartition, id));
      const people: Person[] = [];
      for (const person of new Set(project.members.map((one) => one.person))) {
        const item = await store.get({ partition: personPartition, sort: person });
        if (item !== undefined) people.push(item.body as unknown as Person);
      }
      // what the close itself adds is not part of what is archived, or no attempt would be like the one before
      const { closing: _, ...archived } = project;
      return {
        project: { ...archived },
        people,
        events: history.map(({ body }) => (body as unknown as Recorded).record),
        queries: await queriesOf(id),
        dataUse: dataUseEntry(project),
        releases: [],
      };
    },

    async progress(project) {
      return (await store.get(deletionKey(project)))?.body as DeletionProgress | undefined;
    },

    async setProgress(project, progress) {
      const key = deletionKey(project);
      const before = await store.get(key);
      const item = { ...key, version: (before?.version ?? 0) + 1, body: { ...progress } };
      const committed = await store.commit([{ kind: before === undefined ? 'create' : 'replace', item }]);
      if (committed === 'changed') throw new Error(`${project}: another closer is at the same extract; it goes on`);
    },

    async report(project, report) {
      const ran = await run(props, projectRunnable(sources), {
        id: project,
        command: report,
        commandId: id(),
        actor: { kind: 'service', name: closer },
      });
      if (ran.ok) return;
      // refused because it is there already, by a run whose answer was lost
      const record = await recordOf(project);
      if (record?.closing?.[proofOf[report.kind]] !== undefined) return;
      throw new Error(`${project}: "${report.kind}" was refused: ${ran.refusals.map(({ says }) => says).join('; ')}`);
    },
  };
}
