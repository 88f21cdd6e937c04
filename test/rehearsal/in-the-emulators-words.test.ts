import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../../rehearsal/differences/differences.ts';
import type { Templates } from '../../rehearsal/left-out/template.ts';
import { inItsWords } from '../../rehearsal/rewrites/rewrites.ts';
import { forDuckDb, withParameters } from '../../rehearsal/target/dialect.ts';

const place = { account: '111122223333', region: 'eu-west-2' };
const rewritten = (Properties: Record<string, unknown>) => {
  const templates: Templates = new Map([['stack', { Resources: { Thing: { Type: 'X', Properties } } }]]);
  return inItsWords(templates, place).get('stack')?.Resources.Thing?.Properties;
};
const role = 'arn:aws:iam::111122223333:role/purge';

describe('templates in the words of an emulator', () => {
  test('a bucket in the namespace of the account gets the name that AWS would give it', () => {
    expect(rewritten({ BucketNamePrefix: 'tre-x-vault', BucketNamespace: 'account-regional' })).toEqual({
      BucketName: 'tre-x-vault-111122223333-eu-west-2-an',
    });
  });

  test('a condition on our VPC keeps its operator and its neighbours', () => {
    expect(
      rewritten({ Condition: { StringNotEqualsIfExists: { 'aws:SourceVpc': { Ref: 'Vpc' } }, Bool: { a: 'true' } } }),
    ).toEqual({ Condition: { StringNotEqualsIfExists: { 'aws:SourceIp': '127.0.0.2' }, Bool: { a: 'true' } } });
  });

  test('a condition on a role names its sessions as well, and in one flat list', () => {
    expect(rewritten({ Condition: { ArnNotLikeIfExists: { 'aws:PrincipalArn': [role] } } })).toEqual({
      Condition: {
        ArnNotLikeIfExists: {
          'aws:PrincipalArn': [role, 'arn:aws:sts::111122223333:assumed-role/purge/*'],
        },
      },
    });
  });

  test('the name of a person is demanded of the external id', () => {
    expect(rewritten({ StringLike: { 'sts:SourceIdentity': '?*' } })).toEqual({
      StringLike: { 'sts:ExternalId': '?*' },
    });
  });

  test('whatever else there is stays as it was', () => {
    const properties = { BucketName: 'x', List: [{ Ref: 'A' }, 'b', 3, true, null], Policy: { Action: 's3:*' } };
    expect(rewritten(properties)).toEqual(properties);
  });
});

describe('questions in the words of DuckDB', () => {
  test('functions get their other names, and only functions', () => {
    expect(forDuckDb(`SELECT date_format(day, '%Y') AS date_format, json_extract_scalar(a, '$.b')`)).toBe(
      `SELECT strftime(day, '%Y') AS date_format, json_extract_string(a, '$.b')`,
    );
  });

  test('a parameter becomes a text that cannot end early', () => {
    expect(withParameters('a LIKE ?', ["it's"])).toBe("a LIKE 'it''s'");
  });

  test('a parameter too few or too many is refused', () => {
    expect(() => withParameters('a = ? AND b = ?', ['x'])).toThrow('more parameters than 1');
    expect(() => withParameters('a = ?', ['x', 'y'])).toThrow('fewer parameters than 2');
  });
});

describe('the list of differences from AWS', () => {
  test('names each once, and each in a pass', () => {
    expect(differences.length).toBeGreaterThan(10);
    expect(new Set(differences.map(({ name }) => name)).size).toBe(differences.length);
    expect(differences.filter(({ passes }) => passes.length === 0)).toEqual([]);
  });

  test('names files that exist', () => {
    const files = differences.flatMap(({ bridgedBy }) => bridgedBy.match(/[a-z-]+\/[a-z-]+\.ts/g) ?? []);
    expect(files.length).toBeGreaterThan(8);
    expect(files.filter((file) => !existsSync(join(__dirname, '..', '..', 'rehearsal', file)))).toEqual([]);
  });
});
