import type { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { nameOf, roleArn, type Tenancy } from '../tenancy.ts';

/** Days that a key waits before it is gone; whoever scheduled it by mistake has that long to notice the alarm. */
const waitingDays = { production: 30, trial: 7 } as const;

/**
 * The end of a project's key, for the closer alone and no sooner than a month from its word. Nobody else may ask for it in production, not the
 * deployer; nobody may take it back, for a certificate says the day from which it is final. The right uses nothing of the key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-schedule-key-deletion-pending-window-in-days
 */
export const endedByTheCloser = (stack: Stack, tenancy: Tenancy): PolicyStatement =>
  new PolicyStatement({
    sid: 'CloserEndsTheKey',
    effect: Effect.ALLOW,
    principals: [new AccountRootPrincipal()],
    actions: ['kms:ScheduleKeyDeletion'],
    resources: ['*'],
    conditions: {
      StringEquals: { 'kms:CallerAccount': stack.account },
      ArnEquals: { 'aws:PrincipalArn': roleArn(stack, nameOf(tenancy, 'closer')) },
      NumericGreaterThanEquals: { 'kms:ScheduleKeyDeletionPendingWindowInDays': `${waitingDays[tenancy.stage]}` },
    },
  });
