import type { CellAnswer } from '../access-matrix/cell.ts';

export type ZoneKind = 'store' | 'records' | 'results' | 'release' | 'session' | 'service' | 'outside';

/** A place where bytes lie, or somebody who holds them for a while. */
export interface Zone {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly kind: ZoneKind;
  /** Stack of the project whose own it is. */
  readonly project?: string;
}

/** A way that bytes can move, with the gate on it. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** In a few words. */
  readonly gate: string;
  /** Who moves them, and under which condition. */
  readonly detail: string;
  readonly certainty: Exclude<CellAnswer, 'no'>;
}

export interface DataFlow {
  readonly zones: readonly Zone[];
  readonly arrows: readonly Arrow[];
  /** What the picture cannot show, and whether a way leads out. */
  readonly notes: readonly string[];
}

/** Part of a picture, before zones and arrows that several parts name are joined. */
export interface Part {
  readonly zones: readonly Zone[];
  readonly arrows: readonly Arrow[];
  readonly notes?: readonly string[];
}

/** `BackupRolesRestore3590B529` as `Backup roles restore`: without what CDK adds. */
export function wordsOf(logicalId: string): string {
  const words = logicalId
    .replace(/[0-9A-F]{8}$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/ role$/, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
