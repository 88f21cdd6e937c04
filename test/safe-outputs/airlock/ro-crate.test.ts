import type { ReleaseRecord } from '../../../lambdas/safe-outputs/release-record.ts';
import { type Crate, crateOf, type Entity, fiveSafes, pathOf } from '../../../lambdas/safe-outputs/ro-crate.ts';
import { airlockHouse } from './airlock-house.ts';
import { demands, refsIn, unmet } from './ro-crate-demands.ts';

async function released(...contents: readonly string[]) {
  const house = await airlockHouse();
  const request = await house.released(...contents);
  const read = async (what: 'record' | 'ro-crate') => {
    const { body } = await house.bytesAt('public')('requester-1', `/releases/{request}/${what}`, { path: { request } });
    return JSON.parse(String(body));
  };
  return { house, request, record: (await read('record')) as ReleaseRecord, crate: (await read('ro-crate')) as Crate };
}

let world: Awaited<ReturnType<typeof released>>;
beforeAll(async () => {
  world = await released('table: region,count', 'second');
});
const stored = { bytes: 5, sha256: 'a'.repeat(64) };
const at = (crate: Crate, id: string | undefined) => crate['@graph'].find((one) => one['@id'] === id);

test('a record names every criterion, number, hash, version, person and time, and no text typed inside but names', async () => {
  const { house, request, record } = world;
  const { files, profile } = await house.request(request);
  expect(record).toMatchObject({
    ...{ schema: 'tre-release-record/1', deployment: 'test', project: 'asthma', requester: 'requester-1' },
    profile: { id: 'uk-health-10', hash: profile?.hash, numbers: { threshold: 10, dominance: { n: 2, k: 0.9 } } },
    engine: '0.0.0-test',
    reviewers: [{ reviewer: 'checker-one' }, { reviewer: 'checker-two' }],
  });
  expect(record.criteria).toEqual(expect.arrayContaining(['threshold', 'dominance', 'differencing']));
  for (const { id, frozen, released: out, name } of files) {
    expect(record.files.find(({ file }) => file === id)).toMatchObject({
      ...{ name, sha256: frozen?.sha256, scan: 'NO_THREATS_FOUND', verdict: 'clear' },
      reviewed: { key: frozen?.key, versionId: frozen?.versionId },
      released: { key: out?.key, versionId: out?.versionId },
      votes: [{ choice: 'approve' }, { choice: 'approve' }],
    });
  }
  const history = house.airlockStore.items(`history#airlock#${request}`).map(({ body }) => body as { hash: string });
  expect(history.map(({ hash }) => hash)).toContain(record.approvedBy.event);
  expect(JSON.stringify(record)).not.toMatch(/Asthma in summer|paper on heat|Admissions by month|because approve/);
});

describe('the crate', () => {
  test('meets every demand of RO-Crate 1.2, and of the Five Safes profile but two', () => {
    const { crate, record } = world;
    expect(unmet(crate)).toEqual([]);
    const commit = 'c'.repeat(40);
    expect(unmet(crateOf({ ...record, commit }, stored))).toEqual([]);
    expect(unmet(crateOf({ ...record, direction: 'in' }, stored))).toEqual([]);
    expect(unmet(crateOf({ ...record, files: record.files.slice(0, 1) }, stored))).toEqual([]);
  });

  test('claims no profile, for it has no workflow crate and no bag, and says so', () => {
    const { crate } = world;
    const claims = crate['@graph'].flatMap(({ conformsTo }) => refsIn(conformsTo));
    expect(claims).toEqual(['https://w3id.org/ro/crate/1.2']);
    expect(refsIn(at(crate, './')?.mentions)).toContain(fiveSafes);
    expect(at(crate, fiveSafes)?.description).toMatch(/does not conform.*no Workflow RO-Crate and no bag/);
  });

  test('tells the review in the order in which it was made, by whom, and with what', () => {
    const { crate } = world;
    const assessed = crate['@graph'].filter((one) => one['@type'] === 'AssessAction');
    expect(
      assessed.map((one) => [refsIn(one.additionalType)[0]?.split('#')[1], refsIn(one.agent), refsIn(one.instrument)]),
    ).toEqual([
      ['CheckValue', ['#tre-test'], [expect.stringContaining('guardduty')]],
      ['DisclosureCheck', ['#tre-test'], ['#disclosure-rules', '#disclosure-profile']],
      ['DisclosureCheck', ['#person-checker-one'], ['#disclosure-profile']],
      ['DisclosureCheck', ['#person-checker-two'], ['#disclosure-profile']],
      ['SignOff', ['#person-checker-one', '#person-checker-two'], ['#disclosure-profile']],
    ]);
    expect(at(crate, '#disclosure-rules')).toMatchObject({ version: '0.0.0-test' });
  });

  test('names each file by its name, its id beside it, and the record with size and hash as it lies there', async () => {
    const { house, request, record, crate } = world;
    for (const { file, name, bytes, sha256 } of record.files)
      expect(at(crate, name)).toMatchObject({ name, identifier: file, contentSize: String(bytes), sha256 });
    const { record: there } = await house.request(request);
    expect(at(crate, 'record.json')).toMatchObject({ contentSize: String(there?.bytes), sha256: there?.sha256 });
  });

  test.each([
    ['tables/by month.csv', 'tables/by%20month.csv'],
    ['50%.csv', '50%25.csv'],
    ['a#b[1]@{x}^`.csv', 'a%23b%5B1%5D%40%7Bx%7D%5E%60.csv'],
    ['Übersicht-東京.csv', 'Übersicht-東京.csv'],
  ])('points to %s as %s', (name, path) => {
    expect(pathOf(name)).toBe(path);
    expect(decodeURIComponent(path)).toBe(name);
    const [first] = world.record.files;
    const crate = crateOf(
      { ...world.record, files: [{ ...(first as (typeof world.record.files)[number]), name }] },
      stored,
    );
    expect(unmet(crate)).toEqual([]);
    expect(refsIn(at(crate, './')?.hasPart)[0]).toBe(path);
  });

  test('gives way, as what is saved does, where a released file is called as a paper of the release', () => {
    const { record, request } = world;
    const names = ['Record.json', 'ro-crate-metadata.json'];
    const files = record.files.map((file, place) => ({ ...file, name: names[place] ?? file.name }));
    const crate = crateOf({ ...record, files }, stored);
    expect(unmet(crate)).toEqual([]);
    const ids = crate['@graph'].map((one) => one['@id']);
    expect(ids[0]).toBe(`${request}-ro-crate-metadata.json`);
    expect(ids).toEqual(expect.arrayContaining([...names, `${request}-record.json`]));
  });

  test('is the same however often it is made', async () => {
    const { house, request, record, crate } = world;
    const { record: there } = await house.request(request);
    if (there === undefined) throw new Error('a release has a record');
    expect(JSON.parse(JSON.stringify(crateOf(record, there)))).toEqual(crate);
  });
});

type Change = (entity: Entity) => Record<string, unknown>;
const without =
  (...properties: readonly string[]): Change =>
  (entity) =>
    Object.fromEntries(Object.entries(entity).filter(([property]) => !properties.includes(property)));
const saying =
  (changed: object): Change =>
  (entity) => ({ ...entity, ...changed });
const nowhere = { '@id': '#nowhere' };

/** Demand, the entity that is spoiled, and how; an id of no entity spoils the crate itself. */
const spoiled: readonly (readonly [demand: string, id: string, change: Change])[] = [
  ['the context is that of 1.2', 'crate', saying({ '@context': 'https://w3id.org/ro/crate/1.1/context' })],
  ['one descriptor is about the root and conforms to 1.2', 'ro-crate-metadata.json', saying({ about: nowhere })],
  ['the root is a data set with name, description, licence and a date', './', without('license')],
  ['the root is dated to the day or better', './', without('datePublished')],
  ['the root names one publisher, which is an organisation', '#tre-test', saying({ '@type': 'Project' })],
  ['no two entities have one id', 'table-0.csv', saying({ '@id': 'table-1.csv' })],
  ['every entity has a type', '#terms', without('@type')],
  ['every entity but the descriptor has a name', '#terms', without('name')],
  ['values are text or references, never entities within entities', './', saying({ author: { name: 'x' } })],
  ['no list holds one value or none', '#review-1', saying({ object: [{ '@id': './' }] })],
  ['nothing is referred to that is not there', './', saying({ author: nowhere })],
  ['everything is reached from the descriptor', '#sign-off', without('additionalType')],
  ['every file and data set is part of the root', './', saying({ hasPart: { '@id': 'record.json' } })],
  ['every part is described', 'table-0.csv', without('description')],
  ['every file is a relative reference', 'table-0.csv', saying({ '@id': 'table 0.csv' })],
  ['every file has size, media type and hash', 'record.json', without('contentSize')],
  [
    'whatever is typed as software or language has name, address and version',
    '#disclosure-rules',
    saying({ '@type': 'SoftwareApplication' }),
  ],
  ['the licence is described', '#terms', without('description')],
  ['the source organisation is a project', '#project-asthma', saying({ '@type': 'Organization' })],
  ['there is one main entity, a data set', './', without('mainEntity')],
  ['the root mentions one creation', './', saying({ mentions: { '@id': '#sign-off' } })],
  ['a creation is made with the main entity alone', '#run', saying({ instrument: { '@id': '#disclosure-rules' } })],
  ['a creation is made by one person, a member of the source organisation', '#person-requester-1', without('memberOf')],
  ['all that a creation made is a file of the crate', '#run', saying({ result: { '@id': '#terms' } })],
  ['every action has a telling name', '#review-1', saying({ name: 'Approved' })],
  ['every action has a state of schema.org', '#review-1', saying({ actionStatus: 'done' })],
  ['every action has one end, with its zone', '#review-1', saying({ endTime: '2026-11-27T10:00:00' })],
  ['every assessment is mentioned by the root', './', saying({ mentions: { '@id': '#run' } })],
  ['every assessment is of the root', '#review-1', saying({ object: { '@id': '#terms' } })],
  ['every assessment is a defined term of its kind', '#review-1', saying({ '@type': 'Action' })],
  ['every assessment has somebody who made it', '#review-1', without('agent')],
  ['a check of values is made by a defined term', '#check-malware', without('instrument')],
  ['a sign-off is made by a policy, on the project', '#sign-off', saying({ object: { '@id': './' } })],
  ['there are a check of values, a disclosure check and a sign-off', '#sign-off', without('additionalType')],
];

describe('a crate that breaks a demand is found out', () => {
  test.each(spoiled)('%s: %s', (demand, id, change) => {
    const { crate } = world;
    const hit = (one: Entity) => one['@id'] === id || (id === '#run' && one['@id'].startsWith('#run-'));
    const graph = crate['@graph'].map((one) => (hit(one) ? (change(one) as Entity) : one));
    const changed =
      id === 'crate' ? (change(crate as unknown as Entity) as unknown as Crate) : { ...crate, '@graph': graph };
    expect(unmet(changed).map((one) => one.split(': ')[0])).toContain(demand);
  });

  test('by every demand there is', () => {
    expect([...new Set(spoiled.map(([demand]) => demand))].sort()).toEqual(Object.keys(demands).sort());
  });
});
