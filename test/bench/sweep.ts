import type { Person } from '../../lambdas/safe-people/contract.ts';
import { sweep } from '../../lambdas/safe-projects/sweep.ts';
import { sweepRegister } from '../../lambdas/safe-projects/sweep-register.ts';
import type { Change, Item, Store } from '../../lambdas/workflow/contract.ts';
import { enough, noon, person, project, query, SweepWorld, suspension } from '../safe-projects/sweep-world.ts';

const people = 5_000;
const projects = 400;
/** Memberships of one person. */
const each = 3;

/** A table that shares what it holds: the engine's own in tests copies every item at every call, which would be all that is measured. */
function bareStore(pageSize: number) {
  const partitions = new Map<string, Map<string, Item>>();
  const calls = { reads: 0, writes: 0 };
  const of = (partition: string) => partitions.get(partition) ?? new Map<string, Item>();
  const put = (item: Item): void => {
    partitions.set(item.partition, of(item.partition).set(item.sort, item));
  };
  const apply = (change: Change): void => {
    if (change.kind === 'create' || change.kind === 'replace') put(change.item);
    if (change.kind === 'remove') of(change.key.partition).delete(change.key.sort);
  };
  const store: Store = {
    async get({ partition, sort }) {
      calls.reads += 1;
      return of(partition).get(sort);
    },
    async list(partition, { after = '' } = {}) {
      calls.reads += 1;
      const all = [...of(partition).values()]
        .filter(({ sort }) => sort > after)
        .sort((a, b) => (a.sort < b.sort ? -1 : 1));
      return { items: all.slice(0, pageSize), next: all.length > pageSize ? all[pageSize - 1]?.sort : undefined };
    },
    async commit(changes) {
      calls.writes += 1;
      changes.forEach(apply);
      return 'committed';
    },
  };
  return { store, calls, put };
}

/** One full sweep of 5,000 people x 400 projects: CPU seconds, and calls to AWS of which those that change something are only what changed. */
export async function sweeping(): Promise<void> {
  const world = new SweepWorld();
  const { store, calls, put } = bareStore(500); // a page of DynamoDB is 1 MB, about 500 people
  const register = sweepRegister({
    store,
    clock: { now: () => noon },
    pause: async () => {},
    random: () => 0,
    demands: (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] })),
    standing: async () => world.standing,
    id: () => crypto.randomUUID(),
  });
  const enrol = (one: Person, version: number): void =>
    put({ partition: 'person', sort: one.id, version, body: { ...one } });
  const members = new Map<number, string[]>();
  for (let index = 0; index < people; index += 1) {
    enrol(person(`p${index}`), 1);
    for (let nth = 0; nth < each; nth += 1) {
      const at = (index * 7 + nth * 131) % projects;
      members.set(at, [...(members.get(at) ?? []), `p${index}`]);
    }
    if (index % 20 === 0) world.sessions.set(`s${index}`, { id: `s${index}`, username: `p${index}`, startedAt: noon });
  }
  for (const [at, ids] of members) {
    world.open(project(`a${at}`, ids));
    put({ partition: 'project', sort: `a${at}`, version: 1, body: { ...project(`a${at}`, ids) } });
    world.run(query(`q${at}`, `a${at}`, ids[0] ?? ''));
  }

  const once = async (what: string): Promise<void> => {
    world.changes.length = 0;
    world.reads.length = 0;
    Object.assign(calls, { reads: 0, writes: 0 });
    const begun = process.cpuUsage();
    const outcome = await sweep({ ...world.ports, register }, enough);
    const { user, system } = process.cpuUsage(begun);
    console.log(
      `sweep of ${people} people x ${projects} projects, ${what}: ${((user + system) / 1e6).toFixed(2)} s CPU, ` +
        `${calls.reads} reads and ${calls.writes} writes of the register, ${world.changes.length} calls that change AWS, ${outcome.done} actions`,
    );
  };
  await once('the first of the process');
  await once('unchanged');
  for (let index = 0; index < 25; index += 1) enrol(person(`p${index}`, { suspensions: [suspension(noon)] }), 2);
  put({ partition: 'project', sort: 'a399', version: 2, body: { ...project('a399', [], { state: 'suspended' }) } });
  await once('25 people and 1 project suspended');
  await once('unchanged after that');
  world.standing = 'restored';
  await once('register restored, all ends');
}
