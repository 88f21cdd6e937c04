import type { Pair } from '../estate/access-matrix/access-matrix.ts';
import type { DataFlow } from '../estate/data-flow/flow.ts';
import type { NetworkPath } from '../estate/network/path.ts';
import type { Judged } from '../evaluate.ts';
import type { Rule } from '../rule.ts';
import type { TrustInOthers } from '../safe-settings/trust-in-others.ts';

export type RuleResult = Judged<Rule>;

/** A finding that a construct acknowledged, with the reason it gave. */
export interface Acknowledgement {
  /** Qualified: `<plugin>::<rule>`. */
  readonly id: string;
  readonly reason: string;
  readonly resource: string;
}

/** One outcome of somebody else's rule pack (cdk-nag). */
export interface PackOutcome {
  readonly pack: string;
  readonly rule: string;
  readonly resource: string;
  readonly result: 'pass' | 'fail' | 'not-applicable' | 'acknowledged' | 'error';
}

/** What an organisation vouches for. Dates are `YYYY-MM-DD`. */
export interface AttestationRecord {
  readonly control: string;
  readonly statement: string;
  readonly by: string;
  readonly on: string;
  readonly expires: string;
  readonly evidence: string;
  readonly score?: 1 | 2;
}

export interface ExceptionRecord {
  readonly control: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

/** Something the organisation provides instead of this deployment. */
export interface ProvisionRecord {
  readonly service: string;
  readonly reason: string;
  readonly evidence: string;
  readonly attestedBy: string;
  readonly on: string;
  readonly expires: string;
}

/** A project that is synthesised closed, and why. */
export interface ClosedProject {
  readonly project: string;
  readonly because: readonly string[];
}

/** Something the deployment rests on that ran out. */
export interface Lapse {
  readonly sentence: string;
  /** Statements that nobody can vouch for while it lasts. */
  readonly controls: readonly string[];
}

/** What the evidence speaks of, out of the deployment file. */
export interface Scope {
  readonly file: string;
  /** SHA-256 of the deployment file, by which anybody can tell that it is the one they hold. */
  readonly sha256: string;
  readonly organisations: readonly { readonly ods: string; readonly name: string; readonly role: string }[];
  readonly datasets: readonly {
    readonly id: string;
    readonly title: string;
    readonly controller: string;
    readonly agreement: string;
    readonly expires: string;
  }[];
  readonly projects: readonly {
    readonly id: string;
    readonly title: string;
    readonly lead: string;
    readonly approval: string;
    readonly approvalExpires: string;
    readonly dpia: string;
    readonly datasets: readonly string[];
    readonly ends: string;
    readonly open: boolean;
  }[];
}

/** The package of one function: under which hash CDK publishes it, and the SHA-256 of each file in it. Empty where it is unknown. */
export interface FunctionCode {
  /** `<stack>/<logicalId>`. */
  readonly resource: string;
  readonly name: string;
  readonly asset: string;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** How one test of ours ended. */
export interface TestThatRan {
  readonly file: string;
  /** Its whole title, the titles around it first. */
  readonly title: string;
  /** `passed`, `failed`, or what Jest calls one that was left out. */
  readonly outcome: string;
}

/** Tests that ran on the very commit of the blueprint that is spoken of; or why none that ran can be counted. */
export type TestRun =
  | { readonly ended: string; readonly tests: readonly TestThatRan[] }
  | { readonly notCounted: string };

/** Everything an evidence pack is made from: same subject, same bytes. */
export interface Subject {
  readonly deployment: string;
  readonly title: string;
  readonly stage: 'production' | 'trial';
  /** The day the evidence speaks of, `YYYY-MM-DD`. An input, never the clock. */
  readonly asOf: string;
  /** Commit of the blueprint, with `+changes` where the work tree differs. */
  readonly commit: string;
  readonly version: string;
  readonly account: string;
  readonly region: string;
  /** Template file -> SHA-256 and number of resources. */
  readonly templates: readonly {
    readonly stack: string;
    readonly file: string;
    readonly sha256: string;
    readonly resources: number;
  }[];
  /** Of every function, what was bundled for it. */
  readonly code: readonly FunctionCode[];
  readonly rules: readonly RuleResult[];
  readonly testRun: TestRun;
  /** Who can become a role, a function, a policy or a key, by the templates. */
  readonly trust: readonly TrustInOthers[];
  /** Who may do what to which store, by the templates. */
  readonly access: readonly Pair[];
  /** How bytes can move, by the templates. */
  readonly flow: DataFlow;
  /** Every path by which bytes can leave where they are over the network. */
  readonly networkPaths: readonly NetworkPath[];
  readonly packs: readonly PackOutcome[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly attestations: readonly AttestationRecord[];
  readonly exceptions: readonly ExceptionRecord[];
  readonly provisions: readonly ProvisionRecord[];
  /** Services the deployment creates itself, by the same names as `provisions`. */
  readonly createdHere: readonly string[];
  readonly closedProjects: readonly ClosedProject[];
  /** Expired approvals, agreements and such. */
  readonly lapses: readonly Lapse[];
  readonly scope: Scope;
}

/**
 * From weakest to strongest, `not applicable` apart.
 *
 * - `unmet`: nothing shows it, or something shows the contrary.
 * - `excepted`: knowingly not met, with a reason, an owner and an end. Never counts as met.
 * - `attested`: a person vouches for it, in part or whole.
 * - `tested`: a named test ran.
 * - `proved`: every rule that it takes passed on these templates.
 */
export const statuses = ['unmet', 'excepted', 'attested', 'tested', 'proved', 'not applicable'] as const;
export type Status = (typeof statuses)[number];

/** How the status was found. */
export const methods = ['template rules', 'test', 'attestation', 'exception', 'derived', 'none'] as const;
export type Method = (typeof methods)[number];

/** Whether a dated record holds on the day. */
export type Standing = 'live' | 'expired' | 'not yet made';

/** Days compare as text. What expires on a day still holds on it. */
export const standingOf = ({ on, expires }: { on?: string; expires: string }, asOf: string): Standing =>
  expires < asOf ? 'expired' : on !== undefined && on > asOf ? 'not yet made' : 'live';

/** What one rule came to over the whole estate. `silent`: nothing to look at, or nothing it applied to. Silence proves nothing. */
export type Verdict = 'pass' | 'fail' | 'silent';

export const verdictOf = ({ outcomes }: RuleResult): Verdict => {
  if (outcomes.some(({ result }) => result === 'fail')) return 'fail';
  return outcomes.some(({ result }) => result === 'pass') ? 'pass' : 'silent';
};
