import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { canonical } from '../../lambdas/workflow/canonical.ts';
import type { Change, Item, Store } from '../../lambdas/workflow/contract.ts';
import { dynamodbStore } from '../../lambdas/workflow/dynamodb-store.ts';
import { fromAttribute, toAttribute } from '../../lambdas/workflow/dynamodb-values.ts';
import { everyItem } from '../../lambdas/workflow/history.ts';
import { cancelled, fakeDynamodb } from './fake-dynamodb.ts';
import { memoryStore } from './memory-store.ts';

const item = (sort: string, version = 1, body: Item['body'] = {}): Item => ({ partition: 'p', sort, version, body });
const key = (sort: string) => ({ partition: 'p', sort });

const stores: readonly [string, () => Store][] = [
  ['the store in memory', () => memoryStore({ pageSize: 3 })],
  ['the store on DynamoDB', () => dynamodbStore(fakeDynamodb('register').client, 'register')],
];

describe.each(stores)('%s', (_, make) => {
  const holding = async (...items: readonly Item[]) => {
    const store = make();
    for (const one of items) {
      await store.commit([{ kind: 'create', item: { ...one, version: 1 } }]);
      for (let version = 2; version <= one.version; version++) {
        await store.commit([{ kind: 'replace', item: { ...one, version } }]);
      }
    }
    return store;
  };

  test('gives back what was written, head and all, and nothing where nothing is', async () => {
    const head = { sequence: 1, hash: 'a', command: 'c' };
    const written = { ...item('a', 1, { text: '', list: [1.5, null, { deep: true }], é: 'ü' }), head };
    const store = make();
    expect(await store.commit([{ kind: 'create', item: written }])).toBe('committed');
    expect(await store.get(key('a'))).toEqual(written);
    expect(await store.get(key('b'))).toBeUndefined();
  });

  test('lists from the beginning after the empty text, with which DynamoDB compares no key', async () => {
    const store = await holding(item('a'), item('b'));
    expect((await store.list('p', { after: '' })).items.map(({ sort }) => sort)).toEqual(['a', 'b']);
  });

  test.each<[string, Change, 'committed' | 'changed']>([
    ['creates what is not there', { kind: 'create', item: item('new') }, 'committed'],
    ['does not create what is there', { kind: 'create', item: item('at-2') }, 'changed'],
    ['replaces the version before', { kind: 'replace', item: item('at-2', 3) }, 'committed'],
    ['does not replace an earlier version', { kind: 'replace', item: item('at-2', 2) }, 'changed'],
    ['does not replace a later version', { kind: 'replace', item: item('at-2', 4) }, 'changed'],
    ['does not replace what is not there', { kind: 'replace', item: item('new', 1) }, 'changed'],
    ['removes the version named', { kind: 'remove', key: key('at-2'), version: 2 }, 'committed'],
    ['does not remove another version', { kind: 'remove', key: key('at-2'), version: 1 }, 'changed'],
    ['takes the removal of what is gone for done', { kind: 'remove', key: key('new'), version: 1 }, 'committed'],
    ['expects a version', { kind: 'expect', key: key('at-2'), version: 2 }, 'committed'],
    ['does not take another version for the expected one', { kind: 'expect', key: key('at-2'), version: 1 }, 'changed'],
    ['expects that there is nothing', { kind: 'expect', key: key('new'), version: 0 }, 'committed'],
    ['does not take something for nothing', { kind: 'expect', key: key('at-2'), version: 0 }, 'changed'],
    ['does not take nothing for something', { kind: 'expect', key: key('new'), version: 1 }, 'changed'],
  ])('%s, and what goes with it holds or fails with it', async (__, change, expected) => {
    const store = await holding(item('at-2', 2));
    expect(await store.commit([{ kind: 'create', item: item('beside') }, change])).toBe(expected);
    expect(await store.get(key('beside'))).toEqual(expected === 'committed' ? item('beside') : undefined);
  });

  test('lists a partition in order, page by page, between the ends that were named', async () => {
    const store = await holding(...['d', 'b', 'a', 'e', 'c'].map((sort) => item(sort)), {
      ...item('b'),
      partition: 'q',
    });
    const sorts = async (range?: Parameters<typeof everyItem>[2]) =>
      (await everyItem(store, 'p', range)).map(({ sort }) => sort).join('');
    expect(await sorts()).toBe('abcde');
    expect(await sorts({ after: 'b' })).toBe('cde');
    expect(await sorts({ after: 'bb' })).toBe('cde');
    expect(await sorts({ until: 'd' })).toBe('abcd');
    expect(await sorts({ after: 'a', until: 'c' })).toBe('bc');
    expect(await sorts({ after: 'c', until: 'a' })).toBe('');
    expect((await store.list('p', { limit: 2 })).items).toHaveLength(2);
    expect((await store.list('p', { limit: 2 })).next).toBe('b');
    expect((await store.list('p', { until: 'b' })).next).toBeUndefined();
  });

  test.each<[string, readonly Change[]]>([
    ['no change', []],
    ['101 changes', Array.from({ length: 101 }, (__, index) => ({ kind: 'create', item: item(`i${index}`) }))],
    [
      'an item twice',
      [
        { kind: 'create', item: item('a') },
        { kind: 'expect', key: key('a'), version: 0 },
      ],
    ],
    ['an item that is too large', [{ kind: 'create', item: item('a', 1, { text: 'x'.repeat(400_000) }) }]],
    [
      'changes that are too large together',
      Array.from({ length: 30 }, (__, index) => ({
        kind: 'create',
        item: item(`i${index}`, 1, { text: 'x'.repeat(150_000) }),
      })),
    ],
    ['a key that sorts differently here and there', [{ kind: 'create', item: item('é') }]],
    ['undefined', [{ kind: 'create', item: item('a', 1, { gone: undefined }) }]],
  ])('refuses %s as a bug', async (__, changes) => {
    await expect(make().commit(changes)).rejects.toThrow();
  });
});

const failing = (error: Error): Store =>
  dynamodbStore({ send: async () => Promise.reject(error) } as unknown as Pick<DynamoDBClient, 'send'>, 'register');
const change: Change = { kind: 'create', item: item('a') };

test.each([
  [['None', 'ConditionalCheckFailed']],
  [['TransactionConflict', 'None']],
  [['TransactionConflict', 'ConditionalCheckFailed']],
])('a transaction cancelled for %s was changed by others', async (codes) => {
  expect(await failing(cancelled(codes)).commit([change])).toBe('changed');
});

test.each([
  [['ValidationError', 'ConditionalCheckFailed']],
  [['ThrottlingError', 'None']],
  [['ProvisionedThroughputExceeded', 'TransactionConflict']],
  [['ItemCollectionSizeLimitExceeded']],
  [['None', 'None']],
  [[]],
])('a transaction cancelled for %s says nothing about others, so it throws', async (codes) => {
  await expect(failing(cancelled(codes)).commit([change])).rejects.toThrow('Transaction cancelled');
});

test('a table that does not answer throws, whatever was asked', async () => {
  const store = failing(new Error('socket hang up'));
  await expect(store.commit([change])).rejects.toThrow('socket hang up');
  await expect(store.get(key('a'))).rejects.toThrow('socket hang up');
  await expect(store.list('p')).rejects.toThrow('socket hang up');
});

test('an item that this engine did not write is not taken for one', async () => {
  const client = { send: async () => ({ Item: { partition: { S: 'p' }, sort: { S: 'a' } } }) };
  const store = dynamodbStore(client as unknown as Pick<DynamoDBClient, 'send'>, 'register');
  await expect(store.get(key('a'))).rejects.toThrow('not written by this engine');
});

/** Whatever JSON can say that both JSON and DynamoDB give back. */
const { plain } = fc.letrec((tie) => ({
  plain: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc
      .double({ noDefaultInfinity: true, noNaN: true, min: -1e100, max: 1e100 })
      .filter((n) => n === 0 || Math.abs(n) > 1e-100)
      .map((n) => n + 0),
    fc.string({ unit: 'binary' }),
    fc.array(tie('plain'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary', minLength: 1 }), tie('plain'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test('plain data comes back from DynamoDB as it was, and its canonical text is the same before and after', () => {
  fc.assert(
    fc.property(plain, (value) => {
      const back = fromAttribute(toAttribute(value));
      expect(canonical(back)).toBe(canonical(value));
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 500, seed: 20261127 },
  );
});

test.each<[string, unknown]>([
  ['undefined', { a: [undefined] }],
  ['not a number', { a: Number.NaN }],
  ['infinity', { a: -Infinity }],
  ['a number that DynamoDB has no room for', 1e126],
  ['a date', { at: new Date() }],
  ['a map', { a: new Map() }],
  ['a hole in a list', { a: new Array(1) }],
  ['half a character', { a: '\ud83d' }],
  ['half a character in a key', { '\ud83d': 1 }],
  ['an empty key', { '': 1 }],
  ['a function', { a: () => 1 }],
  ['a big integer', { a: 1n }],
  ['no end of levels', Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 1)],
])('%s is not plain data, and the refusal says where it is', (_, value) => {
  expect(() => canonical(value)).toThrow(/^value\S* must be plain data/);
  expect(() => toAttribute(value)).toThrow('must be plain data');
});
