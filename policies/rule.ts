import type { Estate } from './estate/estate.ts';

/** The Five Safes. */
export const safes = ['settings', 'data', 'people', 'projects', 'outputs'] as const;
export type Safe = (typeof safes)[number];

/** What one rule found of one resource. What cannot be proved is a `fail`. */
export interface Outcome {
  readonly result: 'pass' | 'fail' | 'not-applicable';
  /** `<stack>/<logicalId>`; every outcome names a resource that exists in the estate. */
  readonly resource: string;
  /** Where in the resource, such as `Properties.BucketEncryption`. */
  readonly path: string;
  /** What was seen there, in one sentence. */
  readonly reason: string;
}

/** A pure function of the estate, stated as the truth it demands. One per file; the file is named by the id. */
export interface Judgement {
  readonly id: string;
  /** `fatal`: nobody may acknowledge it. */
  readonly severity: 'error' | 'fatal';
  readonly why: string;
  readonly fix: string;
  /** The documentation page behind it, where AWS's behaviour is the reason. */
  readonly source?: string;
  /**
   * One outcome per resource looked at. An empty array says that the estate holds nothing of the kind, and never counts as a pass.
   * A rule that demands that something exists fails on a resource which needed it.
   */
  check(estate: Estate): readonly Outcome[];
}

/** Whether it is safe: evidence for controls. */
export interface Rule extends Judgement {
  readonly safe: Safe;
  /** SATRE (`2.2.11`) and supplementary (`TRE-X09`) ids for which this rule is evidence. */
  readonly controls: readonly [string, ...string[]];
}
