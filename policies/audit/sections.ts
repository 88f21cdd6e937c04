import type { Estate, Json } from '../estate/estate.ts';
import { waysOut } from './ways-out.ts';
import { whoReads } from './who-reads.ts';

/** What a proof over the whole estate has to say, after the rules: the ways out of the networks, who can read which store. */
export interface AuditSection {
  readonly id: string;
  readonly title: string;
  readonly verdict: 'pass' | 'fail' | 'unknown' | 'nothing to judge';
  /** As printed, one a line. */
  readonly lines: readonly string[];
  /** For a program; its form belongs to the section. */
  readonly data?: Json;
}

/**
 * Makes one section of an estate; may throw, which is reported as unknown. Of templates that do not say where they will stand it is
 * given the first of `environments.ts`, in which account and region bear the names of nobody.
 */
export type MakeSection = {
  readonly id: string;
  readonly title: string;
  readonly of: (estate: Estate) => AuditSection;
};

/** In the order in which they are printed. */
export const sections: readonly MakeSection[] = [waysOut, whoReads];
