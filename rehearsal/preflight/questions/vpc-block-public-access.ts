import { known } from '../answer.ts';
import { fine, note, type Verdict, wouldFail } from '../finding.ts';
import { owned, ownershipCalls } from '../owned.ts';
import { internetGateways, snapshotBlockPublicAccess, vpcBlockPublicAccess } from '../ports/ec2.ts';
import { attest, attestedInVain } from '../provided.ts';
import type { Question, Subject } from '../question.ts';

const source = 'https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html';

/** `provisions.vpcBlockPublicAccess` stands for two settings of the account: networks and snapshots. */
const settings = [
  { call: vpcBlockPublicAccess, what: 'networks', off: 'off', type: 'AWS::EC2::VPCBlockPublicAccessOptions' },
  { call: snapshotBlockPublicAccess, what: 'snapshots', off: 'unblocked', type: 'AWS::EC2::SnapshotBlockPublicAccess' },
] as const;

const held = (what: string, { today }: Subject): Verdict =>
  wouldFail({
    found: `${what}: a declarative policy of the organisation holds the setting`,
    why: 'the account cannot change it: "This action is denied due to an organizational policy in effect"',
    source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html',
    change: attest('vpcBlockPublicAccess', today),
  });

export const vpcBlock: Question = {
  id: 'vpc-block-public-access',
  about: 'block public access of networks and snapshots',
  calls: [vpcBlockPublicAccess, snapshotBlockPublicAccess, internetGateways, ...ownershipCalls],
  async ask(account, subject) {
    const attested = subject.deployment.provisions.vpcBlockPublicAccess.by === 'organisation';
    const verdicts = settings.map(async ({ call, what, off, type }) =>
      known(await account.ask(call, undefined), async ({ mode = off, held: fixed }) => {
        if (attested) {
          return mode === off
            ? [attestedInVain('vpcBlockPublicAccess', `${what}: ${mode}`, source)]
            : [fine(`${what}: ${mode}, as the file attests`)];
        }
        if (fixed) return [held(what, subject)];
        if (mode === off) return [fine(`${what}: ${mode}; the deployment blocks them`)];
        return known(await owned(account, subject.plan), (ours) => [
          ours.has(type)
            ? fine(`${what}: ${mode}, set by this deployment`)
            : note(
                `${what}: ${mode} already; AWS does not say whether CloudFormation takes over a setting that is on`,
                source,
              ),
        ]);
      }),
    );
    const others = attested
      ? []
      : [
          known(await account.ask(internetGateways, undefined), (networks) =>
            networks.length === 0
              ? []
              : [note(`the block cuts other networks of the account off the internet: ${networks.join(', ')}`, source)],
          ),
        ];
    return (await Promise.all([...verdicts, ...others])).flat();
  },
};
