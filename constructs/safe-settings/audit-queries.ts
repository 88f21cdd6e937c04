export interface AuditQuery {
  readonly name: string;
  readonly description: string;
  /** Which events it asks about. Management events are in our trail only where no organisation trail has them. */
  readonly events: 'data' | 'management';
  /** Athena SQL. A `?` is a parameter that Athena asks for. */
  readonly sql: string;
}

const lastWeek = `day >= date_format(current_date - interval '7' day, '%Y/%m/%d')`;
const person = `coalesce(useridentity.sessioncontext.sourceidentity, useridentity.arn, useridentity.invokedby)`;

/** The questions an assessor asks. Partitions are strings, hence the formatted days; without them a query reads years. */
export const auditQueries = (database: string): readonly AuditQuery[] => {
  const ask = (what: string, where: string, rest: string) =>
    `SELECT ${what}\nFROM "${database}"."trail"\nWHERE ${lastWeek}\n  AND ${where}\n${rest}`;
  return [
    {
      name: 'who-read-a-dataset-last-week',
      events: 'data',
      description:
        "Who read objects whose path holds a word, such as a dataset's id with _ for each hyphen, which LIKE takes for any sign; parameter: '%admitted_care%'",
      sql: ask(
        `${person} AS person, json_extract_scalar(requestparameters, '$.bucketName') AS bucket, count(*) AS reads, min(eventtime) AS earliest, max(eventtime) AS latest`,
        `eventsource = 's3.amazonaws.com' AND eventname IN ('GetObject', 'HeadObject', 'SelectObjectContent') AND requestparameters LIKE ?`,
        'GROUP BY 1, 2\nORDER BY reads DESC',
      ),
    },
    {
      name: 'who-asked-what-workgroup-last-week',
      events: 'management',
      description: 'Queries by person and workgroup; CloudTrail hides their text',
      sql: ask(
        `${person} AS person, json_extract_scalar(requestparameters, '$.workGroup') AS workgroup, count(*) AS queries, max(eventtime) AS latest`,
        `eventsource = 'athena.amazonaws.com' AND eventname = 'StartQueryExecution'`,
        'GROUP BY 1, 2\nORDER BY queries DESC',
      ),
    },
    {
      name: 'calls-refused-at-an-endpoint',
      events: 'data',
      description: 'Calls that an endpoint policy refused: foreign credentials or foreign resources inside the network',
      sql: ask(
        `eventtime, ${person} AS person, eventsource, eventname, vpcendpointid, sourceipaddress, errormessage`,
        `errorcode = 'VpceAccessDenied'`,
        'ORDER BY eventtime DESC',
      ),
    },
    {
      name: 'refusals-by-person',
      events: 'data',
      description: 'Who was refused what, of the events that this trail records',
      sql: ask(
        `${person} AS person, eventsource, eventname, count(*) AS refusals, max(eventtime) AS latest`,
        `errorcode IN ('AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'Client.UnauthorizedOperation')`,
        'GROUP BY 1, 2, 3\nORDER BY refusals DESC',
      ),
    },
    {
      name: 'changes-to-keys-and-policies',
      events: 'management',
      description: 'Every change of a key, a role, a bucket policy or the trail itself',
      sql: ask(
        `eventtime, ${person} AS person, eventsource, eventname, requestparameters, errorcode`,
        `eventname IN ('PutKeyPolicy', 'CreateGrant', 'ScheduleKeyDeletion', 'CancelKeyDeletion', 'DisableKey', 'PutRolePolicy', 'AttachRolePolicy', 'UpdateAssumeRolePolicy', 'PutBucketPolicy', 'DeleteBucketPolicy', 'StopLogging', 'DeleteTrail', 'PutEventSelectors')`,
        'ORDER BY eventtime DESC',
      ),
    },
    {
      name: 'who-used-which-key',
      events: 'management',
      description: 'Decryptions by person and key',
      sql: ask(
        `${person} AS person, key.arn AS key, count(*) AS uses, max(eventtime) AS latest`,
        `eventsource = 'kms.amazonaws.com' AND eventname IN ('Decrypt', 'GenerateDataKey')`,
        'GROUP BY 1, 2\nORDER BY uses DESC',
      ).replace('"trail"\n', '"trail" CROSS JOIN UNNEST(resources) AS used (key)\n'),
    },
    {
      name: 'who-read-the-audit-trail',
      events: 'data',
      description: 'Whoever reads the readers',
      sql: ask(
        `eventtime, ${person} AS person, eventname, json_extract_scalar(requestparameters, '$.key') AS object, sourceipaddress`,
        `eventsource = 's3.amazonaws.com' AND eventname = 'GetObject' AND json_extract_scalar(requestparameters, '$.bucketName') LIKE '%-trail-%'`,
        'ORDER BY eventtime DESC',
      ),
    },
    {
      name: 'failed-sign-ins',
      events: 'management',
      description: 'Console sign-ins that failed or had no second factor',
      sql: ask(
        `eventtime, ${person} AS person, sourceipaddress, errormessage, json_extract_scalar(additionaleventdata, '$.MFAUsed') AS second_factor`,
        `eventname = 'ConsoleLogin' AND (errormessage IS NOT NULL OR json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No')`,
        'ORDER BY eventtime DESC',
      ),
    },
  ];
};
