import type { Rule } from '../rule.ts';

export const projectRules: readonly Rule[] = [];
