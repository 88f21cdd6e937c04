import type { Demand, Person, RegisterStanding, Session } from '../safe-people/contract.ts';
import type { ProjectParameters } from './parameters.ts';

/** What a decision about a project reads besides the project. */
export interface ProjectFacts {
  /** Id of the project, as the path says. */
  readonly id: string;
  /** Everybody the decision is about, as the register has them now; who is missing is not in the register. */
  readonly people: Readonly<Record<string, Person>>;
  readonly register: RegisterStanding;
  /** Of whoever asks. Absent: no second factor is proved. */
  readonly session?: Session;
  readonly demands: readonly Demand[];
  readonly parameters: ProjectParameters;
}
