import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import type { Network } from './network.ts';

export interface NetworkSecurityGroupsProps {
  readonly tenancy: Tenancy;
  readonly network: Network;
  /** AWS-managed prefix lists of the region: the only way to name what a gateway endpoint leads to. */
  readonly prefixLists: { readonly s3: string; readonly dynamodb: string };
}

const https = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;

/**
 * Without an inline egress rule EC2 adds one to everywhere, and stand-alone egress resources do not remove it. This rule
 * reaches nothing. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
 */
const nowhere = { ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'Nowhere: replaces the rule to everywhere' };

/**
 * Who may open a connection to what, always on 443. Compute is named by the range of its tier, so that another project
 * adds no rule: 60 is the default limit of a group.
 */
export class NetworkSecurityGroups extends Construct {
  readonly endpoints: string;
  readonly api: string;
  readonly signIn: string;
  readonly browser: string;
  readonly services: string;

  constructor(scope: Construct, id: string, { tenancy, network, prefixLists }: NetworkSecurityGroupsProps) {
    super(scope, id);
    const group = (
      name: string,
      groupDescription: string,
      securityGroupEgress: CfnSecurityGroup.EgressProperty[],
      securityGroupIngress: CfnSecurityGroup.IngressProperty[] = [],
    ) => {
      const made = new CfnSecurityGroup(this, name, {
        groupDescription,
        vpcId: network.vpcId,
        securityGroupEgress,
        ...(securityGroupIngress.length > 0 && { securityGroupIngress }),
        tags: [{ key: 'Name', value: nameOf(tenancy, name.toLowerCase()) }],
      });
      made.overrideLogicalId(`${name}Group`);
      return made.attrGroupId;
    };
    const to = (destinationSecurityGroupId: string, description: string) => ({
      ...https,
      destinationSecurityGroupId,
      description,
    });

    this.endpoints = group(
      'Endpoints',
      'Endpoints of AWS services that functions and compute use',
      [nowhere],
      [{ ...https, cidrIp: network.tiers.compute.range, description: 'Compute of every project' }],
    );
    this.api = group('Api', 'Endpoint of the private API', [nowhere]);
    this.signIn = group('SignIn', 'Endpoint of the user directory, closed to compute', [nowhere]);
    this.browser = group('Browser', 'Secure browser: the private API and the sign-in, nothing else', [
      to(this.api, 'Private API'),
      to(this.signIn, 'Sign-in'),
    ]);
    this.services = group('Services', 'Functions: endpoints only', [
      to(this.endpoints, 'Endpoints of AWS services'),
      to(this.signIn, 'User directory'),
      { ...https, destinationPrefixListId: prefixLists.s3, description: 'S3 through its gateway endpoint' },
      { ...https, destinationPrefixListId: prefixLists.dynamodb, description: 'DynamoDB through its gateway endpoint' },
    ]);

    const admit = (name: string, groupId: string, sourceSecurityGroupId: string, description: string) =>
      new CfnSecurityGroupIngress(this, name, {
        ...https,
        groupId,
        sourceSecurityGroupId,
        description,
      }).overrideLogicalId(name);
    admit('EndpointsFromServices', this.endpoints, this.services, 'Functions');
    admit('ApiFromBrowser', this.api, this.browser, 'Secure browser');
    admit('SignInFromBrowser', this.signIn, this.browser, 'Secure browser');
    admit('SignInFromServices', this.signIn, this.services, 'Functions');
  }
}
