import type { Resource } from '../estate/estate.ts';
import { isRecord, list, record, text } from '../estate/values.ts';

/** Most types write `Tags`; a few have a word of their own, and some write a map instead of a list. */
const properties = [
  'Tags',
  'ResourceTags',
  'BackupVaultTags',
  'BackupPlanTags',
  'FileSystemTags',
  'HostedZoneTags',
  'UserPoolTags',
];

/** The value of a tag; undefined where there is none or it could not be resolved. */
export function tagOf(resource: Resource, key: string): string | undefined {
  for (const property of properties) {
    const tags = resource.properties[property];
    if (isRecord(tags) && Object.hasOwn(tags, key)) return text(tags[key]);
    const found = list(tags)
      .map(record)
      .find((tag) => tag.Key === key);
    if (found !== undefined) return text(found.Value);
  }
  return undefined;
}
