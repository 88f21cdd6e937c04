import type { Account } from './account.ts';
import { fine, note, unknown, type Verdict } from './finding.ts';
import { managementEventsOf, trailIsLogging } from './ports/cloudtrail.ts';
import { attestedInVain } from './provided.ts';

interface Trail {
  readonly name: string;
  readonly arn: string;
  readonly everywhere: boolean;
}

/** Calls that a question makes when it asks for `attestedTrail`. */
export const attestedTrailCalls = [trailIsLogging, managementEventsOf];

const source = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html';

/** One trail must do all that the file attests: a trail that is stopped, or takes no such events, is no proof. */
export async function attestedTrail(account: Account, others: readonly Trail[]): Promise<Verdict> {
  const short: string[] = [];
  const doubtful: Verdict[] = [];
  for (const { name, arn } of others.filter(({ everywhere }) => everywhere)) {
    const logging = await account.ask(trailIsLogging, arn);
    const events = await account.ask(managementEventsOf, arn);
    if (logging.kind === 'answered' && !logging.value) short.push(`${name} is stopped`);
    else if (events.kind === 'answered' && events.value === 'none') short.push(`${name} takes no management events`);
    else if (logging.kind !== 'answered') doubtful.push(unknown(logging));
    else if (events.kind !== 'answered') doubtful.push(unknown(events));
    else if (events.value === 'every') return fine(`${name} reaches every region and records every management event`);
    else doubtful.push(note(`${name} records only some management events: ask whether those suffice`, source));
  }
  const found = short.length === 0 ? 'no trail for all regions' : short.join('; ');
  // What is unknown outweighs what is to note.
  return (
    doubtful.find(({ outcome }) => outcome === 'unknown') ??
    doubtful[0] ??
    attestedInVain('managementTrail', found, source)
  );
}
