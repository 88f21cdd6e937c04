import type { Rule } from '../rule.ts';
import { boundaryReadsOurNamesOnly } from './boundary-reads-our-names-only.ts';
import { breakGlassDemandsASecondFactorAndRaisesAnAlarm } from './break-glass-demands-a-second-factor-and-raises-an-alarm.ts';
import { brokerDoesNothingButAssume } from './broker-does-nothing-but-assume.ts';
import { credentialResetsSuspend } from './credential-resets-suspend.ts';
import { directoryDemandsTwoFactorsAndSignsNobodyUp } from './directory-demands-two-factors-and-signs-nobody-up.ts';
import { doorsShareNothing } from './doors-share-nothing.ts';
import { everyRequestAsksTheAuthoriser } from './every-request-asks-the-authoriser.ts';
import { functionsAreToldWhomToTrust } from './functions-are-told-whom-to-trust.ts';
import { noPathLeadsToAnotherIdentity } from './no-path-leads-to-another-identity.ts';
import { noPersonHoldsAwsCredentials } from './no-person-holds-aws-credentials.ts';
import { nobodyCanBecomeSomebodyElse } from './nobody-can-become-somebody-else.ts';
import { peopleAreDeniedAllButReading } from './people-are-denied-all-but-reading.ts';
import { peopleStandUnderABoundary } from './people-stand-under-a-boundary.ts';
import { policiesCanBeRead } from './policies-can-be-read.ts';
import { policiesNameActionsAndResources } from './policies-name-actions-and-resources.ts';
import { registerIsWrittenByTheGateOnly } from './register-is-written-by-the-gate-only.ts';
import { rolesAreTrustedByName } from './roles-are-trusted-by-name.ts';
import { rolesOfPeopleAreLentInANameOnly } from './roles-of-people-are-lent-in-a-name-only.ts';
import { servicesActForNobodyElse } from './services-act-for-nobody-else.ts';
import { servicesActForThisAccountOnly } from './services-act-for-this-account-only.ts';
import { sessionsLastAnHourAtMost } from './sessions-last-an-hour-at-most.ts';
import { sessionsNameAPersonAndAProject } from './sessions-name-a-person-and-a-project.ts';

/** Who may act, as whom, and how far at most. */
export const peopleRules: readonly Rule[] = [
  noPersonHoldsAwsCredentials,
  rolesAreTrustedByName,
  servicesActForThisAccountOnly,
  sessionsNameAPersonAndAProject,
  brokerDoesNothingButAssume,
  peopleStandUnderABoundary,
  boundaryReadsOurNamesOnly,
  peopleAreDeniedAllButReading,
  sessionsLastAnHourAtMost,
  policiesCanBeRead,
  policiesNameActionsAndResources,
  nobodyCanBecomeSomebodyElse,
  noPathLeadsToAnotherIdentity,
  rolesOfPeopleAreLentInANameOnly,
  servicesActForNobodyElse,
  registerIsWrittenByTheGateOnly,
  everyRequestAsksTheAuthoriser,
  functionsAreToldWhomToTrust,
  doorsShareNothing,
  directoryDemandsTwoFactorsAndSignsNobodyUp,
  credentialResetsSuspend,
  breakGlassDemandsASecondFactorAndRaisesAnAlarm,
];
