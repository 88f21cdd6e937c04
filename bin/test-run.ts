import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { TestRun } from '../policies/evidence/result.ts';

/** Written by test/record-of-tests.cjs at the end of a whole run. */
const Recorded = z.strictObject({
  schema: z.literal('tre-tests'),
  /** With `+changes` where anything in the work tree was in no commit. */
  commit: z.string(),
  ended: z.iso.datetime(),
  tests: z.array(z.strictObject({ file: z.string(), title: z.string(), outcome: z.string() })),
});

const where = join(__dirname, '..', 'build', 'tests.json');

/** The tests that ran on this commit. A run on another one, or on a work tree with changes, is none: nobody can tell what ran. */
export function testRun(commit: string, file: string = process.env.TRE_TEST_RECORD ?? where): TestRun {
  if (!existsSync(file)) return { notCounted: 'no run of the tests is recorded; run `npm test` on this commit' };
  const read = readRecord(file);
  if (read === undefined) return { notCounted: 'the record of tests that ran cannot be read' };
  if (!/^[0-9a-f]{40}$/.test(read.commit))
    return { notCounted: 'the tests ran on files that are in no commit; commit them and run `npm test`' };
  if (read.commit !== commit)
    return {
      notCounted: `the tests ran on commit ${read.commit.slice(0, 12)}, and this is ${commit.replace(/^(\w{12})\w*/, '$1')}`,
    };
  return { ended: read.ended, tests: read.tests };
}

function readRecord(file: string): z.infer<typeof Recorded> | undefined {
  try {
    return Recorded.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
