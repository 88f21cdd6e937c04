import type { Resource } from '../estate/estate.ts';
import { type Selector, trails } from '../estate/trails.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Data events beside those of objects, and what they show. */
const demanded = {
  'AWS::Lambda::Function': 'who called a function',
  'AWS::DynamoDB::Table': 'who read or changed the register',
  'AWS::Glue::Table': 'who looked a table up',
} as const;

/** Every event of the type: no field narrows it. */
const records = (selector: Selector, type: string): boolean =>
  selector.size === 2 &&
  selector.get('eventCategory')?.equals.includes('Data') === true &&
  selector.get('resources.type')?.equals.includes(type) === true;

/** Reads of the archive are told apart by `readOnly`, for CloudTrail's own deliveries would record themselves for ever. */
const readsOfArchive = (selector: Selector, archive: Resource | undefined): boolean => {
  const arn = selector.get('resources.ARN');
  const name = String(archive?.properties.BucketName ?? archive?.properties.BucketNamePrefix ?? '');
  const reference = `\${${archive?.address}`;
  return (
    archive !== undefined &&
    selector.get('resources.type')?.equals.includes('AWS::S3::Object') === true &&
    (selector.get('readOnly')?.equals ?? ['true']).includes('true') &&
    (arn === undefined ||
      (arn.notStartsWith.length === 0 &&
        arn.startsWith.some((begin) => {
          const begun = begin.split(':').slice(5).join(':').replace(/\/$/, '');
          return begin.includes(reference) || (begun !== '' && name.startsWith(begun));
        })))
  );
};

export const trailRecordsFunctionsAndCatalogue: Rule = {
  id: 'trail-records-functions-and-catalogue',
  safe: 'settings',
  controls: ['2.2.14', '3.1.11', '2.5.03'],
  severity: 'error',
  why: 'Who called a function, read the register, looked a table up or read the records of all this is a data event, and CloudTrail records none unless told.',
  fix: `add a data-event selector for each of ${Object.keys(demanded).join(', ')}, and for reads of the bucket that the trail writes`,
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  check: (estate) =>
    trails(estate).flatMap(({ resource, isLogging, selectors }) => {
      const path = 'Properties.AdvancedEventSelectors';
      const archive = estate.find(resource.properties.S3BucketName);
      return [
        ...Object.entries(demanded).map(([type, what]) =>
          judged(
            isLogging && selectors.some((selector) => records(selector, type)),
            resource,
            path,
            `records ${what}`,
            `does not record ${what}: no selector takes every event of ${type}`,
          ),
        ),
        judged(
          isLogging && selectors.some((selector) => readsOfArchive(selector, archive)),
          resource,
          path,
          'records who read the archive',
          'does not record who read the archive',
        ),
      ];
    }),
};
