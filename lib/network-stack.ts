import { Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DnsFirewall } from '../constructs/safe-settings/dns-firewall.ts';
import { DnsQueryLog } from '../constructs/safe-settings/dns-query-log.ts';
import { Endpoints } from '../constructs/safe-settings/endpoints.ts';
import { FlowLogs } from '../constructs/safe-settings/flow-logs.ts';
import { Network } from '../constructs/safe-settings/network.ts';
import { NetworkSecurityGroups } from '../constructs/safe-settings/network-security-groups.ts';
import { NetworkSettings } from '../constructs/safe-settings/network-settings.ts';
import type { Tenancy } from '../constructs/tenancy.ts';

export interface NetworkStackProps extends StackProps {
  readonly tenancy: Tenancy;
  readonly cidr: string;
  readonly availabilityZoneIds: readonly string[];
  /** Key of every log group, from SafeSettings. */
  readonly logKeyArn: string;
}

/** The closed network. Nothing in it names a project. */
export class NetworkStack extends Stack {
  readonly vpcId: string;
  /** Where the one window into the network goes. */
  readonly window: { readonly vpcId: string; readonly subnetIds: readonly string[]; readonly securityGroupId: string };
  /** Where functions stand that may reach data. */
  readonly services: { readonly subnetIds: readonly string[]; readonly securityGroupId: string };
  /** Endpoint by which alone the private API is reached. */
  readonly executeApiEndpointId: string;
  readonly #network: Network;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    const { tenancy, cidr, availabilityZoneIds, logKeyArn, ...stack } = props;
    super(scope, id, stack);
    const network = new Network(this, 'Network', { tenancy, cidr, availabilityZoneIds });
    const { vpcId } = network;
    this.vpcId = vpcId;

    new FlowLogs(this, 'FlowLogs', { tenancy, vpcId, logKeyArn });
    const { prefixLists } = new NetworkSettings(this, 'NetworkSettings', { tenancy, network, logKeyArn });
    const groups = new NetworkSecurityGroups(this, 'SecurityGroups', { tenancy, network, prefixLists });
    const endpoints = new Endpoints(this, 'Endpoints', { tenancy, network, groups });
    new DnsQueryLog(this, 'DnsQueryLog', { tenancy, vpcId, logKeyArn });
    new DnsFirewall(this, 'DnsFirewall', { tenancy, vpcId, allowedNames: endpoints.names });
    this.window = { vpcId, subnetIds: network.tiers.browser.subnetIds, securityGroupId: groups.browser };
    this.services = { subnetIds: network.tiers.services.subnetIds, securityGroupId: groups.services };
    this.executeApiEndpointId = endpoints.executeApiId;
    this.#network = network;
  }

  /** No secure browser is made: the finding is accepted for a time, and stays one in the evidence. */
  acknowledgeNoWayIn({ reason, expires }: { readonly reason: string; readonly expires: string }): void {
    Validations.of(this.#network).acknowledge({
      id: 'tre::people-enter-through-the-secure-browser',
      reason: `${reason} (until ${expires})`,
    });
  }
}
