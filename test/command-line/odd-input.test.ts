import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply } from '../../bin/verbs/apply.ts';
import { decide } from '../../bin/verbs/decide.ts';
import { people } from '../../bin/verbs/people.ts';
import { query } from '../../bin/verbs/query.ts';
import type { Verb } from '../../bin/verbs/verb.ts';
import { personCommands } from '../../lambdas/safe-projects/project-commands.ts';
import { commandSummaries } from '../../lambdas/safe-projects/project-summaries.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tre-odd-'));
const ask = ['copd', '--sql', 'SELECT 1'];

async function refused(verb: Verb, ...args: readonly string[]): Promise<string> {
  let said = '';
  const status = await verb.run(args, {
    stdout: () => {},
    stderr: (text) => (said += text),
    today: () => '2026-11-27',
  });
  expect(status).toBe(2);
  return said;
}

function file(content: string | Uint8Array): string {
  const path = join(scratch, 'application.yaml');
  writeFileSync(path, content);
  return path;
}

describe('what a field must be is said in words, with what was given', () => {
  test('of texts, days, instants and lists of words', async () => {
    const path = file('title: x\nstarts: 2026-13-40\nfrequency: hourly\n');
    const said = await refused(apply, 'copd', '--file', path);
    expect(said).toContain(`${path}: title: must have at least 3 characters, got "x"`);
    expect(said).toContain(`${path}: starts: must be a day of the calendar like 2027-03-31, got "2026-13-40"`);
    expect(said).toMatch(/frequency: must be [a-z-]+ or .*got "hourly"/);
    const credential = await refused(people, 'ada-lovelace', 'record-credential', '--from', 'yesterday');
    expect(credential).toContain('--from: must be an instant like 2027-03-31T00:00:00.000Z, or a day, got "yesterday"');
    expect(credential.match(/--from/g)).toHaveLength(1);
  });

  test('of a pattern, the pattern', async () => {
    expect(await refused(apply, 'copd', '--file', file('lead: rmarc'))).toMatch(/lead: must match .*, got "rmarc"/);
  });

  test('and a field that is none is named where it stands', async () => {
    const path = file('nonsense: 1');
    expect(await refused(apply, 'copd', '--file', path)).toContain(`${path}: nonsense: there is no such field`);
    const conditions = '[{id: small, says: Publish no small numbers, nope: 1}]';
    const said = await refused(decide, 'copd', 'close-vote', '--reason', 'Clear benefit', '--conditions', conditions);
    expect(said).toContain('--conditions.0.nope: there is no such field');
  });
});

test('a question without a reason is told to give one, and a command without its query to name it', async () => {
  expect(await refused(query, ...ask)).toContain('--why: must be given');
  expect(await refused(query, 'show', 'copd')).toContain('name the query');
  expect(await refused(query, 'list')).toContain('name the project');
});

test('why a file cannot be read is said in words', async () => {
  expect(await refused(apply, '--file', scratch, '--check')).toContain('cannot be read: it is a folder');
  expect(await refused(apply, '--file', file(new Uint8Array([255, 254])), '--check')).toContain('it is not UTF-8');
  expect(await refused(query, ...ask, '--why', 'for table 1', '--sql-file', 'x')).toContain('exclude each other');
  expect(await refused(query, 'copd', '--why', 'for table 1', '--sql-file', join(scratch, 'none'))).toContain(
    'there is no such file',
  );
});

test('among the commands of a person there is none that is not about a person', async () => {
  const said = await refused(people, 'ada-lovelace', 'promote');
  expect(said).toContain('lift-suspension');
  expect(said).not.toContain('put-into-service');
});

test('the help says of each command what it does and who may, in words', () => {
  expect(new Set(Object.values(commandSummaries)).size).toBe(personCommands.length);
  expect(decide.usage).toContain('Votes, once; nobody sees it before the vote is closed (a member of the committee');
});
