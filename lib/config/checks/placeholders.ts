import type { DraftDeployment } from '../draft.ts';
import type { Finding, Path } from '../problem.ts';

/** What `tre init` leaves for people to fill in. */
const placeholder = /\bREPLACE\b|^replace-/;

/** A trial may begin with what the starter says; what is locked for years, and shown to an assessor, may not. */
export function checkPlaceholders(draft: DraftDeployment): Finding[] {
  return draft.stage?.kind === 'production' ? placeholdersIn(draft, []) : [];
}

function placeholdersIn(value: unknown, path: Path): Finding[] {
  if (typeof value === 'string' && placeholder.test(value)) {
    return [{ path, rule: 'must not be a placeholder of the starter', remedy: 'write what is so' }];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    placeholdersIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
