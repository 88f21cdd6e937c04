import { ask } from '../estate/access/ask.ts';
import { physicalName } from '../estate/access/physical-names.ts';
import { idOf } from '../estate/access/vpc-endpoints.ts';
import { type Door, doors } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { at, list, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const invoke = 'execute-api:Invoke';
const strangers = { 'aws:sourcevpce': ['vpce-0123456789abcdef0'], 'aws:sourcevpc': ['vpc-0123456789abcdef0'] } as const;
const fromTheInternet = { 'aws:sourcevpce': null, 'aws:sourcevpc': null } as const;

const endpointsOf = (estate: Estate): readonly Resource[] =>
  estate
    .ofType('AWS::EC2::VPCEndpoint')
    .filter(({ properties }) => /\.execute-api$/.test(text(properties.ServiceName) ?? ''));

function faultOf(estate: Estate, { api, document }: Door): string | undefined {
  if (document?.['x-amazon-apigateway-policy'] !== undefined) return 'has a second policy, in its document';
  const to = `${physicalName(estate, api).arn}/v1/GET/me`;
  const answers = (facts: Parameters<typeof ask>[1]['facts']) => {
    const decisions = ['*', ...accountsOf(estate, api)].map(
      (who) => ask(estate, { who, action: invoke, to, withoutGuardrails: true, ...(facts && { facts }) }).decision,
    );
    return decisions;
  };
  if (answers(strangers).some((one) => one !== 'denied')) return 'answers to endpoints of strangers';
  if (answers(fromTheInternet).some((one) => one !== 'denied')) return 'answers to calls that came by no endpoint';
  const named = list(at(api, 'EndpointConfiguration.VpcEndpointIds'));
  if (named.some((one) => estate.find(one, 'AWS::EC2::VPCEndpoint') === undefined))
    return 'has a name at an endpoint outside the estate';
  const opens = endpointsOf(estate).some((endpoint) =>
    ['allowed', 'conditional'].includes(
      ask(estate, { who: '*', action: invoke, to, facts: { 'aws:sourcevpce': [idOf(estate, endpoint)] } }).decision,
    ),
  );
  return opens ? undefined : 'opens from no endpoint of the estate';
}

/** Somebody of our own account, with every right that it could give, and somebody of another. */
const accountsOf = (estate: Estate, api: Resource): readonly string[] => {
  const account = estate.stacks.find(({ name }) => name === api.stack)?.account ?? '';
  return [account, '000000000000'].map((one) => ['arn', 'aws', 'iam', '', one, 'role/somebody'].join(':'));
};

/** An account has endpoints that nobody here made; a door that any of them opens is as wide as the account. */
export const privateDoorOpensFromOurEndpointOnly: Rule = {
  id: 'private-door-opens-from-our-endpoint-only',
  safe: 'settings',
  controls: ['2.2.09', '2.1.04', '3.1.12'],
  severity: 'fatal',
  why: 'A private API is reached from every VPC endpoint in the world that its own policy does not refuse.',
  fix: 'deny execute-api:Invoke in the policy of the API unless aws:SourceVpce is the endpoint of the estate',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html',
  check: (estate) =>
    doors(estate)
      .filter(({ kind }) => kind === 'private')
      .map((door) => {
        const fault = faultOf(estate, door);
        return judged(
          fault === undefined,
          door.api,
          'Properties.Policy',
          'opens from the endpoint of the estate alone',
          fault ?? '',
        );
      }),
};
