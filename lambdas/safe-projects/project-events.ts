import type { Instant } from '../workflow/contract.ts';
import type { Draft, RequestedPerson } from './application.ts';
import type { ArchiveProof, CertificateProof, ConfirmationProof, ExtractProof, KeysProof } from './closing.ts';
import type { ProjectState } from './contract.ts';
import type { Agreement, AmendedThing, Amendment, Meeting, Recorded, Seat, Vote } from './project-record.ts';

/** What happened to a project. Each says the state that it led to, so that whoever reads the archive needs no table. */
type Happened =
  | { readonly kind: 'drafted'; readonly id: string; readonly applicant: string; readonly application: Draft }
  | { readonly kind: 'revised'; readonly application: Draft }
  | { readonly kind: 'submitted' }
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'withdrawn' | 'returned' | 'refused' | 'triage-passed' | 'approved' | 'suspended' | 'resumed';
      readonly reason: string;
    }
  | { readonly kind: 'resume-proposed'; readonly by: string; readonly reason: string }
  | { readonly kind: 'reference-recorded'; readonly recorded: Recorded }
  | {
      readonly kind: 'committee-opened';
      readonly about: string;
      readonly chair: string;
      readonly seats: readonly Seat[];
    }
  | { readonly kind: 'chair-named'; readonly chair: string }
  | { readonly kind: 'conflict-declared'; readonly person: string; readonly interest: string; readonly by: string }
  | { readonly kind: 'voted'; readonly vote: Omit<Vote, 'at'> }
  | {
      readonly kind: 'vote-closed';
      readonly about: string;
      readonly outcome: Omit<NonNullable<Meeting['closed']>, 'at'>;
      readonly conditions: readonly { readonly id: string; readonly says: string }[];
    }
  | { readonly kind: 'controller-agreed'; readonly agreement: Agreement }
  | {
      readonly kind: 'controller-objected' | 'objection-withdrawn' | 'dataset-dropped';
      readonly dataset: string;
      readonly reason: string;
      readonly by: string;
    }
  | { readonly kind: 'condition-met'; readonly condition: string; readonly evidence: string; readonly by: string }
  | { readonly kind: 'went-live'; readonly members: readonly RequestedPerson[] }
  | { readonly kind: 'amendment-proposed'; readonly amendment: Omit<Amendment, 'passed' | 'proposedAt'> }
  | { readonly kind: 'amendment-passed'; readonly amendment: string; readonly gate: string; readonly reason: string }
  | {
      readonly kind: 'amendment-granted';
      readonly amendment: string;
      readonly change: AmendedThing;
      readonly byCommittee: boolean;
    }
  | { readonly kind: 'amendment-refused' | 'amendment-withdrawn'; readonly amendment: string; readonly reason: string }
  | { readonly kind: 'member-ended'; readonly person: string; readonly reason: string }
  | { readonly kind: 'closed'; readonly reason: string; readonly at: Instant }
  | { readonly kind: 'archived'; readonly proof: ArchiveProof }
  | { readonly kind: 'extract-deleted'; readonly proof: ExtractProof }
  | { readonly kind: 'keys-scheduled'; readonly proof: KeysProof }
  | { readonly kind: 'certified'; readonly proof: CertificateProof }
  | { readonly kind: 'keys-destroyed'; readonly proof: ConfirmationProof };

export type ProjectEvent = Happened & { readonly to: ProjectState };
/** An event before the table has said where it leads. */
export type Happening = Happened;
