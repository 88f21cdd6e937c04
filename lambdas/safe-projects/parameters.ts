/**
 * How a committee decides. A region may be stricter by configuration; it cannot be laxer than the floors that a test holds.
 *
 * - Quorum of five with a lay member: WHO, Standards and operational guidance for ethics review (2011), standard 2: "at least five people,
 *   including at least one lay member" (https://www.ncbi.nlm.nih.gov/books/n/who44783/ch2). UK Biobank's access committee is quorate with two,
 *   Eastern England's committee wants every contributing organisation and half its votes from the public (https://easternsde.nhs.uk/?p=763).
 * - Majority: more than half of the members who voted say yes; an abstention counts as present and not as yes, a tie is a no, and the chair
 *   has one vote like everybody. Ours: the sources above ask for unanimity or say nothing.
 * - Extension by the chair, days for voting: ours.
 */
export interface ProjectParameters {
  readonly quorum: number;
  readonly layMembers: number;
  /** The vote is closed earlier only when everybody who may vote has. */
  readonly votingDays: number;
  /** Longest extension, in months beyond what a committee decided, that the chair may grant alone. */
  readonly chairMonths: number;
}

export const projectParameters: ProjectParameters = { quorum: 5, layMembers: 1, votingDays: 7, chairMonths: 6 };
