import type { Finding } from '../contract.ts';
import { identifiersInText as scanned } from '../scan/identifiers-in-text.ts';

/** Found here by readers that also follow what is wrapped over lines or begins behind other letters: `tokens.ts`, `characters.ts`. */
const foundElsewhere: ReadonlySet<string> = new Set(['encoded-data', 'long-token', 'unseen-characters']);

/** What identifies a person, by shape and check digit. */
export const identifiersInText = (text: string): readonly Finding[] =>
  scanned(text).filter(({ rule }) => !foundElsewhere.has(rule));
