/** Variables of an access log that say that there was a call, how long it took and how it ended, and nothing of what it carried. */
const harmless = [
  /^accountId$/,
  /^apiId$/,
  /^(authenticate|authorize|authorizer|integration|waf)\.(status|latency|requestId|integrationStatus|integrationLatency)$/,
  /^authorizer\.principalId$/,
  /^(awsEndpointRequestId|awsEndpointRequestId2)$/,
  /^connectionId$/,
  /^(domainName|domainPrefix)$/,
  /^error\.responseType$/,
  /^eventType$/,
  /^extendedRequestId$/,
  /^httpMethod$/,
  /^identity\.(accountId|caller|cognitoIdentityId|principalOrgId|sourceIp|user|userArn|vpcId|vpceId)$/,
  /^(integrationLatency|integrationStatus)$/,
  /^(messageDirection|messageId|protocol)$/,
  /^(requestId|requestTime|requestTimeEpoch)$/,
  /^(resourceId|resourcePath|routeKey|stage)$/,
  /^(responseLatency|responseLength|status)$/,
  /^(wafLatency|wafResponseCode|webaclArn|xrayTraceId)$/,
];

/**
 * The first variable of an access log's format that may carry what a caller sent or was answered: its path, its headers, what a claim or a
 * faulty field of the body said.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export const tellingVariable = (format: string): string | undefined =>
  [...format.matchAll(/\$\{?([A-Za-z][\w.-]*)/g)]
    .map(([, name = '']) => name.replace(/\.$/, ''))
    .find((name) => !name.startsWith('context.') || !harmless.some((one) => one.test(name.slice('context.'.length))));
