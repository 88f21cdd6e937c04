import type { Demand, Person, ProjectStanding, RegisterStanding, Session } from '../../safe-people/contract.ts';
import type { Task } from '../../workflow/contract.ts';
import type { Release } from '../contract.ts';

/** What is offered at the public door: written inside, from the request, by the release function. */
export type Offer = Pick<Release, 'project' | 'releasedAt' | 'files' | 'record' | 'crate'>;

export type ReleaseCommand =
  /** Again with the same is nothing; with anything else it is refused, for what was released is what was released. */
  | ({ readonly kind: 'offer' } & Offer)
  /** One file is about to be sent to whoever asks: counted before its first byte goes. */
  | { readonly kind: 'download'; readonly file: string }
  /** With what was or would have been offered: where the offer is late, it comes to nothing. */
  | ({ readonly kind: 'revoke' } & Offer);

export type ReleaseEvent =
  | ({ readonly kind: 'offered'; readonly to: 'offered' } & Offer)
  | { readonly kind: 'downloaded'; readonly to: 'offered'; readonly file: string; readonly by: string }
  | ({ readonly kind: 'revoked'; readonly to: 'revoked' } & Offer);

/** A release orders nothing. */
export type ReleaseEffect = Task;

/** Read anew for each decision from the register, which is another table. */
export interface ReleaseFacts {
  readonly id: string;
  readonly asker: Person | undefined;
  readonly project: ProjectStanding | undefined;
  readonly register: RegisterStanding;
  readonly session?: Session;
  readonly demands: readonly Demand[];
}
