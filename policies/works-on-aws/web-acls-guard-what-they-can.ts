import { text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** An HTTP API is `/apis/<id>`, a REST API `/restapis/<id>`. */
export const webAclsGuardWhatTheyCan: WorksOnAwsRule = {
  id: 'web-acls-guard-what-they-can',
  severity: 'error',
  why: 'WAF guards stages of REST APIs; an HTTP API takes no web ACL, and the association fails.',
  fix: 'use a REST API with a Lambda authoriser',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html',
  check: (estate) =>
    estate.ofType('AWS::WAFv2::WebACLAssociation').map((association) => {
      const path = 'Properties.ResourceArn';
      const arn = text(association.properties.ResourceArn);
      const guarded = estate.find(arn);
      const isHttp = guarded?.type.startsWith('AWS::ApiGatewayV2::') === true || arn?.includes('::/apis/') === true;
      return judged(
        arn !== undefined && !isHttp,
        association,
        path,
        `guards ${guarded?.logicalId ?? arn}`,
        isHttp ? 'no web ACL can guard an HTTP API' : 'what it guards could not be resolved',
      );
    }),
};
