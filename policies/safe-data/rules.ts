import type { Rule } from '../rule.ts';
import { backupCopiesStayHere } from './backup-copies-stay-here.ts';
import { backupRetentionFitsItsVault } from './backup-retention-fits-its-vault.ts';
import { backupVaultIsLocked } from './backup-vault-is-locked.ts';
import { backupVaultRefusesDeletion } from './backup-vault-refuses-deletion.ts';
import { backupsCoverWhatCannotBeRemade } from './backups-cover-what-cannot-be-remade.ts';
import { backupsHoldNoExtract } from './backups-hold-no-extract.ts';
import { bucketsAreEncryptedWithOurKeys } from './buckets-are-encrypted-with-our-keys.ts';
import { bucketsAreKept } from './buckets-are-kept.ts';
import { bucketsAreVersioned } from './buckets-are-versioned.ts';
import { bucketsBlockPublicAccess } from './buckets-block-public-access.ts';
import { bucketsDemandTls } from './buckets-demand-tls.ts';
import { bucketsDisableAccessLists } from './buckets-disable-access-lists.ts';
import { bucketsHaveOnePolicy } from './buckets-have-one-policy.ts';
import { bucketsLogAccess } from './buckets-log-access.ts';
import { bucketsRefuseOtherKeys } from './buckets-refuse-other-keys.ts';
import { cataloguePointsIntoOurBuckets } from './catalogue-points-into-our-buckets.ts';
import { curatedTablesHoldNoDirectIdentifier } from './curated-tables-hold-no-direct-identifier.ts';
import { dataBucketsAdmitNamedRolesOnly } from './data-buckets-admit-named-roles-only.ts';
import { dataBucketsDenyOtherNetworks } from './data-buckets-deny-other-networks.ts';
import { dataBucketsGuardTheirConfiguration } from './data-buckets-guard-their-configuration.ts';
import { dataBucketsHaveNoSideDoor } from './data-buckets-have-no-side-door.ts';
import { icebergTablesSurviveUpdates } from './iceberg-tables-survive-updates.ts';
import { identifiableZonesAdmitNoPerson } from './identifiable-zones-admit-no-person.ts';
import { keysOfRecordsOpenForNamedRolesOnly } from './keys-of-records-open-for-named-roles-only.ts';
import { landingIsWrittenNeverRead } from './landing-is-written-never-read.ts';
import { lifecycleEndsOldVersions } from './lifecycle-ends-old-versions.ts';
import { nobodyEndsTheBackups } from './nobody-ends-the-backups.ts';
import { onlyNamedJobsOpenIdentifiableRecords } from './only-named-jobs-open-identifiable-records.ts';
import { quarantineIsScannedForMalware } from './quarantine-is-scanned-for-malware.ts';
import { recordsLieWhereRulesLook } from './records-lie-where-rules-look.ts';
import { restoresGoToBucketsOfTheirOwn } from './restores-go-to-buckets-of-their-own.ts';
import { tablesRecoverAndStay } from './tables-recover-and-stay.ts';
import { zonesHaveKeysOfTheirOwn } from './zones-have-keys-of-their-own.ts';

/** Where records lie, who reaches them, and what is left when they are lost. */
export const dataRules: readonly Rule[] = [
  backupCopiesStayHere,
  backupRetentionFitsItsVault,
  backupVaultIsLocked,
  backupVaultRefusesDeletion,
  backupsCoverWhatCannotBeRemade,
  backupsHoldNoExtract,
  bucketsAreEncryptedWithOurKeys,
  bucketsAreKept,
  bucketsAreVersioned,
  bucketsBlockPublicAccess,
  bucketsDemandTls,
  bucketsDisableAccessLists,
  bucketsHaveOnePolicy,
  bucketsLogAccess,
  keysOfRecordsOpenForNamedRolesOnly,
  bucketsRefuseOtherKeys,
  cataloguePointsIntoOurBuckets,
  curatedTablesHoldNoDirectIdentifier,
  dataBucketsAdmitNamedRolesOnly,
  dataBucketsDenyOtherNetworks,
  dataBucketsGuardTheirConfiguration,
  dataBucketsHaveNoSideDoor,
  icebergTablesSurviveUpdates,
  identifiableZonesAdmitNoPerson,
  onlyNamedJobsOpenIdentifiableRecords,
  nobodyEndsTheBackups,
  landingIsWrittenNeverRead,
  lifecycleEndsOldVersions,
  quarantineIsScannedForMalware,
  recordsLieWhereRulesLook,
  restoresGoToBucketsOfTheirOwn,
  zonesHaveKeysOfTheirOwn,
  tablesRecoverAndStay,
];
