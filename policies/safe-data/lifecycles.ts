import type { JsonObject, Resource } from '../estate/estate.ts';
import { at, list, record } from '../estate/values.ts';

const filters = ['Prefix', 'TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'];

/** Lifecycle rules that are on and hold for every object. */
export const wholeRules = (bucket: Resource): readonly JsonObject[] =>
  list(at(bucket, 'LifecycleConfiguration.Rules'))
    .map(record)
    .filter(
      (rule) =>
        rule.Status === 'Enabled' && filters.every((filter) => rule[filter] === undefined || rule[filter] === ''),
    );

/** A number of days from 1; undefined for anything else. */
const days = (value: JsonObject[string] | undefined): number | undefined => {
  const number = Number(value);
  return value !== null && typeof value !== 'object' && Number.isInteger(number) && number > 0 ? number : undefined;
};

const shortest = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value): value is number => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

/** After how many days every object goes; undefined when objects stay. */
export const expiresAfter = (bucket: Resource): number | undefined =>
  shortest(wholeRules(bucket).map(({ ExpirationInDays }) => days(ExpirationInDays)));

/** After how many days every old version goes; undefined when some stay. */
export const oldVersionsExpireAfter = (bucket: Resource): number | undefined =>
  shortest(
    wholeRules(bucket).map(({ NoncurrentVersionExpiration, NoncurrentVersionExpirationInDays }) => {
      const { NoncurrentDays, NewerNoncurrentVersions } = record(NoncurrentVersionExpiration);
      return NewerNoncurrentVersions === undefined
        ? (days(NoncurrentDays) ?? days(NoncurrentVersionExpirationInDays))
        : undefined;
    }),
  );

/** After how many days an upload that was never finished goes; undefined when its parts stay. */
export const abandonedUploadsExpireAfter = (bucket: Resource): number | undefined =>
  shortest(
    wholeRules(bucket).map(({ AbortIncompleteMultipartUpload }) =>
      days(record(AbortIncompleteMultipartUpload).DaysAfterInitiation),
    ),
  );

/** Whether a rule, however narrow, ends objects. */
export const endsSomeObjects = (bucket: Resource): boolean =>
  list(at(bucket, 'LifecycleConfiguration.Rules'))
    .map(record)
    .some(
      ({ Status, ExpirationInDays, ExpirationDate }) =>
        Status !== 'Disabled' && (ExpirationInDays !== undefined || ExpirationDate !== undefined),
    );
