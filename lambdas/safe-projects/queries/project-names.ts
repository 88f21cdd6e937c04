/** Where a deployment runs, and how its things are named: the same names that the project stacks give. */
export interface Deployment {
  readonly deployment: string;
  readonly account: string;
  readonly region: string;
}

/** Role, workgroup and, with underscores, database of a project. @throws on an id that no project has: it would name something else. */
export function projectName({ deployment }: Deployment, project: string): string {
  if (!/^[a-z][a-z0-9-]{1,23}$/.test(project))
    throw new Error('a project id has 2 to 24 small letters, digits and hyphens');
  return ['tre', deployment, 'project', project].join('-');
}

export const databaseName = (deployment: Deployment, project: string): string =>
  projectName(deployment, project).replaceAll('-', '_');

const arn = (...parts: readonly string[]): string => ['arn', 'aws', ...parts].join(':');

export const roleArn = (at: Deployment, project: string): string =>
  arn('iam', '', at.account, `role/${projectName(at, project)}`);

export const workgroupArn = (at: Deployment, project: string): string =>
  arn('athena', at.region, at.account, `workgroup/${projectName(at, project)}`);

export const catalogueArns = (at: Deployment, project: string): readonly string[] => {
  const database = databaseName(at, project);
  return [`catalog`, `database/${database}`, `table/${database}/*`].map((one) =>
    arn('glue', at.region, at.account, one),
  );
};

export const bucketArns = ({ deployment, account, region }: Deployment, project: string): readonly string[] => {
  const bucket = arn('s3', '', '', `tre-${deployment}-p-${project}-${account}-${region}-an`);
  return [bucket, `${bucket}/*`];
};
