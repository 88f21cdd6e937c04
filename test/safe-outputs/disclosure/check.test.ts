import { createHash } from 'node:crypto';
import { check } from '../../../lambdas/safe-outputs/disclosure/check.ts';
import { checkInbound } from '../../../lambdas/safe-outputs/disclosure/check-inbound.ts';
import type { Source } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { engineVersion } from '../../../lambdas/safe-outputs/disclosure/engine-version.ts';
import { failClosed } from '../../../lambdas/safe-outputs/disclosure/fail-closed.ts';
import { measured, Unread } from '../../../lambdas/safe-outputs/disclosure/measured.ts';
import { profileHash, profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { worst } from '../../../lambdas/safe-outputs/disclosure/worst.ts';
import { sound } from '../../cases/disclosure/corpus-case.ts';

const profile = profiles['uk-health-10'];
const nothing = { earlier: [] };
const source = (path: string, ...chunks: readonly (string | Error)[]): Source => ({
  path,
  async *open() {
    for (const chunk of chunks) {
      if (chunk instanceof Error) throw chunk;
      yield Buffer.from(chunk);
    }
  },
});
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('a report says by which rules and numbers, and what bytes exactly', async () => {
  const report = await check([source('a.csv', sound)], profile, nothing);
  expect(report).toMatchObject({
    engine: engineVersion,
    profile: { id: 'uk-health-10', hash: profileHash(profile) },
    verdict: 'clear',
    files: [{ path: 'a.csv', type: 'csv', bytes: sound.length, sha256: sha256(sound) }],
  });
  expect(report.files[0]?.tables).toHaveLength(1);
});

test.each([
  ['a table that is refused in its second line', 'a,b\n1\n', 'x'.repeat(200_000)],
  ['a file whose name lies', '\x7fELF', 'x'.repeat(200_000)],
])('the hash of %s is of all its bytes', async (_, ...chunks) => {
  const { files } = await check([source('a.csv', ...chunks)], profile, nothing);
  expect(files[0]).toMatchObject({
    verdict: 'blocked',
    sha256: sha256(chunks.join('')),
    bytes: chunks.join('').length,
  });
});

test('a file of exactly as many bytes as the profile allows is judged, and one byte more is not', async () => {
  const limits = { ...profile.limits, bytesPerFile: sound.length };
  expect(await check([source('a.csv', sound)], { ...profile, limits }, nothing)).toMatchObject({ verdict: 'clear' });
  const { files } = await check([source('a.csv', sound, '\n')], { ...profile, limits }, nothing);
  expect(files[0]?.findings.map(({ rule }) => rule)).toEqual(['file-size']);
});

test('a file that is too large for its type to be held is counted and hashed, and not held', async () => {
  const chunk = `${'# x'.repeat(10_000)}\n`;
  const many = Array.from({ length: 700 }, () => chunk);
  const { files } = await check([source('a.md', ...many)], profile, nothing);
  expect(files[0]).toMatchObject({ verdict: 'blocked', bytes: 700 * chunk.length, sha256: sha256(many.join('')) });
});

test('bytes that cannot be read are no verdict: the check fails and says which file', async () => {
  const failing = check([source('a.csv', sound), source('b.csv', sound, new Error('throttled'))], profile, nothing);
  await expect(failing).rejects.toMatchObject({ file: 1, cause: new Error('throttled') });
  await expect(
    check(
      [
        {
          path: 'c.csv',
          open: () => {
            throw new Error('gone');
          },
        },
      ],
      profile,
      nothing,
    ),
  ).rejects.toThrow(Unread);
});

test('whoever swallows a failure of the source does not make it a file', async () => {
  const reading = measured(source('a.csv', 'x', new Error('cut')), 0);
  await expect(reading.head(10)).rejects.toThrow(Unread);
  await expect(reading.end()).rejects.toThrow(Unread);
});

test('a judge that breaks blocks the file, and its words stay inside', async () => {
  const judged = await failClosed(async () => {
    throw new Error('cannot read 9434765919');
  });
  expect(judged.findings.map(({ rule, verdict }) => [rule, verdict])).toEqual([['not-understood', 'blocked']]);
  expect(JSON.stringify(judged)).not.toContain('9434765919');
});

test('a failure of the source is no failure of the file', async () => {
  await expect(
    failClosed(async () => {
      throw new Unread(0, new Error('throttled'));
    }),
  ).rejects.toThrow(Unread);
});

test('the worst verdict is found in any order, and of nothing it is clear', () => {
  expect(worst([])).toBe('clear');
  expect(worst(['review', 'clear'])).toBe('review');
  expect(worst(['needs-fix', 'review'])).toBe('needs-fix');
  expect(worst(['review', 'blocked', 'needs-fix'])).toBe('blocked');
});

test('tables of a blocked file are not handed on', async () => {
  const { files } = await check([source('a.csv', 'patient_id,count\n1,132\n2,118\n')], profile, nothing);
  expect(files[0]).toMatchObject({ verdict: 'blocked', tables: [] });
});

test.each([
  [{ files: 1, bytesPerRequest: 1e6 }, ['request-files']],
  [{ files: 2, bytesPerRequest: 2 * sound.length }, []],
  [{ files: 2, bytesPerRequest: 2 * sound.length - 1 }, ['request-bytes']],
])('a request within %j, of two files', async (limit, expected) => {
  const two = [source('a.csv', sound), source('b.csv', sound)];
  const { findings } = await check(two, { ...profile, limits: { ...profile.limits, ...limit } }, nothing);
  expect(findings.map(({ rule }) => rule)).toEqual(expected);
});

describe('what ACRO says', () => {
  const table = 'year,G,N,R\n2010,15,59,71\n2011,15,59,71\n2012,16,58,70\n';
  const results = (status: string) =>
    JSON.stringify({
      version: '1.0.1',
      results: {
        output_0: {
          ...{ uid: 'output_0', status, type: 'table', properties: { method: 'crosstab' } },
          files: [{ name: 'output_0_0.csv', sdc: { summary: {}, cells: {} } }],
          ...{ outcome: {}, command: '', summary: status, timestamp: '', comments: [], exception: '' },
        },
      },
    });
  const rulesOf = async (...sources: readonly Source[]) => {
    const { files } = await check(sources, profile, nothing);
    return files.map(({ verdict, findings }) => [verdict, ...findings.map(({ rule }) => rule)]);
  };
  const checksum = (text: string) => source('checksums/output_0_0.csv.txt', sha256(text));

  test('is held against the file, which is judged by itself', async () => {
    const [first, second] = await rulesOf(
      source('results.json', results('pass')),
      source('output_0_0.csv', table.replace('71', '7')),
      checksum(table.replace('71', '7')),
    );
    expect(first).toContain('claim-disagrees');
    expect(second).toContain('threshold');
  });

  test('clears nothing, and agrees where it does', async () => {
    const [first, second] = await rulesOf(
      source('results.json', results('pass')),
      source('output_0_0.csv', table),
      checksum(table),
    );
    expect(first).toEqual(['review', 'acro-claims']);
    expect(second).toEqual(['clear']);
  });

  test('of another file than the one that is to be released blocks it', async () => {
    const [first] = await rulesOf(
      source('results.json', results('pass')),
      source('output_0_0.csv', table),
      checksum(`${table} `),
    );
    expect(first).toEqual(['blocked', 'acro-claims', 'claim-checksum']);
  });

  test.each([
    ['sub/output_0_0.csv', 'claim-disagrees'],
    ['output_0_0.csv', 'claim-checksum'],
  ])('with the file at %s finds %s', async (path, rule) => {
    const [first] = await rulesOf(source('results.json', results('pass')), source(path, table));
    expect(first).toContain(rule);
  });
});

describe('what comes in together', () => {
  const program = source('run.py', 'print(1)\n');

  test.each([
    ['one program', [program], 'clear', []],
    ['two of one name', [program, program], 'blocked', ['request-namesakes']],
    ['nothing', [], 'blocked', ['request-empty']],
    [
      '101 files',
      Array.from({ length: 101 }, (_, i) => source(`run-${i}.py`, 'x = 1\n')),
      'blocked',
      ['request-files'],
    ],
  ] as const)('%s', async (_, sources, verdict, rules) => {
    const report = await checkInbound(sources, 'code');
    expect([report.verdict, report.findings.map(({ rule }) => rule)]).toEqual([verdict, rules]);
  });

  test('bytes that cannot be read are no verdict', async () => {
    await expect(checkInbound([source('run.py', 'x', new Error('throttled'))], 'code')).rejects.toThrow(Unread);
  });
});
