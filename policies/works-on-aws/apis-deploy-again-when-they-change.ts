import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const apisDeployAgainWhenTheyChange: WorksOnAwsRule = {
  id: 'apis-deploy-again-when-they-change',
  severity: 'error',
  why: 'A deployment is a snapshot that CloudFormation takes once: a stage goes on serving the old document and the old policy until a deployment of another logical id is made.',
  fix: 'end the logical id of the deployment with a hash of the document and the policy',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html',
  check: (estate) =>
    estate
      .ofType('AWS::ApiGateway::Deployment')
      .map((deployment) =>
        judged(
          /[0-9a-f]{8,}$/i.test(deployment.logicalId),
          deployment,
          'Type',
          'bears a hash in its name, and is made anew with what it deploys',
          'keeps its name whatever it deploys, so that a change is never served',
        ),
      ),
};
