import type { Rule } from '../rule.ts';
import { deliveriesStayInTheEstate } from './deliveries-stay-in-the-estate.ts';
import { depositsAreWrittenByTheBrokerAlone } from './deposits-are-written-by-the-broker-alone.ts';
import { endpointsCarryNoNamelessCallAway } from './endpoints-carry-no-nameless-call-away.ts';
import { everyKindOfResourceIsKnown } from './every-kind-of-resource-is-known.ts';
import { frozenBytesAreScannedForMalware } from './frozen-bytes-are-scanned-for-malware.ts';
import { frozenBytesAreWrittenByTheCheckerAlone } from './frozen-bytes-are-written-by-the-checker-alone.ts';
import { functionsCannotShareOrSend } from './functions-cannot-share-or-send.ts';
import { functionsWriteIntoTheEstateOnly } from './functions-write-into-the-estate-only.ts';
import { noBucketOpensByASignedLink } from './no-bucket-opens-by-a-signed-link.ts';
import { noLogHoldsData } from './no-log-holds-data.ts';
import { nothingAnswersStrangers } from './nothing-answers-strangers.ts';
import { nothingBehindThePublicDoorReachesData } from './nothing-behind-the-public-door-reaches-data.ts';
import { nothingCarriesDataAway } from './nothing-carries-data-away.ts';
import { notificationsCarryAlarmsOnly } from './notifications-carry-alarms-only.ts';
import { oneFunctionWritesWhatIsReleased } from './one-function-writes-what-is-released.ts';
import { peopleMoveNoBytes } from './people-move-no-bytes.ts';
import { peopleWriteNowhere } from './people-write-nowhere.ts';
import { policiesAdmitThisAccountOnly } from './policies-admit-this-account-only.ts';
import { releasedBytesAreReadByThreeFunctions } from './released-bytes-are-read-by-three-functions.ts';
import { releasesAreLockedAndKept } from './releases-are-locked-and-kept.ts';
import { releasesEndWithinMinutes } from './releases-end-within-minutes.ts';
import { releasesPointWhereTheReleaserSays } from './releases-point-where-the-releaser-says.ts';
import { requestsAreToldInsideAlone } from './requests-are-told-inside-alone.ts';
import { resourcePoliciesNameWhomAndWhat } from './resource-policies-name-whom-and-what.ts';
import { resultsAreReadInsideTheNetwork } from './results-are-read-inside-the-network.ts';
import { resultsNeverLieInABucket } from './results-never-lie-in-a-bucket.ts';
import { rightsLeadIntoThisAccountOnly } from './rights-lead-into-this-account-only.ts';
import { textTypedInsideStaysInside } from './text-typed-inside-stays-inside.ts';
import { votesAreCastAtThePrivateDoorAlone } from './votes-are-cast-at-the-private-door-alone.ts';
import { whatArrivesIsReadInsideAlone } from './what-arrives-is-read-inside-alone.ts';

/** Every way out, and that it is shut. */
export const outputRules: readonly Rule[] = [
  peopleWriteNowhere,
  resultsNeverLieInABucket,
  policiesAdmitThisAccountOnly,
  resourcePoliciesNameWhomAndWhat,
  nothingAnswersStrangers,
  nothingCarriesDataAway,
  deliveriesStayInTheEstate,
  notificationsCarryAlarmsOnly,
  functionsCannotShareOrSend,
  functionsWriteIntoTheEstateOnly,
  oneFunctionWritesWhatIsReleased,
  noLogHoldsData,
  noBucketOpensByASignedLink,
  rightsLeadIntoThisAccountOnly,
  everyKindOfResourceIsKnown,
  peopleMoveNoBytes,
  resultsAreReadInsideTheNetwork,
  endpointsCarryNoNamelessCallAway,
  nothingBehindThePublicDoorReachesData,
  textTypedInsideStaysInside,
  releasesAreLockedAndKept,
  releasedBytesAreReadByThreeFunctions,
  frozenBytesAreWrittenByTheCheckerAlone,
  frozenBytesAreScannedForMalware,
  releasesEndWithinMinutes,
  depositsAreWrittenByTheBrokerAlone,
  whatArrivesIsReadInsideAlone,
  votesAreCastAtThePrivateDoorAlone,
  releasesPointWhereTheReleaserSays,
  requestsAreToldInsideAlone,
];
