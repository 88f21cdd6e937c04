import type { Question } from './question.ts';
import { accountAnalyzer } from './questions/account-analyzer.ts';
import { availabilityZones } from './questions/availability-zones.ts';
import { bootstrap } from './questions/bootstrap.ts';
import { callerIsInTheAccount } from './questions/caller-is-in-the-account.ts';
import { configRecorder } from './questions/config-recorder.ts';
import { controlTower } from './questions/control-tower.ts';
import { costAllocationTag } from './questions/cost-allocation-tag.ts';
import { ebsEncryption } from './questions/ebs-encryption.ts';
import { endpointServices } from './questions/endpoint-services.ts';
import { guardDutyDetector } from './questions/guardduty-detector.ts';
import { identityCenter } from './questions/identity-center.ts';
import { inspector } from './questions/inspector.ts';
import { lakeFormation } from './questions/lake-formation.ts';
import { lambdaConcurrency } from './questions/lambda-concurrency.ts';
import { leftoverNames, namesNotAsked } from './questions/leftover-names.ts';
import { macieSession } from './questions/macie-session.ts';
import { organisationPolicies } from './questions/organisation-policies.ts';
import { permissionsBoundary } from './questions/permissions-boundary.ts';
import { quotas } from './questions/quotas.ts';
import { regionIsEnabled } from './questions/region-is-enabled.ts';
import { resourceTypes } from './questions/resource-types.ts';
import { s3Block } from './questions/s3-block-public-access.ts';
import { secureBrowser } from './questions/secure-browser.ts';
import { securityHub } from './questions/security-hub.ts';
import { stacks } from './questions/stacks.ts';
import { trails } from './questions/trails.ts';
import { vpcBlock } from './questions/vpc-block-public-access.ts';

/** Everything that is asked, besides whose account it is, which comes first. */
export const questions: readonly Question[] = [
  regionIsEnabled,
  organisationPolicies,
  controlTower,
  bootstrap,
  permissionsBoundary,
  configRecorder,
  guardDutyDetector,
  securityHub,
  macieSession,
  accountAnalyzer,
  inspector,
  trails,
  vpcBlock,
  s3Block,
  ebsEncryption,
  lakeFormation,
  identityCenter,
  secureBrowser,
  availabilityZones,
  endpointServices,
  resourceTypes,
  ...quotas,
  lambdaConcurrency,
  costAllocationTag,
  stacks,
  ...leftoverNames,
  namesNotAsked,
];

/** With the one that is put before all others. */
export const everyQuestion: readonly Question[] = [callerIsInTheAccount, ...questions];
