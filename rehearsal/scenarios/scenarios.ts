import { accessIsAppliedFor } from './access-is-applied-for.ts';
import { accountSwitchesAreOn } from './account-switches-are-on.ts';
import { airlockTurnsAway } from './airlock-turns-away.ts';
import { anAddedProjectChangesNoOther } from './an-added-project-changes-no-other.ts';
import { auditorAsksTheTrail } from './auditor-asks-the-trail.ts';
import { dataOutlivesAnUpgrade, recordsAreWritten } from './data-outlives-an-upgrade.ts';
import { defaultGroupIsClosed } from './default-group-is-closed.ts';
import { everyStackIsComplete } from './every-stack-is-complete.ts';
import { expiryEndsAccess } from './expiry-ends-access.ts';
import { leaverIsOut } from './leaver-is-out.ts';
import { noProjectSeesAnother } from './no-project-sees-another.ts';
import { noRowOfAProjectLiesElsewhere } from './no-row-of-a-project-lies-elsewhere.ts';
import { projectAsksItsExtract } from './project-asks-its-extract.ts';
import { projectIsClosed } from './project-is-closed.ts';
import { publicDoorShowsNoData } from './public-door-shows-no-data.ts';
import { removalLeavesWhatIsDocumented } from './removal-leaves-what-is-documented.ts';
import { resultsLeaveThroughTheAirlock } from './results-leave-through-the-airlock.ts';
import type { Scenario } from './scenario.ts';
import { twoEvaluatorsAgree } from './two-evaluators-agree.ts';
import { whoCanDoWhat } from './who-can-do-what.ts';

/** In this order, each at its moment. A new scenario is one file and one line here. */
export const scenarios: readonly Scenario[] = [
  everyStackIsComplete,
  accountSwitchesAreOn,
  defaultGroupIsClosed,
  projectAsksItsExtract,
  auditorAsksTheTrail,
  accessIsAppliedFor,
  resultsLeaveThroughTheAirlock,
  airlockTurnsAway,
  expiryEndsAccess,
  leaverIsOut,
  publicDoorShowsNoData,
  anAddedProjectChangesNoOther,
  noRowOfAProjectLiesElsewhere,
  noProjectSeesAnother,
  whoCanDoWhat,
  twoEvaluatorsAgree,
  projectIsClosed,
  removalLeavesWhatIsDocumented,
  recordsAreWritten,
  dataOutlivesAnUpgrade,
];
