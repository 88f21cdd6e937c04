import { readSql } from '../../lambdas/safe-projects/sql/read-sql.ts';
import { sqlOfOthers } from './sql-of-others.ts';
import { ownDatabase, sqlOfResearchers } from './sql-of-researchers.ts';

const short = (sql: string): string => sql.slice(0, 120);
const read = (sql: string) => readSql(sql, ownDatabase);
const fingerprint = (sql: string): string => {
  const found = read(sql);
  if (!found.ok) throw new Error(JSON.stringify(found.refusals));
  return found.fingerprint;
};

test('the corpus is large enough to mean something', () => {
  expect(sqlOfResearchers.length).toBeGreaterThanOrEqual(120);
  expect(sqlOfOthers.length).toBeGreaterThanOrEqual(100);
});

test.each(sqlOfResearchers.map((sql) => [short(sql), sql]))('a researcher may ask: %s', (_, sql) => {
  expect(read(sql)).toMatchObject({ ok: true });
});

test.each(sqlOfOthers.map(([sql, rule, place]) => [rule, short(sql), sql, place]))(
  'refused by %s: %s',
  (rule, _, sql, place) => {
    const found = read(String(sql));
    expect(found).toMatchObject({ ok: false });
    if (found.ok) return;
    expect(found.refusals.map((one) => one.rule)).toContain(rule);
    const [first] = found.refusals;
    if (place !== undefined) expect(`${first?.place.line}:${first?.place.column}`).toBe(place);
    for (const { says, place: at } of found.refusals) expect(says).toContain(`at ${at.line}:${at.column}: `);
  },
);

test('no refusal quotes what was typed', () => {
  const literals = ['9434765919', 'Smith'];
  const texts = literals.flatMap((literal) => [
    `SELECT '${literal}' FORM x`,
    `SELECT * FROM elsewhere.x WHERE a = '${literal}'`,
    `'${literal}'`,
    `${literal}`,
    `SELECT 1; SELECT '${literal}'`,
    `UNLOAD (SELECT '${literal}') TO 's3://${literal}/'`,
    `SHOW '${literal}'`,
    `SELECT "${literal}`,
    `CALL ${literal}('x')`,
    `SELECT * FROM "${literal}".x`,
    `SHOW TABLES IN "${literal}"`,
  ]);
  for (const text of texts) {
    const found = read(text);
    if (found.ok) throw new Error(`let through: ${text}`);
    for (const { says } of found.refusals) {
      for (const literal of literals) expect(says.toLowerCase()).not.toContain(literal.toLowerCase());
    }
  }
});

test('the fingerprint is the same for other values, comments, spacing and case, and for longer lists of values', () => {
  const one = fingerprint("SELECT ward FROM admissions WHERE nhs = '9434765919' AND age > 65");
  expect(fingerprint("select  ward\nfrom admissions -- mine\nwhere nhs = '1''2' and age > .5e3;")).toBe(one);
  expect(fingerprint('SELECT 1 FROM a WHERE x IN (1, 2, 3)')).toBe(fingerprint("SELECT 2 FROM a WHERE x IN ('a')"));
});

test('the fingerprint tells other questions apart', () => {
  const texts = [
    'SELECT a FROM b',
    'SELECT b FROM a',
    'SELECT "a" FROM b WHERE c = 1',
    'SELECT a FROM b WHERE c = 1',
    'SELECT a FROM b WHERE c > 1',
  ];
  expect(new Set(texts.map(fingerprint)).size).toBe(texts.length);
});

test('the hash is that of the text as it was sent', () => {
  const found = read('SELECT 1');
  expect(found).toMatchObject({ textHash: 'e004ebd5b5532a4b85984a62f8ad48a81aa3460c1ca07701f386135d72cdecf5' });
});
