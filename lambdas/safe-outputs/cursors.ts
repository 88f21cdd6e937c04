/** A place in a list: an instant and an id, `<instant>~<id>` in an address, where `#` would begin a fragment. */
export interface Cursor {
  readonly at: string;
  readonly id: string;
}

const text = ({ at, id }: Cursor): string => `${at}~${id}`;

export function cursorIn(after: string): Cursor {
  const [at = '', id = ''] = after.split('~');
  return { at, id };
}

/** A place is the key of an item, with `~` where that has `#`. */
export const cursorOf = (sort: string): string => sort.replace('#', '~');
export const sortOf = (cursor: string): string => cursor.replace('~', '#');

/** Items of one answer. */
export const shown = 100;

/** The items after a place, oldest first, and where to go on. */
export function pageOf<Value>(
  all: readonly Value[],
  placeOf: (value: Value) => Cursor,
  after: string | undefined,
): { readonly page: readonly Value[]; readonly next: { readonly next?: string } } {
  const sorted = all
    .map((value) => ({ value, place: text(placeOf(value)) }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .filter(({ place }) => after === undefined || place > after);
  const page = sorted.slice(0, shown);
  const last = page.at(-1);
  return {
    page: page.map(({ value }) => value),
    next: last === undefined || sorted.length <= shown ? {} : { next: last.place },
  };
}
