/** A group of an ordered quantity: from `from`, which is in it, to `to`, which is not. Years of age or whatever else is counted; of dates, days since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const spanKey = ({ from, to }: Span): string => `${from}..${to}`;

export const holds = (outer: Span, inner: Span): boolean => outer.from <= inner.from && inner.to <= outer.to;

export const isSame = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;

export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** Whether any two of them share anything. */
export function anyOverlap(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  let end = -Infinity;
  for (const { from, to } of sorted) {
    if (from < end) return true;
    end = Math.max(end, to);
  }
  return false;
}

/** Positions of those that fill `whole` without a gap or an overlap, the widest first where there is a choice; undefined where they do not. */
export function tiling(whole: Span, spans: readonly Span[]): readonly number[] | undefined {
  const found = packed(whole, spans);
  const filled = found.reduce(
    (at, index) => (spans[index]?.from === at ? (spans[index]?.to ?? at) : Number.NaN),
    whole.from,
  );
  return filled === whole.to ? found : undefined;
}

/** Positions of those inside `whole` that do not overlap: from below, of those that begin at one place the widest. */
export function packed(whole: Span, spans: readonly Span[]): readonly number[] {
  const inside = spans.flatMap((span, index) => (holds(whole, span) ? [{ span, index }] : []));
  inside.sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to);
  const chosen: number[] = [];
  let end = -Infinity;
  for (const { span, index } of inside) {
    if (span.from < end) continue;
    chosen.push(index);
    end = span.to;
  }
  return chosen;
}
