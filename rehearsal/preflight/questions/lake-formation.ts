import { known } from '../answer.ts';
import { fine, note, wouldFail } from '../finding.ts';
import { dataLakeSettings } from '../ports/lake-formation.ts';
import type { Question } from '../question.ts';

const everybody = 'IAM_ALLOWED_PRINCIPALS';
const source = 'https://docs.aws.amazon.com/lake-formation/latest/dg/change-settings.html';

/**
 * The design lets IAM alone decide, as the catalogue does until somebody switches that off. Then CloudFormation may not create
 * a database, and a project's role may read no table.
 */
export const lakeFormation: Question = {
  id: 'lake-formation',
  about: 'Lake Formation defaults',
  calls: [dataLakeSettings],
  ask: async (account, { plan: { executionRole, counts } }) =>
    known(await account.ask(dataLakeSettings, undefined), ({ administrators, databasesOpenTo, tablesOpenTo }) => {
      const databases = databasesOpenTo.includes(everybody);
      const tables = tablesOpenTo.includes(everybody);
      if (databases && tables) return [fine('IAM alone decides on new databases and tables')];
      const lake = `IAM alone does not decide on new ${[...(databases ? [] : ['databases']), ...(tables ? [] : ['tables'])].join(' and ')}`;
      const administers = administrators.some((arn) => arn.endsWith(`/${executionRole}`));
      if (administers) {
        return [
          note(
            `${lake}; ${executionRole} is an administrator and creates them, but roles of projects read nothing before they are granted it`,
            source,
          ),
        ];
      }
      return [
        wouldFail({
          found: `${lake}, and ${executionRole} is no data lake administrator`,
          why: databases
            ? `the ${counts.get('AWS::Glue::Table') ?? 0} tables are made, and no role of a project may read one: "Insufficient Lake Formation permission(s)"`
            : `the ${counts.get('AWS::Glue::Database') ?? 0} AWS::Glue::Database fail: "Insufficient Lake Formation permission(s): Required Create Database on Catalog"`,
          source,
          elsewhere: `no field of the file helps: in Lake Formation, Data Catalog settings, tick "Use only IAM access control" for new databases and new tables; or make ${executionRole} a data lake administrator and grant every project its tables`,
        }),
      ];
    }),
};
