import type { Rule } from '../rule.ts';
import { accessLogsAreKept } from './access-logs-are-kept.ts';
import { accountSwitchesStayOn } from './account-switches-stay-on.ts';
import { alarmsReachATopicWithASubscriber } from './alarms-reach-a-topic-with-a-subscriber.ts';
import { auditArchiveCannotBeEmptied } from './audit-archive-cannot-be-emptied.ts';
import { auditArchiveIsLocked } from './audit-archive-is-locked.ts';
import { browserAdmitsNamedAddresses } from './browser-admits-named-addresses.ts';
import { browserKeepsItsToolsShut } from './browser-keeps-its-tools-shut.ts';
import { browserLetsNothingOut } from './browser-lets-nothing-out.ts';
import { browserOpensNamedPagesOnly } from './browser-opens-named-pages-only.ts';
import { browserSessionsAreLogged } from './browser-sessions-are-logged.ts';
import { browserSessionsTimeOut } from './browser-sessions-time-out.ts';
import { browserSignsInByFederation } from './browser-signs-in-by-federation.ts';
import { changesToGuardsRaiseAnAlarm } from './changes-to-guards-raise-an-alarm.ts';
import { codeWaitsWhereOnlyThePipelineWrites } from './code-waits-where-only-the-pipeline-writes.ts';
import { configurationIsRecorded } from './configuration-is-recorded.ts';
import { conformancePackIsDeployed } from './conformance-pack-is-deployed.ts';
import { defaultSecurityGroupIsClosed } from './default-security-group-is-closed.ts';
import { deploymentRolesAreTrustedByThePipelineOnly } from './deployment-roles-are-trusted-by-the-pipeline-only.ts';
import { dnsFirewallAllowsExactNamesOnly } from './dns-firewall-allows-exact-names-only.ts';
import { dnsFirewallBlocksByDefault } from './dns-firewall-blocks-by-default.ts';
import { dnsQueriesAreLogged } from './dns-queries-are-logged.ts';
import { endpointPoliciesNameActionsAndResources } from './endpoint-policies-name-actions-and-resources.ts';
import { endpointPoliciesPinTheAccount } from './endpoint-policies-pin-the-account.ts';
import { endpointsLeadToNothingOfStrangers } from './endpoints-lead-to-nothing-of-strangers.ts';
import { endpointsStayInRegionOnAws } from './endpoints-stay-in-region-on-aws.ts';
import { endpointsUsePrivateDns } from './endpoints-use-private-dns.ts';
import { estateIsOneAccount } from './estate-is-one-account.ts';
import { eventsReachTheArchive } from './events-reach-the-archive.ts';
import { everyNetworkResourceIsModelled } from './every-network-resource-is-modelled.ts';
import { findingsAreGathered } from './findings-are-gathered.ts';
import { flowLogsRecordAllTraffic } from './flow-logs-record-all-traffic.ts';
import { functionsOutsideTheVpcReachNoData } from './functions-outside-the-vpc-reach-no-data.ts';
import { functionsRunOnSupportedRuntimes } from './functions-run-on-supported-runtimes.ts';
import { functionsRunOurOwnCode } from './functions-run-our-own-code.ts';
import { functionsWithTheInternetAreDeniedAllData } from './functions-with-the-internet-are-denied-all-data.ts';
import { guardrailsProtectWhatTheAccountCannot } from './guardrails-protect-what-the-account-cannot.ts';
import { keysAreKept } from './keys-are-kept.ts';
import { keysGiveTheAccountNoUse } from './keys-give-the-account-no-use.ts';
import { keysOpenThroughServicesOnly } from './keys-open-through-services-only.ts';
import { keysRotate } from './keys-rotate.ts';
import { keysSplitAdministrationFromUse } from './keys-split-administration-from-use.ts';
import { keysWaitBeforeDeletion } from './keys-wait-before-deletion.ts';
import { logGroupsAreEncryptedAndKept } from './log-groups-are-encrypted-and-kept.ts';
import { namesLeadOutByNoQuery } from './names-lead-out-by-no-query.ts';
import { noPathLeadsToAnotherAccount } from './no-path-leads-to-another-account.ts';
import { noPathLeadsToTheInternet } from './no-path-leads-to-the-internet.ts';
import { nobodyEndsTheAuditTrail } from './nobody-ends-the-audit-trail.ts';
import { nothingElseLeadsIn } from './nothing-else-leads-in.ts';
import { oneFunctionFetchesFromTheInternetAndReadsNothing } from './one-function-fetches-from-the-internet-and-reads-nothing.ts';
import { outsideAccessIsAnalysed } from './outside-access-is-analysed.ts';
import { peopleEnterThroughTheSecureBrowser } from './people-enter-through-the-secure-browser.ts';
import { privateDoorOpensFromOurEndpointOnly } from './private-door-opens-from-our-endpoint-only.ts';
import { publicDoorStandsBehindAFirewall } from './public-door-stands-behind-a-firewall.ts';
import { refusedCallsRaiseAnAlarm } from './refused-calls-raise-an-alarm.ts';
import { resourcesStayInTheUnitedKingdom } from './resources-stay-in-the-united-kingdom.ts';
import { routeTablesHaveLocalRoutesOnly } from './route-tables-have-local-routes-only.ts';
import { securityGroupsAdmitNoStranger } from './security-groups-admit-no-stranger.ts';
import { securityGroupsLetNothingOut } from './security-groups-let-nothing-out.ts';
import { storesAreUnderCustomerKeys } from './stores-are-under-customer-keys.ts';
import { subnetsGiveNoPublicAddress } from './subnets-give-no-public-address.ts';
import { subnetsSpanTwoZones } from './subnets-span-two-zones.ts';
import { subnetsUseTablesOfTheEstate } from './subnets-use-tables-of-the-estate.ts';
import { templatesDecideNothingLater } from './templates-decide-nothing-later.ts';
import { templatesHoldNoSecret } from './templates-hold-no-secret.ts';
import { theExecutionRoleIsNoAdministrator } from './the-execution-role-is-no-administrator.ts';
import { threatsAreDetected } from './threats-are-detected.ts';
import { topicsAndQueuesDemandTls } from './topics-and-queues-demand-tls.ts';
import { trailCoversEveryRegion } from './trail-covers-every-region.ts';
import { trailIsEncryptedAndLogging } from './trail-is-encrypted-and-logging.ts';
import { trailRecordsEveryDataBucket } from './trail-records-every-data-bucket.ts';
import { trailRecordsEveryManagementEvent } from './trail-records-every-management-event.ts';
import { trailRecordsFunctionsAndCatalogue } from './trail-records-functions-and-catalogue.ts';
import { trailRecordsRefusedEndpointCalls } from './trail-records-refused-endpoint-calls.ts';
import { trailValidatesItsFiles } from './trail-validates-its-files.ts';
import { vpcHasNoWayOut } from './vpc-has-no-way-out.ts';
import { vulnerabilitiesAreScanned } from './vulnerabilities-are-scanned.ts';
import { whatIsMadeHereIsHere } from './what-is-made-here-is-here.ts';

/** Network, entry, keys, audit, and what holds for every resource. */
export const settingsRules: readonly Rule[] = [
  noPathLeadsToTheInternet,
  noPathLeadsToAnotherAccount,
  namesLeadOutByNoQuery,
  everyNetworkResourceIsModelled,
  vpcHasNoWayOut,
  routeTablesHaveLocalRoutesOnly,
  endpointPoliciesNameActionsAndResources,
  endpointPoliciesPinTheAccount,
  endpointsLeadToNothingOfStrangers,
  endpointsStayInRegionOnAws,
  endpointsUsePrivateDns,
  securityGroupsAdmitNoStranger,
  securityGroupsLetNothingOut,
  defaultSecurityGroupIsClosed,
  subnetsGiveNoPublicAddress,
  subnetsSpanTwoZones,
  subnetsUseTablesOfTheEstate,
  flowLogsRecordAllTraffic,
  dnsFirewallAllowsExactNamesOnly,
  dnsFirewallBlocksByDefault,
  dnsQueriesAreLogged,
  nothingElseLeadsIn,
  peopleEnterThroughTheSecureBrowser,
  browserKeepsItsToolsShut,
  browserLetsNothingOut,
  browserOpensNamedPagesOnly,
  browserSessionsTimeOut,
  browserSessionsAreLogged,
  browserAdmitsNamedAddresses,
  browserSignsInByFederation,
  functionsOutsideTheVpcReachNoData,
  functionsWithTheInternetAreDeniedAllData,
  functionsRunOurOwnCode,
  functionsRunOnSupportedRuntimes,
  keysAreKept,
  keysGiveTheAccountNoUse,
  keysOpenThroughServicesOnly,
  keysRotate,
  keysSplitAdministrationFromUse,
  keysWaitBeforeDeletion,
  trailCoversEveryRegion,
  trailIsEncryptedAndLogging,
  trailRecordsEveryDataBucket,
  trailRecordsEveryManagementEvent,
  trailRecordsRefusedEndpointCalls,
  trailValidatesItsFiles,
  trailRecordsFunctionsAndCatalogue,
  auditArchiveCannotBeEmptied,
  auditArchiveIsLocked,
  nobodyEndsTheAuditTrail,
  accessLogsAreKept,
  logGroupsAreEncryptedAndKept,
  alarmsReachATopicWithASubscriber,
  refusedCallsRaiseAnAlarm,
  changesToGuardsRaiseAnAlarm,
  configurationIsRecorded,
  threatsAreDetected,
  findingsAreGathered,
  accountSwitchesStayOn,
  whatIsMadeHereIsHere,
  outsideAccessIsAnalysed,
  conformancePackIsDeployed,
  vulnerabilitiesAreScanned,
  storesAreUnderCustomerKeys,
  topicsAndQueuesDemandTls,
  resourcesStayInTheUnitedKingdom,
  templatesHoldNoSecret,
  templatesDecideNothingLater,
  estateIsOneAccount,
  deploymentRolesAreTrustedByThePipelineOnly,
  theExecutionRoleIsNoAdministrator,
  codeWaitsWhereOnlyThePipelineWrites,
  guardrailsProtectWhatTheAccountCannot,
  privateDoorOpensFromOurEndpointOnly,
  publicDoorStandsBehindAFirewall,
  eventsReachTheArchive,
  oneFunctionFetchesFromTheInternetAndReadsNothing,
];
