import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AirlockAlarms } from '../constructs/safe-outputs/airlock-alarms.ts';
import { Door } from '../constructs/safe-people/door.ts';
import { DoorFirewall } from '../constructs/safe-people/door-firewall.ts';
import { DoorName } from '../constructs/safe-people/door-name.ts';
import { apiDocument, largeBodiesAt, operationsAt } from '../constructs/safe-people/door-operations.ts';
import { GateAlarms } from '../constructs/safe-people/gate-alarms.ts';
import { GateFunctions } from '../constructs/safe-people/gate-functions.ts';
import type { GateAccess, GateIssuer, GatePlaces } from '../constructs/safe-people/gate-places.ts';
import type { Tenancy } from '../constructs/tenancy.ts';

export interface GateStackProps extends StackProps {
  readonly tenancy: Tenancy;
  readonly places: GatePlaces;
  readonly issuer: GateIssuer;
  readonly access: GateAccess;
  readonly executeApiEndpointId: string;
}

/** Both doors, the functions behind them, and those that come by themselves. Nothing in it names a project. */
export class GateStack extends Stack {
  /** Where the page and the API of the private door are reached, inside the network alone. */
  readonly privateAddress: string;

  constructor(scope: Construct, id: string, props: GateStackProps) {
    const { tenancy, places, issuer, access, executeApiEndpointId, ...stack } = props;
    super(scope, id, stack);
    const functions = new GateFunctions(this, 'Functions', { tenancy, places, issuer, access });
    const door = (kind: 'private' | 'public', endpointId: string | undefined) =>
      new Door(this, kind === 'private' ? 'Private' : 'Public', {
        tenancy,
        kind,
        document: apiDocument,
        authoriser: functions.named(`authoriser-${kind}`),
        functions: new Map([...operationsAt(kind)].map(([operation, name]) => [operation, functions.named(name)])),
        endpointId,
      });
    const inside = door('private', executeApiEndpointId);
    const outside = door('public', undefined);
    const firewall = new DoorFirewall(this, 'Firewall', { tenancy, door: outside, large: largeBodiesAt('public') });
    const { domain } = new DoorName(this, 'DoorName', { tenancy, vpcId: places.vpcId, apiId: inside.apiId });
    new GateAlarms(this, 'Alarms', {
      tenancy,
      doors: [inside, outside],
      firewall: firewall.name,
      watched: [
        'closer',
        'recorder',
        'sweeper',
        'identity-watch',
        'signing-keys',
        'worker',
        'airlock-checker',
        'airlock-release',
        'airlock-scan',
        // They have said 200 before a stream breaks off: the figures of the door do not know of it.
        'airlock-bytes-private',
        'airlock-bytes-public',
      ],
      told: ['recorder', 'sweeper', 'airlock-checker'],
    });
    new AirlockAlarms(this, 'AirlockAlarms', {
      tenancy,
      logGroupName: functions.named('airlock-checker').logGroupName,
    });
    this.privateAddress = `https://${domain}/v1/`;
    const output = (name: string, description: string, value: string) =>
      new CfnOutput(this, name, { description, value }).overrideLogicalId(name);
    output('PrivateDoor', 'Address of the private door, inside the network alone', this.privateAddress);
    output(
      'PublicDoor',
      'Address of the public door',
      `https://${outside.apiId}.execute-api.${this.region}.amazonaws.com/v1/`,
    );
  }
}
