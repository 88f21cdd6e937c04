import { known } from '../answer.ts';
import { fine, note, type Verdict, wouldFail } from '../finding.ts';
import { attestedTrail, attestedTrailCalls } from '../management-trail.ts';
import { owned, ownershipCalls } from '../owned.ts';
import { trails as everyTrail } from '../ports/cloudtrail.ts';
import { attest } from '../provided.ts';
import type { Question } from '../question.ts';

const most = 5;
const limits = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html';

/** Ours must fit beside the others; and somebody must record management events, but not twice, for the second copy costs. */
export const trails: Question = {
  id: 'trails',
  about: 'CloudTrail trails',
  calls: [everyTrail, ...attestedTrailCalls, ...ownershipCalls],
  ask: async (account, { deployment: { provisions }, plan, today }) =>
    known(await account.ask(everyTrail, undefined), async (found) =>
      known(await owned(account, plan), async (ours) => {
        const others = found.filter(({ name }) => !ours.has('AWS::CloudTrail::Trail', name));
        const names = others.map(({ name }) => name).join(', ') || 'no other trail';
        const verdicts: Verdict[] = [
          others.length >= most
            ? wouldFail({
                found: `${others.length} trails reach this region: ${names}`,
                why: `a region has at most ${most}, those of the organisation included, and AWS never raises it: MaximumNumberOfTrailsExceededException`,
                source: limits,
                elsewhere:
                  'delete a trail that nobody needs; our own is made whatever the file says, for it records access to data',
              })
            : fine(`${others.length} of ${most} trails without ours: ${names}`),
        ];
        const broad =
          others.find(({ ofTheOrganisation }) => ofTheOrganisation) ?? others.find(({ everywhere }) => everywhere);
        if (provisions.managementTrail.by === 'organisation') {
          verdicts.push(await attestedTrail(account, others));
        } else if (broad?.ofTheOrganisation) {
          const { path, value } = attest('managementTrail', today);
          verdicts.push(
            note(
              `${broad.name} of the organisation is here: a second copy of management events costs $2 for 100,000; ${path}: ${value} avoids it`,
              'https://aws.amazon.com/cloudtrail/pricing/',
            ),
          );
        }
        return verdicts;
      }),
    ),
};
