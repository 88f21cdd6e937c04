import { createHash } from 'node:crypto';
import { check } from '../../../lambdas/safe-outputs/disclosure/check.ts';
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
