/** How a statement of class T becomes green. Written by hand: a rule that mentions a control is evidence for it, not yet proof. */
export interface Coverage {
  /** Rules which must each pass somewhere and fail nowhere in the estate. */
  readonly sufficient: readonly [string, ...string[]];
  /** What is still missing when all of them pass: the rules then prove a part, and only an attestation can complete it. */
  readonly partial?: string;
  /**
   * Service, by its name in the deployment file -> rules that fall silent when the organisation provides it. Its attestation
   * then stands in for them, and the statement is attested, not proved.
   */
  readonly provision?: Readonly<Record<string, readonly [string, ...string[]]>>;
}

export type CoverageTable = Readonly<Record<string, Coverage>>;

export const coverage: CoverageTable = {};
