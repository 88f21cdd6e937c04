import type { Change, Item, Key } from '../../workflow/contract.ts';

/** What one reader of one query may ask for next: the page after the last one, and the last one again if its answer was lost. */
export interface PageTokens {
  readonly next?: PageToken;
  readonly last?: PageToken;
}

export interface PageToken {
  /** What the reader holds: random, and worth nothing without this item. */
  readonly token: string;
  /** Athena's own, which never leaves the broker. */
  readonly athena: string;
}

/**
 * Kept and not signed: a token of another query or reader is not in this item, so there is no secret to hold, to rotate or to lose, and
 * Athena's own token, whose content is not documented, goes nowhere.
 */
export const pagesKey = (query: string, reader: string): Key => ({ partition: `pages#${query}`, sort: reader });

export const athenaTokenOf = (item: Item | undefined, token: string): string | undefined => {
  const { next, last } = (item?.body ?? {}) as PageTokens;
  return [next, last].find((one) => one?.token === token)?.athena;
};

export function afterReading(
  key: Key,
  version: number,
  asked: PageToken | undefined,
  next: PageToken | undefined,
): Change {
  const body = { ...(next === undefined ? {} : { next }), ...(asked === undefined ? {} : { last: asked }) };
  return { kind: version === 0 ? 'create' : 'replace', item: { ...key, version: version + 1, body } };
}
