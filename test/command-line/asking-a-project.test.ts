import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowWriter } from '../../bin/door/result-rows.ts';
import { projectOf } from '../safe-projects/query-world.ts';
import { atADesk, type Desk } from './at-a-desk.ts';
import { type Deployment, deployment } from './door-server.ts';

let place: Deployment;
let desk: Desk;
const why = ['--why', 'to see how many there are'];
const sql = 'SELECT ward FROM admissions';

beforeEach(async () => {
  place = await deployment('2026-11-27T10:00:00.000Z');
  await place.inService();
  await place.put('ada-lovelace', 'RJ1', ['researcher']);
  const body = { ...projectOf('falls', ['ada-lovelace']) };
  await place.store.commit([{ kind: 'create', item: { partition: 'project', sort: 'falls', version: 1, body } }]);
  desk = atADesk(place, 'ada-lovelace');
  await desk.signIn('private');
  desk.terminal = false;
});
afterEach(async () => {
  desk.close();
  await place.close();
});

const rows = [['ward'], ['A'], ['B, "left"'], [null], ['']];
const finishing = (ending: Parameters<typeof place.athena.finish>[0]) => {
  desk.paused = () => {
    desk.paused = () => {};
    place.athena.finish(ending);
  };
};

test('a question waits for its end and writes its rows to standard output alone', async () => {
  finishing({ bytes: 10, rows });
  const { status, stdout, stderr } = await desk.tre('query', 'falls', ...why, '--sql', sql);
  expect([status, stdout]).toEqual([0, 'ward\r\nA\r\n"B, ""left"""\r\n\r\n""\r\n']);
  expect(stderr).toMatch(/4 rows, 10 bytes counted/);
  expect(place.athena.runs.map(({ person, project, sql: text }) => [person, project, text])).toEqual([
    ['ada-lovelace', 'falls', sql],
  ]);
});

test('the whole result is sent to the airlock by its query, and only the id, size and hash of it are shown', async () => {
  finishing({ bytes: 10, rows });
  const asked = await desk.tre('query', 'falls', ...why, '--sql', sql, '--json');
  const { query } = JSON.parse(asked.stdout).query;
  const { status, stdout } = await desk.tre('query', 'send', 'falls', query, '--json');
  expect(status).toBe(0);
  const { deposit, ...sent } = JSON.parse(stdout);
  expect(deposit).toMatch(/^[0-9a-f-]{36}$/);
  expect(sent).toEqual({ rows: 4, bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect((await desk.tre('query', 'send', 'falls')).status).toBe(2);
});

test('SQL comes from standard input or a file as well, and its text is in no address', async () => {
  desk.input = sql;
  finishing({ rows });
  expect((await desk.tre('query', 'falls', ...why)).status).toBe(0);
  const file = join(desk.folder, 'question.sql');
  writeFileSync(file, sql);
  finishing({ rows });
  expect((await desk.tre('query', 'falls', ...why, '--sql-file', file)).status).toBe(0);
  expect(place.athena.runs).toHaveLength(2);
  for (const { url } of place.requests) expect(decodeURIComponent(url)).not.toMatch(/select|to see/i);
});

test.each([
  ['no text', []],
  ['no reason that is long enough', ['--sql', sql, '--why', 'so']],
  ['two texts', ['--sql', sql, '--sql-file', 'x']],
  ['a format that is none', ['--sql', sql, '--format', 'xml']],
  ['a number of rows that is none', ['--sql', sql, '--most', '0']],
])('with %s nothing is sent', async (_, options) => {
  const reason = options.includes('--why') ? [] : why;
  expect((await desk.tre('query', 'falls', ...reason, ...options)).status).toBe(2);
  expect(place.requests).toEqual([]);
});

test('what the project cannot do is refused with rule and place before Athena is asked', async () => {
  const { status, stderr } = await desk.tre('query', 'falls', ...why, '--sql', 'SELECT * FROM other_database.people');
  expect(status).toBe(1);
  expect(stderr).toMatch(/ {2}sql-[a-z-]+: /);
  expect(place.athena.runs).toEqual([]);
});

test('a query that does not end well is no success, and says by which rule', async () => {
  finishing({ state: 'failed', because: 'athena-user-error' });
  const { status, stdout, stderr } = await desk.tre('query', 'falls', ...why, '--sql', sql);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('athena-user-error');
});

test('Ctrl-C cancels the query at Athena, and the command ends with 1', async () => {
  desk.paused = () => desk.interrupt();
  const { status, stderr } = await desk.tre('query', 'falls', ...why, '--sql', sql);
  expect(status).toBe(1);
  expect(stderr).toContain('interrupted');
  expect(place.athena.runs.map(({ state }) => state)).toEqual(['cancelled']);
  expect((await desk.tre('query', 'list', 'falls')).stdout).toContain('cancelled');
});

test('a running query is asked after, listed, shown with its text and cancelled by name', async () => {
  const { stdout } = await desk.tre('query', 'falls', ...why, '--sql', sql, '--no-wait');
  const id = stdout.trim();
  expect((await desk.tre('query', 'show', 'falls', id)).stdout).toContain(sql);
  const listed = await desk.tre('query', 'list', 'falls', '--json');
  expect(JSON.parse(listed.stdout).queries).toEqual([expect.objectContaining({ query: id, state: 'running' })]);
  expect(await desk.tre('query', 'rows', 'falls', id)).toMatchObject({ status: 1, stdout: '' });
  expect((await desk.tre('query', 'cancel', 'falls', id)).status).toBe(0);
  expect(place.athena.runs[0]?.state).toBe('cancelled');
  expect((await desk.tre('query', 'tables', 'falls')).stdout).toContain('admissions');
  expect((await desk.tre('query', 'show', 'falls', 'no-id')).status).toBe(2);
});

test('a result of many pages is read to its end, and a wanted number of rows is not exceeded', async () => {
  const many = [['ward'], ...Array.from({ length: 2500 }, (_, index) => [`ward ${index}`])];
  finishing({ rows: many });
  const all = await desk.tre('query', 'falls', ...why, '--sql', sql, '--format', 'jsonl');
  expect(all.stdout.trimEnd().split('\n')).toHaveLength(2500);
  const [id = ''] = all.stderr.split(':');
  const some = await desk.tre('query', 'rows', 'falls', id, '--most', '3');
  expect(some.stdout).toBe('ward\r\nward 0\r\nward 1\r\nward 2\r\n');
  const json = JSON.parse((await desk.tre('query', 'rows', 'falls', id, '--json')).stdout);
  expect([json.columns, json.rows.length, json.rows[2499]]).toEqual([
    [{ name: 'ward', type: 'varchar' }],
    2500,
    ['ward 2499'],
  ]);
});

test('after access has ended the very next page is refused with the reason', async () => {
  finishing({ rows });
  const { stderr } = await desk.tre('query', 'falls', ...why, '--sql', sql);
  const [id = ''] = stderr.split(':');
  place.time.at = Date.parse('2027-12-01T00:00:00.000Z');
  desk.terminal = true;
  await desk.signIn('private');
  desk.terminal = false;
  const refused = await desk.tre('query', 'rows', 'falls', id);
  expect([refused.status, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toMatch(/training: .*expired/);
});

test('a project may be called as a command is: a reason says that it is asked', async () => {
  expect((await desk.tre('query', 'list', ...why, '--sql', sql)).stderr).toContain('askQuery');
});

test.each([
  ['csv', 'a,a\r\n1,\r\n"x\ny",""\r\n'],
  ['jsonl', '{"a":"1","a_2":null}\n{"a":"x\\ny","a_2":""}\n'],
  ['table', 'a        a_2\n1\nx\\u{a}y\n'],
] as const)('two columns of one name, an absent and an empty value, as %s', (format, expected) => {
  const writer = rowWriter(format);
  const written = writer.page(['a', 'a'], [['1', null]]) + writer.page(['a', 'a'], [['x\ny', '']]) + writer.end();
  expect(written).toBe(expected);
});
