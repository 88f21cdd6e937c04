import type { MutableTemplates } from '../mutant.ts';
import type { Operator } from './site.ts';

/** Kinds that stand guard: without the resource itself, nothing of its kind guards what it guarded. */
const guards: ReadonlySet<string> = new Set([
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::Budgets::Budget',
  'AWS::CloudTrail::Trail',
  'AWS::CloudWatch::Alarm',
  'AWS::Cognito::UserPoolRiskConfigurationAttachment',
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::ConformancePack',
  'AWS::Config::DeliveryChannel',
  'AWS::EC2::FlowLog',
  'AWS::EC2::SnapshotBlockPublicAccess',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPCBlockPublicAccessOptions',
  'AWS::Events::Rule',
  'AWS::GuardDuty::Detector',
  'AWS::GuardDuty::MalwareProtectionPlan',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Logs::MetricFilter',
  'AWS::Macie::Session',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation',
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SecurityHub::Hub',
  'AWS::SecurityHub::Standard',
  'AWS::WAFv2::WebACLAssociation',
  'AWS::CloudFormation::CustomResource',
]);

/** A guard is gone. */
export const removals: Operator = ({ stack, logicalId, body }) =>
  guards.has(body.Type)
    ? [
        {
          what: 'is gone',
          edit: (_, around: MutableTemplates) =>
            around.remove(body.Type, (_body, id, of) => id === logicalId && of === stack),
        },
      ]
    : [];

/** A resource of a project no longer says whose it is. */
export const untagging: Operator = ({ body }) => {
  const tags = body.Properties.Tags ?? body.Properties.ResourceTags;
  const names = Array.isArray(tags) ? tags.map(({ Key }) => String(Key)) : [];
  return names.includes('tre:project')
    ? [
        {
          what: 'carries no project tag',
          edit: ({ Properties }) => {
            const key = Properties.Tags === undefined ? 'ResourceTags' : 'Tags';
            Properties[key] = (Properties[key] as { Key: string }[]).filter(({ Key }) => Key !== 'tre:project');
          },
        },
        {
          what: 'carries the tag of another project',
          edit: ({ Properties }) => {
            const key = Properties.Tags === undefined ? 'ResourceTags' : 'Tags';
            for (const tag of Properties[key] as { Key: string; Value: string }[])
              if (tag.Key === 'tre:project') tag.Value = 'somebody-else';
          },
        },
      ]
    : [];
};
