import { arnsOf, butFor, type GuardrailScope, type GuardrailStatement, of } from './guardrail-scope.ts';

/** The account stays where it is, and nobody is let in, shown the catalogue or given other code by another door. */
export function accountGuardrail(scope: GuardrailScope): readonly GuardrailStatement[] {
  const { organisation, publishing, assets } = arnsOf(scope);
  return [
    {
      Sid: 'NoNewWayToSignIn',
      Effect: 'Deny',
      Action: of(
        'iam',
        ...['AddClientIDToOpenIDConnectProvider', 'CreateOpenIDConnectProvider', 'CreateSAMLProvider'],
        ...['UpdateOpenIDConnectProviderThumbprint', 'UpdateSAMLProvider'],
      ).concat(of('rolesanywhere', 'Create*', 'Update*')),
      Resource: '*',
      Condition: butFor(...organisation),
    },
    {
      Sid: 'TheAccountStays',
      Effect: 'Deny',
      Action: [
        ...of('organizations', 'LeaveOrganization'),
        ...of('account', 'CloseAccount', 'EnableRegion', 'PutAlternateContact', 'StartPrimaryEmailUpdate'),
      ],
      Resource: '*',
    },
    {
      Sid: 'TheCatalogueIsNotShared',
      Effect: 'Deny',
      Action: [
        ...of('lakeformation', 'BatchGrantPermissions', 'CreateLakeFormationOptIn', 'GrantPermissions'),
        ...of('lakeformation', 'PutDataLakeSettings', 'RegisterResource', 'UpdateResource'),
        ...of('glue', 'PutResourcePolicy'),
      ],
      Resource: '*',
      Condition: butFor(...organisation),
    },
    {
      Sid: 'AssetsByThePipelineOnly',
      Effect: 'Deny',
      Action: of(
        's3',
        'DeleteObject',
        'DeleteObjectVersion',
        'PutObject',
        'PutObjectAcl',
        'PutObjectTagging',
        'ReplicateObject',
      ),
      Resource: assets,
      Condition: butFor(publishing),
    },
    {
      // Whoever rewrites the policy of the bucket of waiting code writes code next.
      Sid: 'AssetBucketByTheOrganisationOnly',
      Effect: 'Deny',
      Action: of(
        's3',
        'DeleteBucket',
        'DeleteBucketPolicy',
        'PutBucketAcl',
        'PutBucketPolicy',
        'PutReplicationConfiguration',
      ),
      Resource: assets.replace(/\/\*$/, ''),
      Condition: butFor(...organisation),
    },
  ];
}
