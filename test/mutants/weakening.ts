import type { Safe } from '../../policies/rule.ts';
import { type Body, set } from '../mutant.ts';
import type { Change, Site } from './site.ts';

/** A row of a table: at resources of a kind, something is set to a weaker value. It applies where it changes anything. */
export interface Weakening {
  readonly what: string;
  readonly safe?: Safe;
  edit(body: Body, site: Site): void;
}

export type Weakenings = Readonly<Record<string, readonly Weakening[]>>;

/** Sets a property, at a path such as `Lock.Days`; `undefined` removes it. */
export const to = (what: string, path: string, value: unknown, safe?: Safe): Weakening => ({
  what,
  ...(safe && { safe }),
  edit: (body) => set(body, path, structuredClone(value)),
});

/** Adds to a list that may not be there yet. */
export const more = (what: string, path: string, value: (site: Site) => unknown, safe?: Safe): Weakening => ({
  what,
  ...(safe && { safe }),
  edit: (body, site) => {
    const before = path
      .split('.')
      .reduce<unknown>((inner, key) => (inner as Fields | undefined)?.[key], body.Properties);
    set(body, path, [...(Array.isArray(before) ? before : []), value(site)]);
  },
});

type Fields = Record<string, unknown>;

/** Edits what stands at a path of properties, only where it is there. */
export const within = (
  what: string,
  path: string,
  edit: (value: Fields, site: Site) => void,
  safe?: Safe,
): Weakening => ({
  what,
  ...(safe && { safe }),
  edit: (body, site) => {
    const value = path
      .split('.')
      .reduce<unknown>((inner, key) => (inner as Fields | undefined)?.[key], body.Properties);
    if (typeof value === 'object' && value !== null) edit(value as Fields, site);
  },
});

/** Weakens something only where the property is written down. */
export const where = (path: string, row: Weakening): Weakening => ({
  ...row,
  edit: (body, site) => {
    const value = path
      .split('.')
      .reduce<unknown>((inner, key) => (inner as Fields | undefined)?.[key], body.Properties);
    if (value !== undefined) row.edit(body, site);
  },
});

/** Deletion of the resource with its stack. */
export const goesWithItsStack: readonly Weakening[] = [
  {
    what: 'goes with its stack',
    edit: (body) => {
      if (body.DeletionPolicy !== undefined && body.DeletionPolicy !== 'Delete') body.DeletionPolicy = 'Delete';
    },
  },
  {
    what: 'goes when it is replaced',
    edit: (body) => {
      if (body.UpdateReplacePolicy !== undefined && body.UpdateReplacePolicy !== 'Delete')
        body.UpdateReplacePolicy = 'Delete';
    },
  },
];

/** The changes that a table has for one resource; a row that would leave it as it is, is not one of them. */
export const changesOf =
  (table: Weakenings) =>
  (site: Site): readonly Change[] =>
    (table[site.body.Type] ?? []).flatMap((row) => {
      const tried = structuredClone(site.body);
      row.edit(tried, site);
      if (JSON.stringify(tried) === JSON.stringify(site.body)) return [];
      return [
        { what: row.what, ...(row.safe && { safe: row.safe }), edit: (body: Body): void => row.edit(body, site) },
      ];
    });
