import { CreateDatabaseCommand, CreateTableCommand } from '@aws-sdk/client-glue';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ask } from '../target/athena.ts';
import { become } from '../target/become.ts';
import { resultsAt, resultsBucket } from '../target/results-bucket.ts';
import { sayWorkgroup } from '../target/workgroup-of-the-call.ts';
import type { Difference } from './difference.ts';
import { roleFor } from './iam.ts';

const Name = 'rehearsal_nobody';
const probe = 'tre-rehearsal-probe-nobody';

/** https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html */
export const athenaInNobodysName: Difference = {
  name: 'athena-in-nobodys-name',
  onAws: 'Athena reads catalogue, bucket and key in the name of who asks, so a query over what is another’s is refused',
  here: 'it reads whatever is there for whoever may ask in a workgroup',
  bridgedBy: 'scenarios/no-project-sees-another.ts, which reads what the roles are granted instead of asking',
  passes: ['iam'],
  async stillThere(stage) {
    const { glue, s3 } = stage.clients;
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
    await glue.send(
      new CreateTableCommand({
        DatabaseName: Name,
        TableInput: {
          Name: 'records',
          TableType: 'EXTERNAL_TABLE',
          StorageDescriptor: {
            Location: `s3://${resultsBucket}/nobody/`,
            Columns: [{ Name: 'a', Type: 'string' }],
            SerdeInfo: { SerializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
          },
        },
      }),
    );
    await s3.send(new PutObjectCommand({ Bucket: resultsBucket, Key: 'nobody/x.json', Body: '{"a":"1"}' }));
    await roleFor(stage, probe, {}, { Effect: 'Allow', Action: 'athena:*', Resource: '*' });
    const { athena } = await become(stage, stage.clients, probe, { inside: false });
    sayWorkgroup(athena, 'primary');
    const question = { workgroup: 'primary', database: Name, sql: `SELECT a FROM "${Name}"."records"` };
    return ask(athena, { ...question, ...resultsAt(stage) }).then(
      (rows) => rows.length === 1,
      () => false,
    );
  },
};
