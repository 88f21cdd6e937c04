import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The order of removal as the how-to tells it: names of stacks or patterns, one command each. */
export function documentedRemoval(markdown: string): readonly string[] {
  const commands = [...markdown.matchAll(/^npx cdk destroy -c deployment=\S+ ('[^']+'|\S+)/gm)];
  const order = commands.map(([, name = '']) => name.replaceAll("'", ''));
  if (order.length === 0) throw new Error('the how-to on removal holds no command of the form npx cdk destroy -c …');
  return order;
}

const matches = (pattern: string, name: string): boolean => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name);

/**
 * One list of stacks for each command. A command that finds no stack has nothing to do here; a stack that no command finds stays.
 */
export const removalOf = (order: readonly string[], stacks: readonly string[]): readonly (readonly string[])[] =>
  order.map((pattern) => stacks.filter((name) => matches(pattern, name))).filter((names) => names.length > 0);

/** The how-to of this checkout. */
export const removalOrder = (): readonly string[] =>
  documentedRemoval(readFileSync(join(__dirname, '..', 'docs', 'how-to', 'remove.md'), 'utf8'));
