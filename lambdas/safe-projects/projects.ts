import {
  type Answer,
  type Call,
  type Handler,
  type Handlers,
  type Person,
  personPartition,
  personRefusals,
  registerStanding,
} from '../safe-people/contract.ts';
import { type EventRecord, historyPartition, type Item, type Refusal } from '../workflow/contract.ts';
import { type Ports, run } from '../workflow/run.ts';
import { projectPartition } from './contract.ts';
import { dataUseRegister } from './data-use-register.ts';
import specification from './data-use-register-fields.json';
import { projectParameters } from './parameters.ts';
import { type PersonCommand, type PersonCommandKind, personCommands } from './project-commands.ts';
import { projectMetrics } from './project-metrics.ts';
import type { ProjectRecord } from './project-record.ts';
import { projectView, type Sight, sightOf, summaryOf } from './project-view.ts';
import { type ProjectSources, projectRunnable } from './project-workflow.ts';

export interface ProjectPorts extends Ports, Omit<ProjectSources, 'store'> {
  /** A new id that nobody can guess. */
  id(): string;
}

/** Refusals that are about who asks; the others are about what is asked for. */
const aboutWho: readonly string[] = [
  ...['who', 'own-application', 'read-only', 'suspended', 'left', 'register', 'person', 'second-factor', 'signed-out'],
];

const refused = (refusals: readonly Refusal[]): Answer => ({
  status: refusals.some(({ rule }) => aboutWho.includes(rule)) ? 403 : 409,
  refusals,
});

/** The same for what does not exist and for what whoever asks may not see. */
const nowhere: Answer = { status: 404, refusals: [{ rule: 'project', says: 'there is no such project' }] };

type Reader = { readonly person: Person; readonly call: Call };

/** What stands behind every route about projects. Roles are looked up in the register at each request, never in the token. */
export function projectHandlers(ports: ProjectPorts): Handlers {
  const { store, table, parameters = projectParameters } = ports;

  const projectOf = async (id = ''): Promise<ProjectRecord | undefined> =>
    (await store.get({ partition: projectPartition, sort: id }))?.body as ProjectRecord | undefined;

  const all = async (partition: string): Promise<readonly Item[]> => {
    const items: Item[] = [];
    let after: string | undefined;
    do {
      const page = await store.list(partition, after === undefined ? {} : { after });
      items.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return items;
  };
  const projects = async () => (await all(projectPartition)).map(({ body }) => body as unknown as ProjectRecord);

  /** Nobody reads anything without a good standing and a second factor. */
  const reading =
    (read: (reader: Reader) => Promise<Answer>): Handler =>
    async (call) => {
      const { actor, mfa, now } = call;
      const [item, register] = await Promise.all([
        store.get({ partition: personPartition, sort: actor.id }),
        registerStanding(store, table),
      ]);
      const person = item?.body as Person | undefined;
      const refusals = personRefusals({ person, register, now, session: { signedInAt: actor.signedInAt, mfa } });
      if (refusals.length > 0 || person === undefined) return { status: 403, refusals };
      return read({ person, call });
    };

  const seeing = (read: (record: ProjectRecord, sight: Sight) => Promise<Answer>): Handler =>
    reading(async ({ person, call }) => {
      const record = await projectOf(call.parameters.project);
      const sight = record === undefined ? 'none' : sightOf(record, person, call.now);
      return record === undefined || sight === 'none' ? nowhere : read(record, sight);
    });

  const obeying = (kind: PersonCommandKind): Handler =>
    reading(async ({ person, call }) => {
      const { parameters: at, actor, mfa, now } = call;
      const id = at.project ?? '';
      const before = await projectOf(id);
      if (before === undefined && kind !== 'draft') return nowhere;
      if (before !== undefined && sightOf(before, person, now) === 'none') {
        const taken = { rule: 'project-id', says: 'a project has this id; choose another' };
        return kind === 'draft' ? { status: 409, refusals: [taken] } : nowhere;
      }
      const { commandId = ports.id(), ...said } = call.body as { readonly commandId?: string };
      const command = { ...said, kind } as unknown as PersonCommand;
      const session = { signedInAt: actor.signedInAt, mfa };
      const ran = await run(ports, projectRunnable(ports, session), { id, command, commandId, actor });
      if (!ran.ok) return refused(ran.refusals);
      return { status: 200, body: projectView(ran.state, sightOf(ran.state, person, now), parameters) };
    });

  return {
    projects: reading(async ({ person, call }) => {
      const seen = (await projects()).filter((record) => sightOf(record, person, call.now) !== 'none');
      return { status: 200, body: { projects: seen.map(summaryOf) } };
    }),
    project: seeing(async (record, sight) => ({ status: 200, body: projectView(record, sight, parameters) })),
    'project-history': seeing(async ({ id }) => {
      const items = await all(historyPartition(projectPartition, id));
      return { status: 200, body: { events: items.map(({ body }) => eventView(body)) } };
    }),
    'data-use-register': reading(async () => ({
      status: 200,
      body: { attribution: specification.attribution, entries: dataUseRegister(await projects()) },
    })),
    'project-metrics': reading(async () => ({ status: 200, body: { ...projectMetrics(await projects()) } })),
    ...Object.fromEntries(personCommands.map((kind) => [`project-${kind}`, obeying(kind)])),
  };
}

/** Without what was said: a history would show votes before the vote is closed. */
function eventView(body: Item['body']) {
  const { record, hash } = body as unknown as { readonly record: EventRecord; readonly hash: string };
  const { sequence, at, actor, kind, data } = record;
  return { sequence, at, by: actor.kind === 'person' ? actor.id : actor.name, kind, to: data.to, hash };
}
