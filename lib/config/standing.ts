import { daysBetween } from './days.ts';
import type { Deployment } from './deployment.ts';
import { type Expiry, expiries } from './expiries.ts';

/** Whether a project's people may work on the day; closed, its role grants nothing, and everything else stays. */
export type ProjectStanding =
  | { readonly id: string; readonly open: true }
  | { readonly id: string; readonly open: false; readonly because: readonly string[] };

/** Something that ran out, or is about to. */
export interface Lapse extends Expiry {
  readonly sentence: string;
}

export interface Standing {
  readonly projects: readonly ProjectStanding[];
  /** What has expired. */
  readonly lapses: readonly Lapse[];
  /** What expires within 30 days, the last day included. */
  readonly warnings: readonly Lapse[];
}

const noticeDays = 30;

/** What holds on a day. Pure: the day is an input. What `expires` on a day still holds on that day. */
export function standing(deployment: Deployment, asOf: string): Standing {
  const all = expiries(deployment);
  const left = ({ expires }: Expiry) => daysBetween(asOf, expires);
  return {
    projects: deployment.projects.map(({ id }, index): ProjectStanding => {
      const because = reasonsClosed(deployment, index, asOf);
      return because.length === 0 ? { id, open: true } : { id, open: false, because };
    }),
    lapses: all
      .filter((expiry) => left(expiry) < 0 && expiry.kind !== 'end')
      .map((expiry) => ({ ...expiry, sentence: `${expiry.what} expired on ${expiry.expires}` })),
    warnings: all
      .filter((expiry) => left(expiry) >= 0 && left(expiry) <= noticeDays)
      .map((expiry) => ({
        ...expiry,
        sentence: `${expiry.what} ${expiry.kind === 'end' ? 'ends' : 'expires'} on ${expiry.expires}, ${inDays(left(expiry))}`,
      })),
  };
}

const inDays = (days: number): string => (days === 0 ? 'today' : days === 1 ? 'in 1 day' : `in ${days} days`);

function reasonsClosed({ projects, datasets, stage }: Deployment, index: number, asOf: string): string[] {
  const project = projects[index];
  if (project === undefined) return [];
  const { approval, dpia, starts, ends } = project;
  const because: string[] = [];
  const when = (condition: boolean, sentence: string) => {
    if (condition) because.push(sentence);
  };
  when(
    stage.kind === 'trial' && stage.expires < asOf,
    `the trial ended on ${stage.kind === 'trial' ? stage.expires : ''}`,
  );
  when(asOf < starts, `the project starts on ${starts}`);
  when(ends < asOf, `the project ended on ${ends}`);
  when(asOf < approval.approved, `the approval ${approval.reference} holds from ${approval.approved}`);
  when(approval.expires < asOf, `the approval ${approval.reference} expired on ${approval.expires}`);
  when(asOf < dpia.approved, `the impact assessment ${dpia.reference} holds from ${dpia.approved}`);
  for (const { dataset } of project.data) {
    const agreement = datasets.find(({ id }) => id === dataset)?.agreement;
    if (agreement === undefined) {
      because.push(`there is no dataset ${dataset}`);
      continue;
    }
    const { reference, signed, expires } = agreement;
    when(asOf < signed, `the agreement ${reference} on dataset ${dataset} holds from ${signed}`);
    when(expires < asOf, `the agreement ${reference} on dataset ${dataset} expired on ${expires}`);
  }
  return because;
}
