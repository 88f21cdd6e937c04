import type { Finding } from '../contract.ts';
import { finding } from './refusal.ts';

interface Kind {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly reason: string;
}

const kinds: readonly Kind[] = [
  {
    rule: 'unseen-characters',
    pattern: /(?![\ufe0e\ufe0f\u202a-\u202e\u2066-\u2069])\p{DI}/u,
    reason: 'the text holds characters that no reader sees, which can carry other text',
  },
  {
    rule: 'turned-text',
    pattern: /[\u202a-\u202e\u2066-\u2069]/u,
    reason: 'the text holds characters that turn the order in which it is read',
  },
  {
    rule: 'private-characters',
    pattern: /[\ue000-\uf8ff\u{f0000}-\u{10ffff}]/u,
    reason: 'the text holds characters that have no agreed meaning',
  },
  {
    rule: 'control-characters',
    pattern: /(?![\t\n\f\r])\p{Cc}/u,
    reason: 'the text holds control characters, which can hide parts of it on a screen',
  },
];

/** Where a text is not what it looks like: one finding for each kind, at its first place. */
export const characterFindings = (text: string): readonly Finding[] =>
  kinds.flatMap(({ rule, pattern, reason }) => {
    const index = text.search(pattern);
    if (index < 0) return [];
    const before = text.slice(0, index);
    const line = before.split('\n').length;
    return [
      finding(rule, 'review', reason, 'remove these characters', { line, column: index - before.lastIndexOf('\n') }),
    ];
  });
