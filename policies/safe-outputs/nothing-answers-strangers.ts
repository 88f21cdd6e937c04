import type { Estate, Resource } from '../estate/estate.ts';
import { at, isRecord, isTrue, text } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { openOperations } from './api-documents.ts';

/** Why a REST API as a whole answers strangers. Its methods, where they are resources, are judged one by one. */
function ofRestApi({ properties }: Resource): string | undefined {
  if (properties.BodyS3Location !== undefined) return 'its document lies elsewhere and cannot be read';
  if (properties.Body === undefined) return undefined;
  if (!isRecord(properties.Body) || properties.Body.Unresolved !== undefined) return 'its document cannot be read';
  const [open] = openOperations(properties.Body);
  return open === undefined ? undefined : `answers ${open} to whoever asks`;
}

const authorised = (resource: Resource): boolean => {
  const type = text(at(resource, 'AuthorizationType')) ?? 'NONE';
  const needsOne = /^(CUSTOM|JWT|COGNITO_USER_POOLS)$/.test(type);
  return type === 'AWS_IAM' || (needsOne && resource.properties.AuthorizerId !== undefined);
};

/** Whom a resource answers, in words; undefined for one that answers nobody, or nobody unasked. */
function answers(resource: Resource): string | undefined {
  const { properties, type } = resource;
  switch (type) {
    case 'AWS::Lambda::Url':
      return 'has an address on the internet';
    case 'AWS::Lambda::Permission':
      return properties.Principal === '*' || properties.FunctionUrlAuthType !== undefined
        ? 'lets everybody call'
        : undefined;
    case 'AWS::ApiGateway::RestApi':
      return ofRestApi(resource);
    case 'AWS::ApiGateway::Method':
    case 'AWS::ApiGatewayV2::Route':
      return authorised(resource) ? undefined : 'asks nobody who calls';
    case 'AWS::ApiGatewayV2::Api':
      return 'is an API that can only be on the internet';
    case 'AWS::AppSync::GraphQLApi':
    case 'AWS::AppSync::ApiKey':
      return 'is an API that no rule has looked at';
    case 'AWS::Cognito::IdentityPool':
      return isTrue(properties.AllowUnauthenticatedIdentities) ? 'gives credentials to whoever comes' : undefined;
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
    case 'AWS::ElasticLoadBalancing::LoadBalancer':
      return properties.Scheme === 'internal' ? undefined : 'listens on the internet';
    case 'AWS::RDS::DBInstance':
    case 'AWS::Redshift::Cluster':
      return properties.PubliclyAccessible === false ? undefined : 'may have an address on the internet';
    case 'AWS::S3::Bucket':
      return properties.WebsiteConfiguration === undefined ? undefined : 'is a website';
    default:
      return undefined;
  }
}

/** Whatever could answer a call: functions, and the kinds above. */
const listeners = /^AWS::(Lambda::Function|S3::Bucket|ApiGateway::(RestApi|Method)|ApiGatewayV2::Route)$/;

export const nothingAnswersStrangers: Rule = {
  id: 'nothing-answers-strangers',
  safe: 'outputs',
  controls: ['1.5.05', '3.1.12'],
  severity: 'fatal',
  why: 'What answers without asking who calls gives its answer to everybody who finds the address.',
  fix: 'take the address away, or put an authoriser before every method and operation',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  check: (estate: Estate) =>
    estate.resources.flatMap((resource): readonly Outcome[] => {
      const answer = answers(resource);
      if (answer !== undefined) return [fail(resource, 'Properties', answer)];
      return listeners.test(resource.type)
        ? [pass(resource, 'Properties', 'answers nobody who was not asked who they are')]
        : [];
    }),
};
