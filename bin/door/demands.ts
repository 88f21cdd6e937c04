import type * as z from 'zod';

/** What one field must be, in words; undefined: what the schema itself says of it. */
export function demandOf(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'too_small' && issue.origin === 'string') return `must have at least ${characters(issue.minimum)}`;
  if (issue.code === 'too_big' && issue.origin === 'string') return `must have at most ${characters(issue.maximum)}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map(String).join(' or ')}`;
  if (issue.code !== 'invalid_format') return undefined;
  const { format, pattern } = issue as { readonly format: string; readonly pattern?: string };
  if (format === 'date') return 'must be a day of the calendar like 2027-03-31';
  if (format === 'datetime' || (pattern !== undefined && isOfInstants(pattern)))
    return 'must be an instant like 2027-03-31T00:00:00.000Z, or a day';
  return pattern === undefined ? undefined : `must match ${pattern}`;
}

const characters = (count: number | bigint): string => `${count} character${Number(count) === 1 ? '' : 's'}`;

/** Whatever the pattern looks like: it takes an instant, and neither a day nor words. */
function isOfInstants(pattern: string): boolean {
  const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(pattern) ?? [];
  const takes = (text: string) => new RegExp(source, flags).test(text);
  return source !== '' && takes('2027-01-01T00:00:00.000Z') && !takes('2027-01-01') && !takes('some words');
}
