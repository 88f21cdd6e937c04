import { endWith, runVerb } from './run-verb.ts';
import { check } from './verbs/check.ts';

export { check };

/** `tre check` without the other commands and what runs them: `bin/tre` calls it in the bundle that was kept. */
export const alone = (args: readonly string[]): void => endWith(runVerb(check, args));
