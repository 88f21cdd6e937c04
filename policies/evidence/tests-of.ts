import type { NamedTest } from '../catalogue/tested.ts';
import { type TestThatRan, verdictOf } from './result.ts';
import type { Basis } from './status.ts';
import { ended, listed, plural, sentences } from './words.ts';

/** What tests that ran say of one statement. */
export interface TestsOf {
  /** Every test that it takes passed on this commit, and the templates hold what was tested. */
  readonly complete: boolean;
  readonly seen: string;
  /** What is missing, where tests could show it; empty where no test is named. */
  readonly missing: string;
  /** One sentence for each named test that ran and did not pass. */
  readonly failures: readonly string[];
}

const nothing: TestsOf = { complete: false, seen: '', missing: '', failures: [] };

const isOf = ({ file, title }: NamedTest, ran: TestThatRan): boolean =>
  ran.file === file && (title === undefined || ran.title === title);

const called = ({ file, title }: NamedTest, ran: number): string =>
  title === undefined ? `${plural(ran, 'test')} of ${file}` : `“${title}” (${file})`;

/**
 * A test is code that ran on a commit; it counts for templates of the same commit whose functions run that code, which rules prove. One that
 * did not run, or was left out, is missing; one that failed is a failure, whatever anybody attests.
 */
export function testsOf({ class: kind, tested, testRun, rules }: Basis): TestsOf {
  if (kind !== 'R' || tested === undefined || testRun === undefined) return nothing;
  const partial = tested.partial && `No test shows ${ended(tested.partial)}`;
  if ('notCounted' in testRun) {
    return {
      ...nothing,
      missing: sentences(`Needs a run of its tests, or attestation: ${ended(testRun.notCounted)}`, partial),
    };
  }
  const found = tested.tests.map((named) => ({ named, ran: testRun.tests.filter((one) => isOf(named, one)) }));
  const failed = found.filter(({ ran }) => ran.some(({ outcome }) => outcome === 'failed'));
  const passed = found.filter(({ ran }) => ran.length > 0 && ran.every(({ outcome }) => outcome === 'passed'));
  const absent = found.filter((one) => !failed.includes(one) && !passed.includes(one));
  const standing = new Set(rules.filter((result) => verdictOf(result) === 'pass').map(({ rule }) => rule.id));
  const unshown = tested.rules.filter((id) => !standing.has(id));
  const complete = passed.length === found.length && unshown.length === 0 && tested.partial === undefined;
  return {
    complete,
    seen:
      passed.length === 0
        ? ''
        : `${complete ? 'Tested' : 'Tested in part'} on this commit, in a run that ended at ${testRun.ended}: ${listed(passed.map(({ named, ran }) => called(named, ran.length)))}.`,
    missing: complete
      ? ''
      : sentences(
          absent.length > 0 && `These did not run: ${listed(absent.map(({ named }) => named.title ?? named.file))}.`,
          unshown.length > 0 && `No resource in these templates shows ${listed(unshown)}.`,
          partial,
          'Needs attestation.',
        ),
    failures: failed.map(({ named, ran }) => `Failed on this commit: ${called(named, ran.length)}.`),
  };
}
