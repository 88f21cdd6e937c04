import type { Change, Store } from '../../lambdas/workflow/contract.ts';
import { physicalName } from '../../policies/estate/access/physical-names.ts';
import { type Actor, actors } from '../../policies/estate/actors.ts';
import { mayDo } from '../../policies/estate/may.ts';
import { estateOf, type Template } from '../../policies/estate/model.ts';
import { airlockTables } from '../../policies/safe-outputs/airlock-stores.ts';
import { examples } from '../examples.ts';
import { airlockHouse } from './airlock/airlock-house.ts';

/**
 * Rights name partitions and code writes them: a partition that a right forgets refuses every call of a function, which no test on a table in memory notices.
 * Each function is let do its work, and whatever it wrote is asked of the templates.
 */

type Table = 'airlock' | 'register' | 'releases';
interface Call {
  readonly by: string;
  readonly table: Table;
  readonly changes: readonly Change[];
}
const stores = { airlock: 'airlockStore', register: 'registerStore', releases: 'releasesStore' } as const;

const actions = {
  create: 'dynamodb:PutItem',
  replace: 'dynamodb:PutItem',
  remove: 'dynamodb:DeleteItem',
  expect: 'dynamodb:ConditionCheckItem',
} as const;
const partitionOf = (change: Change): string => ('item' in change ? change.item : change.key).partition;

/** Every call that writes, and who read which table, of each function, through a request's whole way and back. */
async function allDone(): Promise<{ readonly written: readonly Call[]; readonly read: ReadonlySet<string> }> {
  const house = await airlockHouse();
  const written: Call[] = [];
  const read = new Set<string>();
  let by = '';
  for (const table of ['airlock', 'register', 'releases'] as const) {
    const store: { -readonly [Method in keyof Store]: Store[Method] } = house[stores[table]];
    const { commit, get, list } = store;
    store.commit = (changes) => {
      written.push({ by, table, changes });
      return commit(changes);
    };
    store.get = (key) => {
      read.add(`${by} dynamodb:GetItem ${table}`);
      return get(key);
    };
    store.list = (...asked) => {
      read.add(`${by} dynamodb:Query ${table}`);
      return list(...asked);
    };
  }
  const as = <Value>(name: string, does: () => Promise<Value>): Promise<Value> => {
    by = name;
    return does();
  };
  const request = await as('airlock-private', async () => {
    const of = await house.draft();
    await house.add(of, 'table-0.csv', 'table: region,count');
    await house.must(house.command('requester-1', of, 'submit'));
    return of;
  });
  await as('airlock-checker', house.checker);
  await as('airlock-scan', () => house.scans(request));
  await as('airlock-release', house.releaser);
  const [file] = (await house.request(request)).files;
  const path = { request, file: file?.id ?? '' };
  await as('airlock-private', () => house.review('checker-one', request));
  const seen = await as('airlock-bytes-private', () =>
    house.bytesAt('private')('checker-one', '/airlock/{request}/files/{file}', { path }),
  );
  await as('airlock-private', () => house.review('checker-two', request));
  await as('airlock-release', house.releaser);
  const sent = await as('airlock-bytes-public', () =>
    house.bytesAt('public')('requester-1', '/releases/{request}/files/{file}', { path }),
  );
  expect([seen.status, sent.status]).toEqual([200, 200]);
  await as('airlock-public', () => house.deposit('requester-1', 'what comes in', { door: 'public', size: 5 }));
  await as('airlock-private', () => house.must(house.command('officer-1', request, 'revoke', { reason: 'a mistake' })));
  await as('airlock-release', house.releaser);
  await as('airlock-public', () =>
    house.must(house.publicly('officer-1', 'GET', '/airlock/status', { query: { project: 'asthma' } })),
  );
  return { written, read };
}

let written: readonly Call[];
let read: ReadonlySet<string>;
beforeAll(async () => {
  ({ written, read } = await allDone());
});

type May = (by: string, action: string, table: Table, partitions: readonly string[]) => boolean;

function mayIn(deployment: string, templates: readonly Template[]): May {
  const estate = estateOf(templates);
  const arnOf = (table: Table): string => {
    const [one] = airlockTables(estate, table === 'airlock' ? table : 'releases');
    if (one === undefined) throw new Error(`${deployment} has no table ${table}`);
    const { arn } = physicalName(estate, one);
    return table === 'register' ? arn.replace(/releases$/, table) : arn;
  };
  const actorOf = (name: string): Actor => {
    const found = actors(estate).find(({ who }) => who.endsWith(`/tre-${deployment}-${name}`));
    if (found === undefined) throw new Error(`${deployment} has no role ${name}`);
    return found;
  };
  return (by, action, table, partitions) =>
    mayDo(estate, actorOf(by), action, arnOf(table), { facts: { 'dynamodb:leadingkeys': partitions } }) !== undefined;
}

/** What was written and may not be: of each item its own partition, and those of all of its transaction, for DynamoDB does not say which of both it compares. */
function refusedBy(may: May): readonly string[] {
  const refused = new Set<string>();
  for (const { by, table, changes } of written) {
    const all = changes.map(partitionOf);
    for (const change of changes)
      for (const partitions of [[partitionOf(change)], all])
        if (!may(by, actions[change.kind], table, partitions)) refused.add(`${by}: ${partitionOf(change)} in ${table}`);
  }
  return [...refused];
}

test('every function that works on the airlock has written in this test', () => {
  expect([...new Set(written.map(({ by, table }) => `${by} ${table}`))].sort()).toEqual([
    'airlock-bytes-private airlock',
    'airlock-bytes-public releases',
    'airlock-checker airlock',
    'airlock-private airlock',
    'airlock-public releases',
    'airlock-release airlock',
    'airlock-release releases',
    'airlock-scan airlock',
  ]);
});

describe.each([...examples])('%s', (deployment, templates) => {
  const may = mayIn(deployment, templates);

  test('each function of the airlock may write every item that it writes, alone and with the others of its transaction', () => {
    expect(refusedBy(may)).toEqual([]);
  });

  test('each function of the airlock may read every table that it reads', () => {
    const refused = [...read].filter((one) => {
      const [by = '', action = '', table = ''] = one.split(' ');
      return !may(by, action, table as Table, ['x']);
    });
    expect(refused).toEqual([]);
    expect(read).toContain('airlock-release dynamodb:GetItem register');
  });

  test.each([
    ['"command#deposit#*",', '', /^airlock-public: command#deposit#/],
    ['"deposits-of#*#*"', '"deposits-of#x"', /^airlock-public: deposits-of#asthma#requester-1 in releases$/],
    ['"history#release#*",', '', /^airlock-bytes-public: history#release#/],
    ['"vote"', '"airlock-of#asthma"', /^airlock-release: airlock-of#asthma in airlock$/],
  ])('a right that says %s no more is found out', (said, says, found) => {
    const changed = JSON.parse(JSON.stringify(templates).replaceAll(said, says)) as readonly Template[];
    expect(refusedBy(mayIn(deployment, changed))).toContainEqual(expect.stringMatching(found));
  });

  test.each([
    ['airlock-public', 'release'],
    ['airlock-public', 'command#release#x'],
    ['airlock-public', 'status#asthma'],
    ['airlock-public', 'notice#requester-1'],
    ['airlock-public', 'outbox#x'],
    ['airlock-public', 'deposits'],
    ['airlock-bytes-public', 'deposit'],
    ['airlock-bytes-public', 'deposits-of#asthma#requester-1'],
    ['airlock-bytes-public', 'notice#requester-1'],
  ])('%s may write no item of %s, nor one beside its own', (by, partition) => {
    for (const partitions of [[partition], ['outbox', partition], []])
      expect(may(by, 'dynamodb:PutItem', 'releases', partitions)).toBe(false);
  });
});
