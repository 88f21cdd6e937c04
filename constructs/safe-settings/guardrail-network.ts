import { arnsOf, butFor, type GuardrailScope, type GuardrailStatement, of } from './guardrail-scope.ts';

/** The network keeps having no way out, whoever deploys; what it has changes by the pipeline alone. */
export function networkGuardrail(scope: GuardrailScope): readonly GuardrailStatement[] {
  const { execution, organisation, role } = arnsOf(scope);
  return [
    {
      // Nothing in the blueprint makes one, so the pipeline is no exception.
      Sid: 'NoWayOut',
      Effect: 'Deny',
      Action: [
        ...of('directconnect', 'Accept*', 'Allocate*', 'Associate*', 'Create*'),
        ...of(
          'ec2',
          ...['Accept*', 'AllocateAddress', 'AssociateAddress', 'AttachInternetGateway', 'AttachVpnGateway'],
          ...['CreateCarrierGateway', 'CreateClientVpn*', 'CreateCustomerGateway', 'CreateDefaultVpc'],
          ...['CreateEgressOnlyInternetGateway', 'CreateInstanceConnectEndpoint', 'CreateInternetGateway'],
          ...['CreateLocalGateway*', 'CreateNatGateway', 'CreateTransitGateway*', 'CreateVerifiedAccess*'],
          ...['CreateVpcEndpointServiceConfiguration', 'CreateVpcPeeringConnection', 'CreateVpnConnection'],
          ...['CreateVpnGateway', 'EnableAddressTransfer', 'ModifyVpcEndpointServicePermissions', 'ProvisionByoipCidr'],
        ),
        ...of('globalaccelerator', 'Create*', 'Update*'),
        ...of('networkmanager', 'Create*', 'Register*', 'StartRouteAnalysis'),
        ...of('route53', 'AssociateVPCWithHostedZone', 'CreateVPCAssociationAuthorization'),
        ...of(
          'route53resolver',
          'AssociateResolverRule',
          'CreateOutpostResolver',
          'CreateResolverEndpoint',
          'CreateResolverRule',
        ),
        ...of('vpc-lattice', 'Create*', 'Put*', 'Update*'),
      ],
      Resource: '*',
    },
    {
      Sid: 'NoExclusionFromBlockPublicAccess',
      Effect: 'Deny',
      Action: of('ec2', 'CreateVpcBlockPublicAccessExclusion', 'ModifyVpcBlockPublicAccessExclusion'),
      Resource: '*',
    },
    {
      Sid: 'NetworkByThePipelineOnly',
      Effect: 'Deny',
      Action: of(
        'ec2',
        ...['AssociateDhcpOptions', 'AssociateRouteTable', 'AssociateSubnetCidrBlock', 'AssociateVpcCidrBlock'],
        ...['AuthorizeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress', 'CreateNetworkAcl*', 'CreateRoute'],
        ...[
          'CreateSecurityGroup',
          'CreateSubnet',
          'CreateVpc',
          'CreateVpcEndpoint',
          'DeleteFlowLogs',
          'DeleteVpcEndpoints',
        ],
        ...['ModifySecurityGroupRules', 'ModifySubnetAttribute', 'ModifyVpcAttribute', 'ModifyVpcEndpoint'],
        ...['ReplaceNetworkAcl*', 'ReplaceRoute', 'ReplaceRouteTableAssociation', 'DeleteRoute*'],
      ),
      Resource: '*',
      Condition: butFor(execution),
    },
    {
      Sid: 'BlocksStayOn',
      Effect: 'Deny',
      Action: [
        ...of(
          'ec2',
          'DisableEbsEncryptionByDefault',
          'DisableImageBlockPublicAccess',
          'DisableSnapshotBlockPublicAccess',
        ),
        ...of(
          'ec2',
          'EnableSerialConsoleAccess',
          'ModifyInstanceMetadataDefaults',
          'ModifyVpcBlockPublicAccessOptions',
        ),
        ...of('s3', 'PutAccountPublicAccessBlock'),
      ],
      Resource: '*',
      // The function of the account's settings switches S3's block on, and looks before it does.
      Condition: butFor(execution, role('account-settings'), ...organisation),
    },
    {
      // AWS's own protection against changes also stops CloudFormation, so the guard is here.
      // https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_UpdateFirewallRuleGroupAssociation.html
      Sid: 'DnsFirewallByThePipelineOnly',
      Effect: 'Deny',
      Action: of(
        'route53resolver',
        ...['AssociateFirewallRuleGroup', 'CreateFirewallRule', 'DeleteFirewall*', 'DeleteResolverQueryLogConfig'],
        ...['DisassociateFirewallRuleGroup', 'DisassociateResolverQueryLogConfig', 'ImportFirewallDomains'],
        ...['PutFirewallRuleGroupPolicy', 'PutResolverQueryLogConfigPolicy', 'UpdateFirewall*', 'UpdateResolver*'],
      ),
      Resource: '*',
      Condition: butFor(execution),
    },
  ];
}
