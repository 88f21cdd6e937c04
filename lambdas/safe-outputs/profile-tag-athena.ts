import { type AthenaClient, ListTagsForResourceCommand } from '@aws-sdk/client-athena';
import { disclosureProfileTag } from './contract.ts';
import type { Profile } from './disclosure/contract.ts';
import { profiles } from './disclosure/profiles.ts';

export interface Place {
  readonly deployment: string;
  readonly account: string;
  readonly region: string;
}

/** @throws on an id that no project has: it would name something else. */
function workgroupArn({ deployment, account, region }: Place, project: string): string {
  if (!/^[a-z][a-z0-9-]{1,23}$/.test(project)) throw new Error('this is no id of a project');
  return ['arn', 'aws', 'athena', region, account, `workgroup/tre-${deployment}-project-${project}`].join(':');
}

/**
 * The profile that the project's workgroup is tagged with, anew for each check: undefined where it has no such tag, more than one, or one that names no
 * profile. @throws when Athena did not say.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_ListTagsForResource.html
 */
export const profileByTag =
  (client: Pick<AthenaClient, 'send'>, place: Place) =>
  async (project: string): Promise<Profile | undefined> => {
    const named: string[] = [];
    let next: string | undefined;
    do {
      const page = await client.send(
        new ListTagsForResourceCommand({
          ResourceARN: workgroupArn(place, project),
          ...(next === undefined ? {} : { NextToken: next }),
        }),
      );
      named.push(...(page.Tags ?? []).filter(({ Key }) => Key === disclosureProfileTag).map(({ Value = '' }) => Value));
      next = page.NextToken;
    } while (next !== undefined);
    const [only] = named;
    return named.length === 1 ? Object.values(profiles).find(({ id }) => id === only) : undefined;
  };
