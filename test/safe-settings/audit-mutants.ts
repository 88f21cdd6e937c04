import { type Body, editStatements, type Mutant, set } from '../mutant.ts';

const trail = 'AWS::CloudTrail::Trail';
const production = (_: Body, __: string, stack: string): boolean => stack.includes('thames-valley');
const lock = 'ObjectLockConfiguration.Rule.DefaultRetention';

interface Field {
  Field: string;
  Equals?: string[];
  StartsWith?: unknown[];
}
type Selectors = { FieldSelectors: Field[] }[];

const asks = (value: string) => (selector: { FieldSelectors: Field[] }) =>
  selector.FieldSelectors.some(({ Equals = [] }) => Equals.includes(value));

const onTrail = (rule: string, name: string, edit: (body: Body) => void): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(trail, edit),
});

/** Removes the selectors that ask for a value, and puts others in their place. */
const selectors = (body: Body, value: string, replacement: (selectors: Selectors) => Selectors): void => {
  const all = body.Properties.AdvancedEventSelectors as Selectors;
  const chosen = all.filter(asks(value));
  if (chosen.length === 0) throw new Error(`the trail has no selector of ${value}`);
  body.Properties.AdvancedEventSelectors = [
    ...all.filter((one) => !chosen.includes(one)),
    ...replacement(structuredClone(chosen)),
  ];
};

const narrowed = (field: Field) => (chosen: Selectors) =>
  chosen.map(({ FieldSelectors }) => ({ FieldSelectors: [...FieldSelectors, field] }));

export const auditMutants: readonly Mutant[] = [
  onTrail('trail-covers-every-region', 'the trail records one region', (body) =>
    set(body, 'IsMultiRegionTrail', false),
  ),
  onTrail('trail-covers-every-region', 'global services are left out', (body) =>
    set(body, 'IncludeGlobalServiceEvents', false),
  ),
  onTrail('trail-validates-its-files', 'files are not signed', (body) =>
    set(body, 'EnableLogFileValidation', undefined),
  ),
  onTrail('trail-is-encrypted-and-logging', 'the trail is switched off', (body) => set(body, 'IsLogging', false)),
  onTrail('trail-is-encrypted-and-logging', 'the trail has no key', (body) => set(body, 'KMSKeyId', undefined)),
  onTrail('trail-records-every-management-event', 'only changes are recorded', (body) =>
    selectors(body, 'Management', narrowed({ Field: 'readOnly', Equals: ['false'] })),
  ),
  {
    rule: 'trail-records-every-data-bucket',
    name: 'the trail is gone',
    mutate: (templates) => templates.remove(trail),
  },
  onTrail('trail-records-every-data-bucket', 'no object is recorded', (body) =>
    selectors(body, 'AWS::S3::Object', () => []),
  ),
  onTrail('trail-records-every-data-bucket', 'only writes are recorded', (body) =>
    selectors(body, 'AWS::S3::Object', narrowed({ Field: 'readOnly', Equals: ['false'] })),
  ),
  onTrail('trail-records-every-data-bucket', 'only one name of an event is recorded', (body) =>
    selectors(body, 'AWS::S3::Object', narrowed({ Field: 'eventName', Equals: ['GetObject'] })),
  ),
  onTrail('trail-records-every-data-bucket', 'other buckets are recorded', (body) =>
    selectors(body, 'AWS::S3::Object', (chosen) =>
      chosen.map(({ FieldSelectors }) => ({
        FieldSelectors: FieldSelectors.map((field) =>
          field.Field === 'resources.ARN' ? { Field: field.Field, StartsWith: ['arn:aws:s3:::elsewhere-'] } : field,
        ),
      })),
    ),
  ),
  onTrail('trail-records-refused-endpoint-calls', 'refusals of one endpoint are not recorded', (body) =>
    selectors(body, 'athena.amazonaws.com', () => []),
  ),
  onTrail('trail-records-refused-endpoint-calls', 'another error is recorded', (body) =>
    selectors(body, 's3.amazonaws.com', (chosen) =>
      chosen.map(({ FieldSelectors }) => ({
        FieldSelectors: FieldSelectors.map((field) =>
          field.Field === 'errorCode' ? { Field: field.Field, Equals: ['Throttling'] } : field,
        ),
      })),
    ),
  ),
  ...archive(),
];

function archive(): readonly Mutant[] {
  const isArchive = (_: Body, id: string, stack: string): boolean => id === 'TrailBucket' && production(_, id, stack);
  const onBucket = (name: string, edit: (body: Body) => void): Mutant => ({
    rule: 'audit-archive-is-locked',
    name,
    mutate: (templates) => templates.change('AWS::S3::Bucket', edit, isArchive),
  });
  const onPolicy = (name: string, edit: Parameters<typeof editStatements>[2]): Mutant => ({
    rule: 'audit-archive-cannot-be-emptied',
    name,
    mutate: (templates) =>
      templates.change(
        'AWS::S3::BucketPolicy',
        (body) => editStatements(body, 'PolicyDocument', edit),
        (_, id, stack) => id === 'TrailBucketPolicy' && production(_, id, stack),
      ),
  });
  const denies = (statement: Record<string, unknown>): boolean =>
    JSON.stringify(statement.Action).includes('s3:DeleteObjectVersion');
  return [
    onBucket('the lock can be lifted', (body) => set(body, `${lock}.Mode`, 'GOVERNANCE')),
    onBucket('the archive is locked for a year', (body) => set(body, `${lock}.Years`, 1)),
    onBucket('the archive has no lock', (body) => set(body, 'ObjectLockConfiguration', undefined)),
    onBucket('nobody knows how the archive is locked', (body) => set(body, `${lock}.Mode`, { Ref: 'Unknown' })),
    onBucket('the archive claims to be of a trial', (body) => {
      set(body, `${lock}.Mode`, 'GOVERNANCE');
      set(body, 'Tags', [{ Key: 'tre:stage', Value: 'trial' }]);
    }),
    onPolicy('deletion is not denied', (statement) => (denies(statement) ? undefined : statement)),
    onPolicy('one role may delete', (statement) =>
      denies(statement)
        ? {
            ...statement,
            Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/cleaner' } },
          }
        : statement,
    ),
  ];
}
