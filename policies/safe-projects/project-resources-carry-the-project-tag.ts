import type { Resource } from '../estate/estate.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { projectTag } from '../safe-people/session-demands.ts';
import { tagOf } from '../safe-people/tags.ts';
import { projectStacks } from './project-stacks.ts';

/** Types of which CloudFormation knows no tags. Of any other an untagged resource is a cost that no project bears. */
const untaggable = [
  'AWS::Athena::NamedQuery',
  'AWS::Athena::PreparedStatement',
  'AWS::CDK::Metadata',
  'AWS::CloudFormation::CustomResource',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::Glue::Database',
  'AWS::Glue::Partition',
  'AWS::Glue::Table',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::RolePolicy',
  'AWS::KMS::Alias',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::Scheduler::Schedule',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
];

const isTaggable = ({ type }: Resource): boolean => !untaggable.includes(type) && !type.startsWith('Custom::');

export const projectResourcesCarryTheProjectTag: Rule = {
  id: 'project-resources-carry-the-project-tag',
  safe: 'projects',
  controls: ['4.4.02'],
  severity: 'error',
  why: 'The bill is split by tags; what carries none, or the tag of another project, is paid by the wrong one.',
  fix: 'tag the whole stack with tre:project and the id of its one project',
  source: 'https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html',
  check: (estate) => {
    const projects = projectStacks(estate);
    return projects.flatMap(({ name, ids, resources }) => {
      const [id = ''] = ids;
      const double = projects.some((other) => other.name !== name && other.ids.includes(id));
      return resources.filter(isTaggable).map((resource) => {
        const tag = tagOf(resource, projectTag);
        const others = ids.length > 1 ? `its stack speaks of ${ids.join(' and ')}` : `another stack is ${id}'s as well`;
        return judged(
          tag !== undefined && ids.length === 1 && !double,
          resource,
          'Properties.Tags',
          `is counted as ${id}'s`,
          tag === undefined ? 'carries no tag of a project' : others,
        );
      });
    });
  },
};
