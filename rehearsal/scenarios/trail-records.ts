/** A CloudTrail record, as far as our questions look. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export interface TrailRecord {
  readonly daysAgo: number;
  readonly person: string;
  readonly source: string;
  readonly event: string;
  readonly request?: Readonly<Record<string, string>>;
  readonly error?: { readonly code?: string; readonly message: string };
  readonly additional?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly endpoint?: string;
}

const read = (person: string, bucketName: string, key: string, daysAgo = 1): TrailRecord => ({
  daysAgo,
  person,
  source: 's3.amazonaws.com',
  event: 'GetObject',
  request: { bucketName, key },
});

/** What happened: enough for each question to find something, to leave something out, and to leave out what is older than a week. */
export const happened = (trailBucket: string): readonly TrailRecord[] => [
  read('ada@example.nhs.uk', 'tre-x-p-one', 'extract/admitted_care_spells/part-0.parquet'),
  read('ada@example.nhs.uk', 'tre-x-p-one', 'extract/admitted_care_spells/part-1.parquet', 2),
  read('ben@example.nhs.uk', 'tre-x-p-two', 'extract/deaths_registrations/part-0.parquet'),
  read('ada@example.nhs.uk', 'tre-x-p-one', 'extract/admitted_care_spells/part-0.parquet', 12),
  read('auditor@example.nhs.uk', trailBucket, 'AWSLogs/1/CloudTrail/x.json.gz'),
  {
    daysAgo: 1,
    person: 'ada@example.nhs.uk',
    source: 'athena.amazonaws.com',
    event: 'StartQueryExecution',
    request: { workGroup: 'tre-x-project-one' },
  },
  {
    daysAgo: 1,
    person: 'eve@example.nhs.uk',
    source: 's3.amazonaws.com',
    event: 'PutObject',
    request: { bucketName: 'elsewhere', key: 'x' },
    error: { code: 'VpceAccessDenied', message: 'The request was denied due to a VPC endpoint policy' },
    endpoint: 'vpce-0123456789abcdef0',
  },
  {
    daysAgo: 1,
    person: 'ben@example.nhs.uk',
    source: 's3.amazonaws.com',
    event: 'GetObject',
    request: { bucketName: 'tre-x-p-one', key: 'extract/a' },
    error: { code: 'AccessDenied', message: 'Access Denied' },
  },
  {
    daysAgo: 3,
    person: 'deployer',
    source: 'kms.amazonaws.com',
    event: 'PutKeyPolicy',
    request: { keyId: 'key-1' },
  },
  {
    daysAgo: 1,
    person: 'ada@example.nhs.uk',
    source: 'kms.amazonaws.com',
    event: 'Decrypt',
    key: 'key-of-project-one',
  },
  {
    daysAgo: 2,
    person: 'ada@example.nhs.uk',
    source: 'kms.amazonaws.com',
    event: 'Decrypt',
    key: 'key-of-project-one',
  },
  {
    daysAgo: 1,
    person: 'mallory',
    source: 'signin.amazonaws.com',
    event: 'ConsoleLogin',
    error: { message: 'Failed authentication' },
    additional: { MFAUsed: 'No' },
  },
  {
    daysAgo: 1,
    person: 'admin',
    source: 'signin.amazonaws.com',
    event: 'ConsoleLogin',
    additional: { MFAUsed: 'Yes' },
  },
];

/** Question -> its rows, each as the values that matter, joined by a space and sorted. */
export const expectedAnswers: Readonly<Record<string, readonly string[]>> = {
  'who-read-a-dataset-last-week': ['ada@example.nhs.uk tre-x-p-one 2'],
  'who-asked-what-workgroup-last-week': ['ada@example.nhs.uk tre-x-project-one 1'],
  'calls-refused-at-an-endpoint': ['eve@example.nhs.uk PutObject vpce-0123456789abcdef0'],
  'refusals-by-person': ['ben@example.nhs.uk GetObject 1'],
  'changes-to-keys-and-policies': ['deployer PutKeyPolicy {"keyId":"key-1"}'],
  'who-used-which-key': ['ada@example.nhs.uk key-of-project-one 2'],
  'who-read-the-audit-trail': ['auditor@example.nhs.uk GetObject AWSLogs/1/CloudTrail/x.json.gz'],
  'failed-sign-ins': ['mallory Failed authentication No'],
};

/** The columns that `expectedAnswers` speaks of. */
export const answerColumns: Readonly<Record<string, readonly string[]>> = {
  'who-read-a-dataset-last-week': ['person', 'bucket', 'reads'],
  'who-asked-what-workgroup-last-week': ['person', 'workgroup', 'queries'],
  'calls-refused-at-an-endpoint': ['person', 'eventname', 'vpcendpointid'],
  'refusals-by-person': ['person', 'eventname', 'refusals'],
  'changes-to-keys-and-policies': ['person', 'eventname', 'requestparameters'],
  'who-used-which-key': ['person', 'key', 'uses'],
  'who-read-the-audit-trail': ['person', 'eventname', 'object'],
  'failed-sign-ins': ['person', 'errormessage', 'second_factor'],
};
