const assign = <T>(value: T) => ({ '@@assign': value });

/** Which of the blocks the organisation holds; what the account makes itself would be refused once a policy declares it. */
export interface DeclaredBlocks {
  readonly vpcBlockPublicAccess: boolean;
}

/**
 * What EC2 is, whatever is asked of it, new accounts and later APIs included. Where it declares a block, an `Update` of the same block in the
 * account fails, of CloudFormation too: hence only what the account's own stack does not set.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
 */
export const ec2Attributes = ({ vpcBlockPublicAccess }: DeclaredBlocks): object => ({
  ec2_attributes: {
    exception_message: assign('Held by the organisation for the research environment; ask its platform team'),
    ...(vpcBlockPublicAccess
      ? {
          vpc_block_public_access: {
            internet_gateway_block: { mode: assign('block_bidirectional'), exclusions_allowed: assign('disabled') },
          },
          snapshot_block_public_access: { state: assign('block_all_sharing') },
        }
      : {}),
    image_block_public_access: { state: assign('block_new_sharing') },
    serial_console_access: { status: assign('disabled') },
    instance_metadata_defaults: {
      http_tokens: assign('required'),
      http_put_response_hop_limit: assign('1'),
      http_endpoint: assign('no_preference'),
      instance_metadata_tags: assign('disabled'),
    },
  },
});
