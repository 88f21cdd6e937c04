import { at, text } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const iam = /^[\w+=,.@-]+$/;
const dns = /^[a-zA-Z0-9\-_' ]+$/;

/** Type -> property, longest name, pattern, as the CloudFormation registry has them. */
const names: Readonly<Record<string, readonly [string, number, RegExp]>> = {
  'AWS::AccessAnalyzer::Analyzer': ['AnalyzerName', 255, /^[A-Za-z][A-Za-z0-9_.-]*$/],
  'AWS::Athena::NamedQuery': ['Name', 128, /^.+$/],
  'AWS::Athena::WorkGroup': ['Name', 128, /^[a-zA-Z0-9._-]+$/],
  'AWS::Backup::BackupVault': ['BackupVaultName', 50, /^[a-zA-Z0-9\-_]{2,}$/],
  'AWS::Budgets::Budget': ['Budget.BudgetName', 100, /^[A-Za-z0-9 _.:/=+\-%@]+$/],
  'AWS::CloudTrail::Trail': ['TrailName', 128, /^[A-Za-z0-9](?!.*[._-]{2})[A-Za-z0-9._-]+[A-Za-z0-9]$/],
  'AWS::CloudWatch::Alarm': ['AlarmName', 255, /^.+$/],
  'AWS::Config::ConformancePack': ['ConformancePackName', 256, /^[a-zA-Z][-a-zA-Z0-9]*$/],
  'AWS::DynamoDB::Table': ['TableName', 255, /^[a-zA-Z0-9_.-]{3,}$/],
  'AWS::Events::Rule': ['Name', 64, /^[.\-_A-Za-z0-9]+$/],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', 128, iam],
  'AWS::IAM::Role': ['RoleName', 64, iam],
  'AWS::KMS::Alias': ['AliasName', 256, /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/],
  'AWS::Lambda::Function': ['FunctionName', 64, /^[a-zA-Z0-9\-_]+$/],
  'AWS::Logs::LogGroup': ['LogGroupName', 512, /^[.\-_/#A-Za-z0-9]+$/],
  'AWS::Route53Resolver::FirewallDomainList': ['Name', 64, dns],
  'AWS::Route53Resolver::FirewallRuleGroup': ['Name', 64, dns],
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': ['Name', 64, dns],
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': ['Name', 64, dns],
  'AWS::SNS::Topic': ['TopicName', 256, /^[A-Za-z0-9_-]+(\.fifo)?$/],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 80, /^[a-zA-Z0-9_-]+$/],
};

export const namesFit: WorksOnAwsRule = {
  id: 'names-fit',
  severity: 'error',
  why: 'A name that is too long or holds a character too many fails only when the resource is created, for the one project with a long id.',
  fix: 'shorten what the name is made of',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html',
  check: (estate) =>
    Object.entries(names).flatMap(([type, [property, longest, pattern]]) =>
      estate.ofType(type).flatMap((resource) => {
        const written = at(resource, property);
        if (written === undefined) return [];
        const path = `Properties.${property}`;
        const name = text(written);
        if (name === undefined || name.includes('${')) return fail(resource, path, 'the name could not be resolved');
        return judged(
          name.length <= longest && pattern.test(name),
          resource,
          path,
          `${name.length} of ${longest} characters`,
          `${name} has ${name.length} characters, and AWS takes ${longest} that match ${pattern.source}`,
        );
      }),
    ),
};
