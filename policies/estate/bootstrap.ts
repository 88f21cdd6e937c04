import type { Estate, Resource, Stack } from './estate.ts';
import { text } from './values.ts';
import { oncePerEstate } from './views.ts';

/** A stack from which everything else is deployed, and what its roles and its asset bucket are called: the CDK finds them by name. */
export interface Bootstrap {
  readonly stack: Stack;
  readonly qualifier: string;
}

const version = /^\/cdk-bootstrap\/([a-z0-9]{1,10})\/version$/;

/** Stacks that hold the parameter by which the CDK knows a bootstrap. */
export const bootstraps: (estate: Estate) => readonly Bootstrap[] = oncePerEstate((estate) =>
  estate.stacks.flatMap((stack) => {
    const names = stack.resources
      .filter(({ type }) => type === 'AWS::SSM::Parameter')
      .flatMap(({ properties }) => version.exec(text(properties.Name) ?? '')?.[1] ?? []);
    const [qualifier] = names;
    return qualifier === undefined ? [] : [{ stack, qualifier }];
  }),
);

/**
 * A role of a bootstrap, under the very name that the CDK looks for: who deploys stands outside what is deployed, so these are no roles of
 * the estate for any other rule, and have rules of their own. A role of another name in the same stack is a role like any other.
 */
export function bootstrapRoleKind(estate: Estate, { type, stack, properties }: Resource): string | undefined {
  if (type !== 'AWS::IAM::Role') return undefined;
  const found = bootstraps(estate).find((one) => one.stack.name === stack);
  if (found === undefined || found.stack.account === undefined) return undefined;
  const { account, region } = found.stack;
  const [, kind] =
    new RegExp(
      `^cdk-${found.qualifier}-(deploy|file-publishing|image-publishing|lookup|cfn-exec)-role-${account}-${region}$`,
    ).exec(text(properties.RoleName) ?? '') ?? [];
  return kind;
}

/** The bucket of templates and code that wait for their deployment: no record lies in it, and it has rules of its own. */
export function isAssetStore(estate: Estate, { type, stack, properties }: Resource): boolean {
  const found = bootstraps(estate).find((one) => one.stack.name === stack);
  return (
    type === 'AWS::S3::Bucket' &&
    found?.stack.account !== undefined &&
    properties.BucketName === `cdk-${found.qualifier}-assets-${found.stack.account}-${found.stack.region}`
  );
}
