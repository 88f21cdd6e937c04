import { ask } from '../estate/access/ask.ts';
import { strangersArn } from '../estate/access/strangers.ts';
import { endpointsFor, idOf } from '../estate/access/vpc-endpoints.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { fail, notApplicable, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';

interface Nameless {
  /** Names of actions that AWS answers without a signature, or that a resource can be opened for to everybody. */
  readonly actions: string;
  /** What a stranger would have ready. */
  readonly to: readonly string[];
}

/**
 * Calls that carry bytes and need no credentials: no policy of an identity sees them, so that the endpoint alone stands in their way.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/security_iam_service-with-iam.html
 */
const nameless: Readonly<Record<string, Nameless>> = {
  s3: {
    actions: 'GetObject PutObject ListBucket AbortMultipartUpload DeleteObject',
    to: ['s3:::a-strangers-bucket', 's3:::a-strangers-bucket/anything'],
  },
  'cognito-idp': {
    actions:
      'SignUp ConfirmSignUp InitiateAuth RespondToAuthChallenge ForgotPassword ConfirmForgotPassword ResendConfirmationCode GetUser UpdateUserAttributes AssociateSoftwareToken VerifySoftwareToken ChangePassword GlobalSignOut RevokeToken GetTokensFromRefreshToken',
    to: ['cognito-idp:{region}:{stranger}:userpool/theirs'],
  },
  'cognito-identity': {
    actions: 'GetId GetOpenIdToken GetCredentialsForIdentity UnlinkIdentity',
    to: ['cognito-identity:{region}:{stranger}:identitypool/theirs'],
  },
  sts: {
    actions: 'AssumeRoleWithWebIdentity AssumeRoleWithSAML',
    to: ['iam::{stranger}:role/theirs'],
  },
  'execute-api': { actions: 'Invoke', to: ['execute-api:{region}:{stranger}:theirs/prod/POST/anything'] },
  sns: { actions: 'Publish ConfirmSubscription', to: ['sns:{region}:{stranger}:theirs'] },
  sqs: { actions: 'SendMessage ReceiveMessage', to: ['sqs:{region}:{stranger}:theirs'] },
  lambda: { actions: 'InvokeFunctionUrl', to: ['lambda:{region}:{stranger}:function:theirs'] },
  logs: { actions: 'PutLogEvents', to: ['logs:{region}:{stranger}:log-group:theirs:log-stream:theirs'] },
  events: { actions: 'PutEvents', to: ['events:{region}:{stranger}:event-bus/theirs'] },
  ecr: { actions: 'PutImage UploadLayerPart', to: ['ecr:{region}:{stranger}:repository/theirs'] },
  secretsmanager: { actions: 'PutSecretValue', to: ['secretsmanager:{region}:{stranger}:secret:theirs'] },
  es: { actions: 'ESHttpPost ESHttpPut', to: ['es:{region}:{stranger}:domain/theirs/x'] },
};

/** Endpoint -> what goes through it without a name; empty for one that was asked and refuses all. */
function carried(estate: Estate): ReadonlyMap<Resource, readonly string[]> {
  const found = new Map<Resource, string[]>();
  for (const [service, { actions, to }] of Object.entries(nameless)) {
    for (const name of actions.split(' ')) {
      const action = `${service}:${name}`;
      for (const endpoint of endpointsFor(estate, action)) {
        const ways = found.get(endpoint) ?? [];
        found.set(endpoint, ways);
        const facts = { 'aws:sourcevpce': [idOf(estate, endpoint)] };
        const through = to.find(
          (tail) =>
            ask(estate, {
              who: '*',
              action,
              to: strangersArn(estate, tail),
              path: 'vpce',
              facts,
              withoutGuardrails: true,
            }).decision !== 'denied',
        );
        if (through !== undefined) ways.push(`${action} to ${strangersArn(estate, through)}`);
      }
    }
  }
  return found;
}

export const endpointsCarryNoNamelessCallAway: Rule = {
  id: 'endpoints-carry-no-nameless-call-away',
  safe: 'outputs',
  controls: ['3.1.12'],
  severity: 'fatal',
  why: 'A call without credentials, to a directory, bucket or API of a stranger, carries bytes past every policy but the one of the endpoint.',
  fix: 'name resources of our own account in the policy of the endpoint, and demand aws:PrincipalAccount where calls are signed',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  check: (estate) => {
    const found = carried(estate);
    return estate.ofType('AWS::EC2::VPCEndpoint').map((endpoint): Outcome => {
      const ways = found.get(endpoint);
      const place = 'Properties.PolicyDocument';
      if (ways === undefined) return notApplicable(endpoint, place, 'its service answers nobody without credentials');
      const [first] = ways;
      return first === undefined
        ? pass(endpoint, place, 'no call without credentials gets to a stranger through it')
        : fail(endpoint, place, `lets ${first} through without credentials, and ${ways.length - 1} more`);
    });
  },
};
