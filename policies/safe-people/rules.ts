import type { Rule } from '../rule.ts';

export const peopleRules: readonly Rule[] = [];
