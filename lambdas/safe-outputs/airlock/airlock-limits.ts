import type { Instant } from '../../workflow/contract.ts';
import type { AirlockRequest, AirlockState, Direction } from '../contract.ts';

/** Numbers of the airlock. What a profile allows besides is asked by the engine when it checks; nothing is larger than these. */

const mega = 1024 * 1024;

export interface Limits {
  readonly files: number;
  readonly bytesPerFile: number;
  readonly bytesPerRequest: number;
}
export const limits: Readonly<Record<Direction, Limits>> = {
  out: { files: 100, bytesPerFile: 16 * mega, bytesPerRequest: 64 * mega },
  in: { files: 100, bytesPerFile: 16 * mega, bytesPerRequest: 64 * mega },
};

/** Deposits that one person opens for one project in a day of UTC, at one door: twice as many as a request has files. */
export const depositsPerDay = 200;
/** Bytes that are sent for one deposit, counted again where a part is sent again: so many times what it may hold. */
export const sendingsPerDeposit = 3;

/** Scans of one file that are kept until it is known which version is frozen: a freezer that died leaves a version or two behind. */
export const mostEarlyScansPerFile = 3;

/** Who must agree. */
export const reviewersNeeded = 2;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** After it, a scan that said nothing is taken for one that found something. */
export const scanMinutes = 60;
export const stuckHours = 72;

/** States in which something or somebody is waited for. */
export const waiting = ['submitted', 'checking', 'in-review', 'approved', 'releasing', 'failed'] as const;

/** Days after which a request that rests in a state is over. The stores of drafts and of reviews keep their bytes longer than this. */
export const restingDays: Readonly<Partial<Record<AirlockState, number>>> = {
  draft: 30,
  blocked: 30,
  'changes-requested': 30,
  'in-review': 90,
  failed: 90,
};

/** States that nothing leaves but a revocation: no longer listed among what is open. */
export const over: readonly AirlockState[] = ['rejected', 'released', 'revoked', 'withdrawn', 'expired'];

const after = (since: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(since) + milliseconds).toISOString();
type Since = Pick<AirlockRequest, 'since' | 'state'>;

export const scanDue = ({ since }: Since): Instant => after(since, scanMinutes * minute);
export const stuckDue = ({ since }: Since): Instant => after(since, stuckHours * hour);
/** Absent: a state in which nothing expires. */
export const expiryOf = ({ since, state }: Since): Instant | undefined => {
  const days = restingDays[state];
  return days === undefined ? undefined : after(since, days * day);
};
