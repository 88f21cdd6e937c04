import type { DataLakePrincipal, PrincipalPermissions } from '@aws-sdk/client-lakeformation';
import { service } from './service.ts';

const lakeFormation = service(
  () => import('@aws-sdk/client-lakeformation'),
  ({ LakeFormationClient }, settings) => new LakeFormationClient(settings),
);

const idOf = ({ DataLakePrincipalIdentifier = '' }: DataLakePrincipal): string => DataLakePrincipalIdentifier;
const openTo = (permissions: readonly PrincipalPermissions[] = []): string[] =>
  permissions.flatMap(({ Principal }) => (Principal === undefined ? [] : idOf(Principal)));

/** Who administers the catalogue, and whom a new database or table is open to before anybody grants anything. */
export const dataLakeSettings = lakeFormation({
  action: 'lakeformation:GetDataLakeSettings',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const { DataLakeSettings: settings } = await client.send(new sdk.GetDataLakeSettingsCommand({}), { abortSignal });
    return {
      administrators: (settings?.DataLakeAdmins ?? []).map(idOf),
      databasesOpenTo: openTo(settings?.CreateDatabaseDefaultPermissions),
      tablesOpenTo: openTo(settings?.CreateTableDefaultPermissions),
    };
  },
});
