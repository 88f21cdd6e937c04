/**
 * Values that came before in their column, by all their bytes, and what was seen in each: most cells of most tables are looked at only once. A table
 * of bounded size in which a value pushes out what stood in its place: forgetting costs time and changes nothing.
 */
export interface SeenCells {
  /** What is known of the values, at `place` and the fields after it. */
  readonly slots: Int32Array;
  /** Where such a value stands; less than 0 where it does not. */
  find(column: number, view: DataView, from: number, to: number): number;
  /** Makes a place for the value last not found, with all fields 0. */
  put(column: number, view: DataView, from: number, to: number): number;
  /** Column of the value there. */
  columnAt(place: number): number;
  /** Forgets every value. */
  end(): void;
}

/** Longer values are not remembered. In bytes. */
export const longestSeen = 32;

/** How often it came again. */
export const again = 1;
export const hashField = 2;
/** What it counts as, beside its kinds. */
export const shapeField = 3;
/** Kinds that it has, as bits. */
export const kindsField = 4;
const headField = 5;
const tailField = 6;
const innerFields = 7;
/** In numbers: what is known of a value stays together in the processor's cache. */
const stride = 16;
const fewest = 64;
const most = 8192;
const spread = 0x9e3779b1;

/** The first four bytes, or the fewer that there are. */
function head(view: DataView, from: number, to: number): number {
  if (to - from >= 4) return view.getInt32(from, true);
  const second = to - from > 1 ? view.getUint8(from + 1) : 0;
  const third = to - from > 2 ? view.getUint8(from + 2) : 0;
  return view.getUint8(from) | (second << 8) | (third << 16);
}

/** The last four, some of which may be among the first. */
const tail = (view: DataView, from: number, to: number): number => (to - from > 4 ? view.getInt32(to - 4, true) : 0);

/** Column and length, as one number that is not 0. */
const ownerOf = (column: number, from: number, to: number): number => ((column + 1) << 6) | (to - from);

/** `onForgotten` is told the place of each value before it goes. */
export function seenCells(onForgotten: (place: number) => void): SeenCells {
  let slots = new Int32Array(fewest * stride);
  let last = fewest - 1;
  let puts = 0;
  /** Where the value last looked for belongs. */
  let place = 0;
  let mix = 0;

  function end(): void {
    for (let each = 0; each <= last; each += 1) if (slots[each * stride] !== 0) onForgotten(each * stride);
    slots.fill(0);
  }
  function grow(): void {
    end();
    slots = new Int32Array(Math.min(most, (last + 1) * 4) * stride);
    cells.slots = slots;
    last = slots.length / stride - 1;
    place = (mix & last) * stride;
    puts = 0;
  }
  const cells = {
    slots,
    find(column: number, view: DataView, from: number, to: number): number {
      const owner = ownerOf(column, from, to);
      const first = head(view, from, to);
      const final = tail(view, from, to);
      let all = Math.imul(Math.imul(owner ^ first, spread) ^ final, spread);
      for (let at = from + 4; at < to - 4; at += 4) all = Math.imul(all ^ view.getInt32(at, true), spread);
      mix = all ^ (all >>> 15);
      place = (mix & last) * stride;
      if (slots[place] !== owner || slots[place + headField] !== first || slots[place + tailField] !== final) return -1;
      for (let at = from + 4, field = place + innerFields; at < to - 4; at += 4, field += 1)
        if (slots[field] !== view.getInt32(at, true)) return -1;
      return place;
    },
    put(column: number, view: DataView, from: number, to: number): number {
      puts += 1;
      if (puts > last && last < most - 1) grow();
      if (slots[place] !== 0) onForgotten(place);
      slots[place] = ownerOf(column, from, to);
      slots[place + again] = 0;
      slots[place + headField] = head(view, from, to);
      slots[place + tailField] = tail(view, from, to);
      for (let at = from + 4, field = place + innerFields; at < to - 4; at += 4, field += 1)
        slots[field] = view.getInt32(at, true);
      return place;
    },
    columnAt: (at: number): number => ((slots[at] ?? 0) >>> 6) - 1,
    end,
  };
  return cells;
}
