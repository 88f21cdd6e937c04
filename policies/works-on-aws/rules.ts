import { accessLogBucketAdmitsTheLogger } from './access-log-bucket-admits-the-logger.ts';
import { accessLogBucketHasNoObjectLock } from './access-log-bucket-has-no-object-lock.ts';
import { accessLogBucketIsNotLogged } from './access-log-bucket-is-not-logged.ts';
import { accessLogBucketStandsBesideItsSources } from './access-log-bucket-stands-beside-its-sources.ts';
import { alarmWindowsAreLegal } from './alarm-windows-are-legal.ts';
import { alarmsNameEveryDimension } from './alarms-name-every-dimension.ts';
import { apisDeployAgainWhenTheyChange } from './apis-deploy-again-when-they-change.ts';
import { athenaReadsAreBoundToNoNetwork } from './athena-reads-are-bound-to-no-network.ts';
import { backedUpBucketsAreReady } from './backed-up-buckets-are-ready.ts';
import { backupPlansFitTheirVault } from './backup-plans-fit-their-vault.ts';
import { backupWindowsAreLegal } from './backup-windows-are-legal.ts';
import { bucketDeniesLetAthenaThrough } from './bucket-denies-let-athena-through.ts';
import { bucketNamesAreLegal } from './bucket-names-are-legal.ts';
import { bucketPoliciesFit } from './bucket-policies-fit.ts';
import { bucketPoliciesLeaveGrantsAlive } from './bucket-policies-leave-grants-alive.ts';
import { budgetsFit } from './budgets-fit.ts';
import { configurationBucketAdmitsConfig } from './configuration-bucket-admits-config.ts';
import { configurationBucketHasNoObjectLock } from './configuration-bucket-has-no-object-lock.ts';
import { conformancePackFits } from './conformance-pack-fits.ts';
import { conformancePackFollowsTheRecorder } from './conformance-pack-follows-the-recorder.ts';
import { customResourcesInTheNetworkCanAnswer } from './custom-resources-in-the-network-can-answer.ts';
import { customResourcesOutlastTheirFunction } from './custom-resources-outlast-their-function.ts';
import { dataEventTypesExist } from './data-event-types-exist.ts';
import { detectorsNameFeaturesOnly } from './detectors-name-features-only.ts';
import { dnsFirewallAsksAllowingGroupsFirst } from './dns-firewall-asks-allowing-groups-first.ts';
import { dnsFirewallCanBeChanged } from './dns-firewall-can-be-changed.ts';
import { dnsFirewallLetsOurEndpointsAnswer } from './dns-firewall-lets-our-endpoints-answer.ts';
import { dnsNamesAreLegal } from './dns-names-are-legal.ts';
import { doorsAnswerWithinTheQuota } from './doors-answer-within-the-quota.ts';
import { endpointConditionsAreLiteral } from './endpoint-conditions-are-literal.ts';
import { endpointPoliciesFit } from './endpoint-policies-fit.ts';
import { endpointsFitTheNetwork } from './endpoints-fit-the-network.ts';
import { endpointsStandOnceAZone } from './endpoints-stand-once-a-zone.ts';
import { eventRulesFit } from './event-rules-fit.ts';
import { eventRulesNameEventsThatExist } from './event-rules-name-events-that-exist.ts';
import { eventTargetsAdmitTheirRules } from './event-targets-admit-their-rules.ts';
import { firewallLogsAreNamedForIt } from './firewall-logs-are-named-for-it.ts';
import { firewallsLetTheBodiesOfTheirDoorThrough } from './firewalls-let-the-bodies-of-their-door-through.ts';
import { functionLogGroupsComeFirst } from './function-log-groups-come-first.ts';
import { functionsInTheNetworkHaveEndpoints } from './functions-in-the-network-have-endpoints.ts';
import { gatewayEndpointPoliciesNameEveryone } from './gateway-endpoint-policies-name-everyone.ts';
import { glueNamesSuitAthena } from './glue-names-suit-athena.ts';
import { iamTextsAreLatin } from './iam-texts-are-latin.ts';
import { icebergColumnsHaveIcebergTypes } from './iceberg-columns-have-iceberg-types.ts';
import { icebergTablesHaveOneDefinition } from './iceberg-tables-have-one-definition.ts';
import { imageLayersPassTheEndpoint } from './image-layers-pass-the-endpoint.ts';
import { interfacesCarryFiveGroups } from './interfaces-carry-five-groups.ts';
import { keyPoliciesFit } from './key-policies-fit.ts';
import { keysAskNoNetworkOfServices } from './keys-ask-no-network-of-services.ts';
import { keysExpectTheContextOfBucketKeys } from './keys-expect-the-context-of-bucket-keys.ts';
import { keysOfBackedUpBucketsAdmitTheBackup } from './keys-of-backed-up-buckets-admit-the-backup.ts';
import { keysOfBackupVaultsAdmitTheDeployer } from './keys-of-backup-vaults-admit-the-deployer.ts';
import { keysOfConfigurationBucketsAdmitConfig } from './keys-of-configuration-buckets-admit-config.ts';
import { keysOfLogGroupsAdmitCloudwatchLogs } from './keys-of-log-groups-admit-cloudwatch-logs.ts';
import { keysOfLogGroupsAdmitTheirWriters } from './keys-of-log-groups-admit-their-writers.ts';
import { keysOfLogGroupsCanBeDescribedByTheDeployer } from './keys-of-log-groups-can-be-described-by-the-deployer.ts';
import { keysOfManagedResultsAdmitAthena } from './keys-of-managed-results-admit-athena.ts';
import { keysOfScannedBucketsAdmitTheScan } from './keys-of-scanned-buckets-admit-the-scan.ts';
import { keysOfTopicsAdmitTheirPublishers } from './keys-of-topics-admit-their-publishers.ts';
import { keysOfTrailsAdmitCloudtrail } from './keys-of-trails-admit-cloudtrail.ts';
import { keysStayEditableByTheDeployer } from './keys-stay-editable-by-the-deployer.ts';
import { lifecycleOutlastsTheLock } from './lifecycle-outlasts-the-lock.ts';
import { logRetentionsAreLegal } from './log-retentions-are-legal.ts';
import { logSourcesWaitForTheBucketPolicy } from './log-sources-wait-for-the-bucket-policy.ts';
import { malwarePlansFit } from './malware-plans-fit.ts';
import { malwareScanRoleIsComplete } from './malware-scan-role-is-complete.ts';
import { managedPoliciesFit } from './managed-policies-fit.ts';
import { metricFiltersAreLegal } from './metric-filters-are-legal.ts';
import { namedPrincipalsExistFirst } from './named-principals-exist-first.ts';
import { namesFit } from './names-fit.ts';
import { networkAclsFit } from './network-acls-fit.ts';
import { networkActivitySelectorsNameOneSource } from './network-activity-selectors-name-one-source.ts';
import { networkBoundActionsPassTheEndpoint } from './network-bound-actions-pass-the-endpoint.ts';
import { objectLockStandsOnVersioning } from './object-lock-stands-on-versioning.ts';
import { oneAnalyserOfATypeARegion } from './one-analyser-of-a-type-a-region.ts';
import { oneConfigurationRecorderARegion } from './one-configuration-recorder-a-region.ts';
import { oneDetectorARegion } from './one-detector-a-region.ts';
import { oneMacieSessionARegion } from './one-macie-session-a-region.ts';
import { oneOwnerOfSettingsOfARegion } from './one-owner-of-settings-of-a-region.ts';
import { oneSecurityHubARegion } from './one-security-hub-a-region.ts';
import { onlySymmetricKeysRotate } from './only-symmetric-keys-rotate.ts';
import { privateApisHaveBothPolicies } from './private-apis-have-both-policies.ts';
import { privateNamesNeedVpcDns } from './private-names-need-vpc-dns.ts';
import { projectedPartitionsAreComplete } from './projected-partitions-are-complete.ts';
import { recorderAndChannelStartTogether } from './recorder-and-channel-start-together.ts';
import { reservedConcurrencyFits } from './reserved-concurrency-fits.ts';
import { rolePoliciesFit } from './role-policies-fit.ts';
import { rolesCarryTenManagedPolicies } from './roles-carry-ten-managed-policies.ts';
import { secureBrowserListsFit } from './secure-browser-lists-fit.ts';
import { secureBrowserNetworkIsSupported } from './secure-browser-network-is-supported.ts';
import { securityGroupTextsAreLegal } from './security-group-texts-are-legal.ts';
import { securityGroupsFit } from './security-groups-fit.ts';
import { stacksHoldAtMost500Resources } from './stacks-hold-at-most-500-resources.ts';
import { stacksShareAtMost200Values } from './stacks-share-at-most-200-values.ts';
import { streamReadersMayRead } from './stream-readers-may-read.ts';
import { streamsAreCalledAsStreams } from './streams-are-called-as-streams.ts';
import { streamsHaveTwoReadersAtMost } from './streams-have-two-readers-at-most.ts';
import { subnetsFitTheNetwork } from './subnets-fit-the-network.ts';
import { templatesStayUnderAMegabyte } from './templates-stay-under-a-megabyte.ts';
import { tokenLivesAreLegal } from './token-lives-are-legal.ts';
import { topicsAdmitTheirPublishers } from './topics-admit-their-publishers.ts';
import { trailBucketAdmitsCloudtrail } from './trail-bucket-admits-cloudtrail.ts';
import { trailSelectorsFit } from './trail-selectors-fit.ts';
import { trailsFitTheRegion } from './trails-fit-the-region.ts';
import { trailsOfEveryRegionIncludeGlobalEvents } from './trails-of-every-region-include-global-events.ts';
import { trailsReachTheirLogGroup } from './trails-reach-their-log-group.ts';
import { trustPoliciesFit } from './trust-policies-fit.ts';
import { userPoolsBehindEndpointsHaveNoDomain } from './user-pools-behind-endpoints-have-no-domain.ts';
import { userPoolsDeclareNoAttributes } from './user-pools-declare-no-attributes.ts';
import { userPoolsWithFactorsNameOne } from './user-pools-with-factors-name-one.ts';
import { vaultLocksAreLegal } from './vault-locks-are-legal.ts';
import { webAclsGuardWhatTheyCan } from './web-acls-guard-what-they-can.ts';
import { workgroupCutoffsAreLegal } from './workgroup-cutoffs-are-legal.ts';
import { workgroupsNameOnePlaceForResults } from './workgroups-name-one-place-for-results.ts';
import { workgroupsSetNoState } from './workgroups-set-no-state.ts';
import { workgroupsWithQueriesCanBeDeleted } from './workgroups-with-queries-can-be-deleted.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Whether it deploys and does what it says on real AWS: one documented trap each. */
export const worksOnAwsRules: readonly WorksOnAwsRule[] = [
  accessLogBucketAdmitsTheLogger,
  accessLogBucketHasNoObjectLock,
  accessLogBucketIsNotLogged,
  accessLogBucketStandsBesideItsSources,
  alarmWindowsAreLegal,
  alarmsNameEveryDimension,
  apisDeployAgainWhenTheyChange,
  athenaReadsAreBoundToNoNetwork,
  backedUpBucketsAreReady,
  backupPlansFitTheirVault,
  backupWindowsAreLegal,
  bucketDeniesLetAthenaThrough,
  bucketNamesAreLegal,
  bucketPoliciesFit,
  bucketPoliciesLeaveGrantsAlive,
  budgetsFit,
  configurationBucketAdmitsConfig,
  configurationBucketHasNoObjectLock,
  conformancePackFits,
  conformancePackFollowsTheRecorder,
  customResourcesInTheNetworkCanAnswer,
  customResourcesOutlastTheirFunction,
  dataEventTypesExist,
  detectorsNameFeaturesOnly,
  dnsFirewallAsksAllowingGroupsFirst,
  dnsFirewallCanBeChanged,
  dnsFirewallLetsOurEndpointsAnswer,
  dnsNamesAreLegal,
  doorsAnswerWithinTheQuota,
  endpointConditionsAreLiteral,
  endpointPoliciesFit,
  endpointsFitTheNetwork,
  endpointsStandOnceAZone,
  eventRulesFit,
  eventRulesNameEventsThatExist,
  eventTargetsAdmitTheirRules,
  firewallLogsAreNamedForIt,
  firewallsLetTheBodiesOfTheirDoorThrough,
  functionLogGroupsComeFirst,
  functionsInTheNetworkHaveEndpoints,
  gatewayEndpointPoliciesNameEveryone,
  glueNamesSuitAthena,
  iamTextsAreLatin,
  icebergColumnsHaveIcebergTypes,
  icebergTablesHaveOneDefinition,
  imageLayersPassTheEndpoint,
  interfacesCarryFiveGroups,
  keyPoliciesFit,
  keysAskNoNetworkOfServices,
  keysExpectTheContextOfBucketKeys,
  keysOfBackedUpBucketsAdmitTheBackup,
  keysOfBackupVaultsAdmitTheDeployer,
  keysOfConfigurationBucketsAdmitConfig,
  keysOfLogGroupsAdmitCloudwatchLogs,
  keysOfLogGroupsAdmitTheirWriters,
  keysOfLogGroupsCanBeDescribedByTheDeployer,
  keysOfManagedResultsAdmitAthena,
  keysOfScannedBucketsAdmitTheScan,
  keysOfTopicsAdmitTheirPublishers,
  keysOfTrailsAdmitCloudtrail,
  keysStayEditableByTheDeployer,
  lifecycleOutlastsTheLock,
  logRetentionsAreLegal,
  logSourcesWaitForTheBucketPolicy,
  malwarePlansFit,
  malwareScanRoleIsComplete,
  managedPoliciesFit,
  metricFiltersAreLegal,
  namedPrincipalsExistFirst,
  namesFit,
  networkAclsFit,
  networkActivitySelectorsNameOneSource,
  networkBoundActionsPassTheEndpoint,
  objectLockStandsOnVersioning,
  oneAnalyserOfATypeARegion,
  oneConfigurationRecorderARegion,
  oneDetectorARegion,
  oneMacieSessionARegion,
  oneOwnerOfSettingsOfARegion,
  oneSecurityHubARegion,
  onlySymmetricKeysRotate,
  privateApisHaveBothPolicies,
  privateNamesNeedVpcDns,
  projectedPartitionsAreComplete,
  recorderAndChannelStartTogether,
  reservedConcurrencyFits,
  rolePoliciesFit,
  rolesCarryTenManagedPolicies,
  secureBrowserListsFit,
  secureBrowserNetworkIsSupported,
  securityGroupTextsAreLegal,
  securityGroupsFit,
  stacksHoldAtMost500Resources,
  stacksShareAtMost200Values,
  streamReadersMayRead,
  streamsAreCalledAsStreams,
  streamsHaveTwoReadersAtMost,
  subnetsFitTheNetwork,
  templatesStayUnderAMegabyte,
  tokenLivesAreLegal,
  topicsAdmitTheirPublishers,
  trailBucketAdmitsCloudtrail,
  trailSelectorsFit,
  trailsFitTheRegion,
  trailsOfEveryRegionIncludeGlobalEvents,
  trailsReachTheirLogGroup,
  trustPoliciesFit,
  userPoolsBehindEndpointsHaveNoDomain,
  userPoolsDeclareNoAttributes,
  userPoolsWithFactorsNameOne,
  vaultLocksAreLegal,
  webAclsGuardWhatTheyCan,
  workgroupCutoffsAreLegal,
  workgroupsNameOnePlaceForResults,
  workgroupsSetNoState,
  workgroupsWithQueriesCanBeDeleted,
];
