import type * as z from 'zod';
import type { Deployment } from './deployment.ts';

/** A value of which any part may be missing, because the file lacks it or has it wrong. */
export type Draft<T> = T extends readonly (infer Entry)[]
  ? readonly (Draft<Entry> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

export type DraftDeployment = Draft<Deployment>;

/**
 * What is sound in a file that the schema refuses: a copy without every value an issue points at. So the checks across
 * fields run even then, and a writer sees all problems at once.
 */
export function soundPart(content: unknown, issues: readonly z.core.$ZodIssue[]): DraftDeployment {
  let copy: unknown = structuredClone(content);
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') continue;
    // With an unknown `kind` nothing else of the map was looked at.
    const path = issue.code === 'invalid_union' && issue.discriminator ? issue.path.slice(0, -1) : issue.path;
    copy = without(copy, path);
  }
  // Every value that contradicts the type was just taken out, and the type allows each to be missing.
  return (copy ?? {}) as DraftDeployment;
}

function without(value: unknown, path: readonly PropertyKey[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return undefined;
  if (Array.isArray(value)) return value.map((entry, index) => (index === first ? without(entry, rest) : entry));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, key === first ? without(entry, rest) : entry]),
  );
}
