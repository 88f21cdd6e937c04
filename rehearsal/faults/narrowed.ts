import { faults } from './kinds.ts';
import type { Subject } from './subject.ts';

/** Beside the kinds of which each is one answer: what lasts from a call on, and a function that dies at it. */
const further = [
  'throttling that lasts',
  'server error that lasts',
  'worker ended before the call',
  'worker ended after the call',
] as const;

export const kindNames: readonly string[] = [...Object.keys(faults), ...further];

/** What `--subject` and `--kind` ask for: each a part of a name. An empty list asks for all. */
export interface Narrowing {
  readonly subjects: readonly string[];
  readonly kinds: readonly string[];
}

const holdsOne = (words: readonly string[], ...names: readonly string[]): boolean =>
  words.some((word) => names.some((name) => name.toLowerCase().includes(word.toLowerCase())));

/** A subject goes by its name or by the function that it is about. */
export const isAsked = ({ subjects }: Narrowing, { name, noun }: Pick<Subject, 'name' | 'noun'>): boolean =>
  subjects.length === 0 || holdsOne(subjects, name, noun);

/** Kinds by which a subject is struck; one that is asked for by name is tried even where a whole run leaves it out for its length. */
export function kindsFor({ kinds }: Narrowing, subject: Subject): readonly string[] {
  if (kinds.length > 0) return kindNames.filter((name) => holdsOne(kinds, name));
  const own = 'run' in subject ? subject.kinds : undefined;
  return own === undefined ? kindNames : kindNames.filter((name) => own.includes(name));
}

/** A word that names nothing would narrow a run to nothing, which is no proof. */
export function narrowingProblem(
  { subjects: words, kinds }: Narrowing,
  subjects: readonly Pick<Subject, 'name' | 'noun'>[],
): string | undefined {
  const unknown = words.find((word) => !subjects.some(({ name, noun }) => holdsOne([word], name, noun)));
  if (unknown !== undefined)
    return `--subject ${unknown} is part of none of: ${subjects.map(({ name, noun }) => `${name} (${noun})`).join('; ')}`;
  const odd = kinds.find((word) => !holdsOne([word], ...kindNames));
  return odd === undefined ? undefined : `--kind ${odd} is part of none of: ${kindNames.join('; ')}`;
}
