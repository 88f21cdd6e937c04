import { found } from '../../lambdas/safe-people/founding.ts';
import { committee, everybody, inDays, opening, region, wayOf } from './region.ts';
import { type Beginning, stageOf } from './stage.ts';
import { tableOf } from './table.ts';

/** Places where sequences begin: everything in them was asked for at the doors and accepted, and the oracle saw it. */
export interface Beginnings {
  /** Both projects live. */
  readonly live: Beginning;
  readonly suspended: Beginning;
  readonly approved: Beginning;
  /** Before the committee, with nothing said yet; and with all votes but the lay member's, and one controller's word. */
  readonly opened: Beginning;
  readonly voted: Beginning;
}
export const beginningNames = ['live', 'suspended', 'approved', 'opened', 'voted'] as const;

const blank: Beginning = {
  register: tableOf(),
  now: opening,
  memory: {
    world: { now: new Date(opening).toISOString(), table: 'table-1', servedIn: undefined, people: {}, studies: {} },
    restoring: {},
    chains: new Map(),
  },
};

type Line = readonly [who: string, path: string, body: object];
let commands = 0;

/** @throws where a line is refused, or the oracle complains. */
async function after(beginning: Beginning, lines: readonly Line[], founding = false): Promise<Beginning> {
  const stage = stageOf(beginning, async () => {});
  if (founding) {
    const { life } = stage.live([]);
    const officer = (id: string) => ({ id, name: id, email: `${id}@example.org`, organisation: 'RHOST' });
    const store = stage.neighbours.store(life, 'register');
    const table = stage.neighbours.table(life);
    const request = { officers: [officer('officer-a'), officer('officer-b')] as const, expires: inDays(300) };
    const founded = await found(
      { store, clock: stage.neighbours.clock, table },
      { ...request, officers: [...request.officers] },
    );
    if (!founded.ok) throw new Error(JSON.stringify(founded));
  }
  for (const [who, path, body] of lines) {
    stage.pass(1000);
    const [noun = '', id = '', command = ''] = path.split('/');
    const [resource, name] = noun === 'people' ? ['/people/{person}', 'person'] : ['/projects/{project}', 'project'];
    commands += 1;
    const got = await stage.send(
      {
        ...{ door: 'public', resource: `POST ${resource}/${command}`, path: { [name]: id } },
        body: { ...body, commandId: `beginning-${commands}` },
      },
      stage.show(who, 'public', 'own'),
      [],
    );
    if (got?.status !== 200) throw new Error(`${who} ${path}: ${JSON.stringify(got?.body)}`);
  }
  const { functions } = stage.live([]);
  await functions.work();
  await functions.record('register');
  if (stage.oracle.complaints.length > 0) throw new Error(stage.oracle.complaints.join('\n'));
  return stage.ending();
}

const kinds = ['accreditation', 'training', 'agreement'] as const;

const peopled: readonly Line[] = Object.entries(region).flatMap(([id, [organisation, roles, trained]]): Line[] => [
  ['officer-a', `people/${id}/enrol`, { name: id, email: `${id}@example.org`, organisation }],
  ['officer-b', `people/${id}/lift-suspension`, { suspension: 'suspension-1', evidence: 'passport seen' }],
  ...(trained === undefined ? [] : kinds).map((type): Line => {
    const expires = inDays(type === 'training' ? (trained ?? 1) : 250);
    const credential = { type, scheme: 'any-scheme', number: '1', evidence: 'file', from: inDays(-9), expires };
    return ['officer-a', `people/${id}/record-credential`, credential];
  }),
  ...roles.flatMap((role): Line[] => {
    const body = { role, expires: inDays(role === 'researcher' && id === 'postdoc-1' ? 30 : 280) };
    return [
      ['officer-a', `people/${id}/propose-role`, body],
      ['officer-b', `people/${id}/confirm-role`, body],
    ];
  }),
]);

const ofProject = (project: 'asthma' | 'sepsis', lines: readonly (readonly [string, string, object])[]) =>
  lines.map(([who, command, body]): Line => [who, `projects/${project}/${command}`, body]);

let made: Promise<Beginnings> | undefined;

/** Made once for all sequences. */
export function beginnings(): Promise<Beginnings> {
  made ??= make();
  return made;
}

async function make(): Promise<Beginnings> {
  const founded = await after(blank, peopled, true);
  const sepsis = wayOf('sepsis');
  const whole = [sepsis.review, sepsis.open, sepsis.agreements, sepsis.votes, sepsis.close, sepsis.live].flat();
  const one = await after(founded, ofProject('sepsis', whole));
  const asthma = wayOf('asthma');
  const opened = await after(one, ofProject('asthma', [...asthma.review, ...asthma.open]));
  const lines = [...asthma.votes.slice(0, committee.length - 1), ...asthma.agreements.slice(0, 1)];
  const voted = await after(opened, ofProject('asthma', lines));
  const rest = [...asthma.agreements.slice(1), ...asthma.votes.slice(-1), ...asthma.close];
  const approved = await after(voted, ofProject('asthma', rest));
  const live = await after(approved, ofProject('asthma', asthma.live));
  const stop = ['officer-a', 'suspend', { reason: 'because of reasons' }] as const;
  const suspended = await after(live, ofProject('asthma', [stop]));
  if (everybody.length === 0) throw new Error('nobody is in the region');
  return { live, suspended, approved, opened, voted };
}
