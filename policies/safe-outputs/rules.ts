import type { Rule } from '../rule.ts';

export const outputRules: readonly Rule[] = [];
