import type { Demand, Person, ProjectStanding, RegisterStanding, Session } from '../../safe-people/contract.ts';

/**
 * What a decision about a request reads besides the request. People and the project are in another table, so the transaction cannot hold them:
 * they are read anew for each decision, and may have changed in the milliseconds until it is written, as with a query that starts. Whatever
 * matters longer than that is asked again: who reviewed, when the second review is finished; and who reviewed, who asked and for which project, when the
 * release is begun and when it is made.
 */
export interface AirlockFacts {
  /** Of the request, as the path says. */
  readonly id: string;
  /** Whoever asks, whoever reviews and, when it is released, whoever made the request, as the register has them now; who is missing is not in the register. */
  readonly people: Readonly<Record<string, Person>>;
  /** With everybody who ever was a member. */
  readonly project: ProjectStanding | undefined;
  readonly register: RegisterStanding;
  /** Of whoever asks. Absent: no second factor is proved. */
  readonly session?: Session;
  readonly demands: readonly Demand[];
  /** Versions of the two lines by which the request is found; 0: there is none. */
  readonly lineVersion: number;
  readonly openLineVersion: number;
}
