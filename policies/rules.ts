import type { Rule } from './rule.ts';
import { dataRules } from './safe-data/rules.ts';
import { outputRules } from './safe-outputs/rules.ts';
import { peopleRules } from './safe-people/rules.ts';
import { projectRules } from './safe-projects/rules.ts';
import { settingsRules } from './safe-settings/rules.ts';

/** Every rule, by safe, in the order of the Five Safes as data meets them. */
export const rules: readonly Rule[] = [...settingsRules, ...dataRules, ...peopleRules, ...projectRules, ...outputRules];
