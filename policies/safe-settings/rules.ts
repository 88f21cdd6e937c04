import type { Rule } from '../rule.ts';

export const settingsRules: readonly Rule[] = [];
