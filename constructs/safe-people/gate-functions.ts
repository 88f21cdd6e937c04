import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { roleArn, type Tenancy } from '../tenancy.ts';
import { GateFunction } from './gate-function.ts';
import { type GateFunctionName, gateRoleName } from './gate-names.ts';
import type { GateAccess, GateIssuer, GatePlaces } from './gate-places.ts';
import { gateRights } from './gate-rights.ts';
import { everyMinutes, gateRoster } from './gate-roster.ts';

export interface GateFunctionsProps {
  readonly tenancy: Tenancy;
  readonly places: GatePlaces;
  readonly issuer: GateIssuer;
  readonly access: GateAccess;
}

/** The roster as functions, each with its role, its clock and what tells it of changes. */
export class GateFunctions extends Construct {
  readonly #functions: ReadonlyMap<GateFunctionName, GateFunction>;

  constructor(scope: Construct, id: string, { tenancy, places, issuer, access }: GateFunctionsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const { tier, logKeyArn } = places;
    const rights = gateRights({ stack, tenancy, places, issuer });
    this.#functions = new Map(
      gateRoster({ stack, tenancy, places, issuer, access }).map(({ name, outside, ...entry }) => [
        name,
        new GateFunction(this, name, {
          ...entry,
          tenancy,
          name,
          logKeyArn,
          place: outside ? undefined : tier,
          rights: name === 'broker' ? { roleArn: roleArn(stack, gateRoleName(tenancy, 'broker')) } : rights[name],
        }),
      ]),
    );
    for (const [name, minutes] of Object.entries(everyMinutes)) this.named(name as GateFunctionName).every(minutes);
    this.named('recorder').whenChanged('Register', places.register.streamArn);
    this.named('recorder').whenChanged('Queries', places.queries.streamArn);
    this.named('recorder').whenChanged('Airlock', places.airlock.streamArn);
    this.named('recorder').whenChanged('Releases', places.releases.streamArn);
    this.named('sweeper').whenChanged('Register', places.register.streamArn);
    this.named('airlock-checker').whenChanged('Airlock', places.airlock.streamArn);
    this.#hearScans(places.stores['airlock-review'].bucketName);
    if (issuer.pool !== undefined) this.#watchIdentities();
  }

  /** @throws for a name that is not in the roster. */
  named(name: GateFunctionName): GateFunction {
    const found = this.#functions.get(name);
    if (found === undefined) throw new Error(`${this.node.path} has no function ${name}`);
    return found;
  }

  /**
   * Whatever the result: what is not clean is heard too. GuardDuty sends a result more than once and in any order of versions, and none at all where its role
   * fails; the function compares the version, and the checker counts the hour.
   * https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
   */
  #hearScans(bucketName: string): void {
    this.named('airlock-scan').when(
      'Scanned',
      {
        source: ['aws.guardduty'],
        'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
        detail: { resourceType: ['S3_OBJECT'], s3ObjectDetails: { bucketName: [bucketName] } },
      },
      'When a file under review was scanned for malware',
    );
  }

  /**
   * CloudTrail records what an administrator does to a user, with the subject in `additionalEventData.sub`. Of the rest of the call Cognito hides
   * what it likes, so no pool and no name is asked for here: the function knows what it watches, and ignores the rest.
   * https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html
   */
  #watchIdentities(): void {
    this.named('identity-watch').when(
      'Identities',
      {
        source: ['aws.cognito-idp'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventSource: ['cognito-idp.amazonaws.com'], eventName: [{ prefix: 'Admin' }] },
      },
      'When an administrator changes how somebody signs in',
    );
  }
}
