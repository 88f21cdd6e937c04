import { UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import type { Deployment } from '../lib/config/deployment.ts';
import { type Cdk, cdk, complaint } from './cdk.ts';
import { type Clients, clientsFor } from './clients.ts';
import { removalOf } from './documented-removal.ts';
import { stacksOf } from './left-out/assembly-folder.ts';
import type { Ended } from './running-process.ts';
import type { Plan } from './target/plan.ts';
import type { Target } from './target/target.ts';

/** The CDK commands of the how-to pages, each under its time limit. Each throws with what the command line complained of. */
export interface Deployer {
  readonly clients: Clients;
  bootstrap(plan: Plan): Promise<string>;
  deploy(plan: Plan): Promise<string>;
  remove(plan: Plan, order: readonly string[]): Promise<string>;
}

const done = (ended: Ended, what: string): string => {
  if (ended.status !== 0) throw new Error(`${what}: ${complaint(ended)}`);
  return what;
};

export function deployerOf(target: Target, { aws }: Deployment): Deployer {
  const commands: Cdk = cdk(target.env, target.home);
  const clients = clientsFor(target.access);
  return {
    clients,
    async bootstrap({ app }) {
      const boundary = aws.permissionsBoundary;
      const options = [
        ...['--qualifier', aws.bootstrapQualifier],
        ...(boundary === undefined ? [] : ['--custom-permissions-boundary', boundary]),
      ];
      return done(
        await commands.bootstrap(app, aws.account, aws.region, options),
        `qualifier ${aws.bootstrapQualifier}`,
      );
    },
    async deploy({ app, deployed }) {
      const count = [...deployed.values()].reduce((sum, { Resources }) => sum + Object.keys(Resources).length, 0);
      return done(await commands.deploy(app), `${deployed.size} stacks, ${count} resources`);
    },
    async remove({ app, deployment }, order) {
      const stacks = stacksOf(app);
      const removed: string[] = [];
      for (const ids of removalOf(
        order,
        stacks.map(({ id }) => id),
      )) {
        // The how-to: "switch it off stack by stack first, on purpose".
        if (deployment.stage.kind === 'production') {
          for (const { stackName } of stacks.filter(({ id }) => ids.includes(id))) {
            await clients.cloudformation.send(
              new UpdateTerminationProtectionCommand({ StackName: stackName, EnableTerminationProtection: false }),
            );
          }
        }
        done(await commands.destroy(app, ids), `removed ${ids.join(', ')}`);
        removed.push(...ids);
      }
      return `${removed.length} stacks: ${removed.join(', ')}`;
    },
  };
}
