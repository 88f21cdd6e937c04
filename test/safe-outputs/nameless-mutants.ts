import { type Body, editStatements, type Mutant, set } from '../mutant.ts';

const nameless = 'endpoints-carry-no-nameless-call-away';

const endpoint = (name: string, service: string, edit: (body: Body) => void): Mutant => ({
  rule: nameless,
  name,
  mutate: (templates) =>
    templates.change('AWS::EC2::VPCEndpoint', edit, (body) =>
      JSON.stringify(body.Properties.ServiceName).includes(service),
    ),
});

const opened = (more: object) => (body: Body) => editStatements(body, 'PolicyDocument', (one) => ({ ...one, ...more }));

export const namelessMutants: readonly Mutant[] = [
  endpoint('people can sign up in the directory of a stranger', 'cognito-idp', opened({ Resource: '*' })),
  endpoint(
    'a user pool of any account answers',
    'cognito-idp',
    opened({ Resource: 'arn:aws:cognito-idp:eu-west-2:*:userpool/*', Action: 'cognito-idp:*' }),
  ),
  endpoint('the API of a stranger can be called', 'execute-api', opened({ Resource: '*' })),
  endpoint('a bucket that is open to everybody can be written', '.s3', opened({ Resource: '*', Condition: {} })),
  endpoint('a bucket is open where no identity is named', '.s3', (body) =>
    opened({
      Resource: '*',
      Condition: {
        StringLikeIfExists: { 'aws:PrincipalArn': ['arn', 'aws', 'iam', '', '444455556666', '*'].join(':') },
      },
    })(body),
  ),
  endpoint(
    'a role of a stranger can be taken with a token',
    '.sts',
    opened({ Action: 'sts:*', Resource: '*', Condition: {} }),
  ),
  endpoint('an endpoint has no policy', 'cognito-idp', (body) => set(body, 'PolicyDocument', undefined)),
];
