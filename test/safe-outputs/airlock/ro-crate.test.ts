import type { ReleaseRecord } from '../../../lambdas/safe-outputs/release-record.ts';
import { type Crate, crateOf, type Entity, fiveSafes } from '../../../lambdas/safe-outputs/ro-crate.ts';
import { airlockHouse } from './airlock-house.ts';

async function released() {
  const house = await airlockHouse();
  const request = await house.released('table: region,count', 'second');
  const read = async (what: 'record' | 'ro-crate') => {
    const { body } = await house.bytesAt('public')('requester-1', `/releases/{request}/${what}`, { path: { request } });
    return JSON.parse(String(body));
  };
  return { house, request, record: (await read('record')) as ReleaseRecord, crate: (await read('ro-crate')) as Crate };
}

const refsIn = (value: unknown): readonly string[] =>
  [value]
    .flat()
    .flatMap((one) => (typeof one === 'object' && one !== null && '@id' in one ? [String(one['@id'])] : []));

test('a record names every criterion, number, hash, version, person and time, and no text typed inside but names', async () => {
  const { house, request, record } = await released();
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
  test('is RO-Crate 1.2 of the Five Safes profile, with what both require', async () => {
    const { request, record, crate } = await released();
    expect(crate['@context']).toBe('https://w3id.org/ro/crate/1.2/context');
    const graph = new Map<string, Entity>(crate['@graph'].map((one) => [one['@id'], one]));
    expect(graph.size).toBe(crate['@graph'].length);
    const descriptor = graph.get('ro-crate-metadata.json');
    expect(descriptor).toMatchObject({ '@type': 'CreativeWork', about: { '@id': './' } });
    expect(refsIn(descriptor?.conformsTo)).toEqual(['https://w3id.org/ro/crate/1.2']);
    const root = graph.get('./');
    for (const property of ['name', 'description', 'datePublished', 'license', 'publisher'])
      expect(root).toHaveProperty(property);
    expect(refsIn(root?.conformsTo)).toEqual([fiveSafes]);
    expect(graph.get(refsIn(root?.sourceOrganization)[0] ?? '')?.['@type']).toBe('Project');
    expect(graph.get(refsIn(root?.mainEntity)[0] ?? '')?.['@type']).toBe('Dataset');
    const mentioned = refsIn(root?.mentions).map((id) => graph.get(id));
    const [run, ...others] = mentioned.filter((one) => one?.['@type'] === 'CreateAction');
    expect(others).toEqual([]);
    expect(refsIn(run?.instrument)).toEqual(refsIn(root?.mainEntity));
    expect(graph.get(refsIn(run?.agent)[0] ?? '')).toMatchObject({ '@type': 'Person', affiliation: {}, memberOf: {} });
    for (const result of refsIn(run?.result)) expect(refsIn(root?.hasPart)).toContain(result);
    const assessed = mentioned.filter((one) => one?.['@type'] === 'AssessAction');
    expect(assessed.map((one) => refsIn(one?.additionalType)[0])).toEqual([
      'https://w3id.org/shp#CheckValue',
      ...Array.from({ length: 3 }, () => 'https://w3id.org/shp#DisclosureCheck'),
      'https://w3id.org/shp#SignOff',
    ]);
    for (const one of assessed) {
      expect(one).toMatchObject({
        name: expect.any(String),
        endTime: expect.any(String),
        actionStatus: expect.any(String),
      });
      expect(refsIn(one?.object)).toContain('./');
      const agent = graph.get(refsIn(one?.agent)[0] ?? '');
      if (agent?.['@type'] === 'SoftwareApplication') expect(refsIn(agent.provider)).toEqual(['#tre-test']);
    }
    expect(request).toBe(record.request);
  });

  test('refers to nothing that is not in it, and names everything', async () => {
    const { crate } = await released();
    const ids = new Set(crate['@graph'].map((one) => one['@id']));
    const ends = ['https://w3id.org/ro/crate/1.2'];
    const dangling = crate['@graph'].flatMap((one) =>
      Object.values(one)
        .flatMap(refsIn)
        .filter((id) => !ids.has(id) && !ends.includes(id)),
    );
    expect(dangling).toEqual([]);
    expect(
      crate['@graph'].filter((one) => one['@id'] !== 'ro-crate-metadata.json' && typeof one.name !== 'string'),
    ).toEqual([]);
  });

  test('is the same however often it is made', async () => {
    const { record, crate } = await released();
    expect(JSON.parse(JSON.stringify(crateOf(record)))).toEqual(crate);
  });
});
