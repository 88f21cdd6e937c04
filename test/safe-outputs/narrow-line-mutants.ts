import { type Body, editStatements, type Mutant } from '../mutant.ts';

const nowhere = 'people-write-nowhere';
const names = 'resource-policies-name-whom-and-what';

type Statement = Record<string, unknown>;

const at = (rule: string, name: string, edit: (body: Body) => void): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change('AWS::ApiGateway::RestApi', edit, (_, id) => id === 'PrivateApi'),
});

const admission = (edit: (statement: Statement) => Statement) => (body: Body) =>
  editStatements(body, 'Policy', (one) => (one.Sid === 'ByOurEndpoint' ? edit(one) : one));

const firstOperation = (body: Body): Statement => {
  const { paths } = body.Properties.Body as { paths: Record<string, Record<string, Statement>> };
  const [first] = Object.values(paths).flatMap((item) => Object.values(item));
  if (first === undefined) throw new Error('no operation to change');
  return first;
};

const asksNobody = (body: Body): void => {
  firstOperation(body).security = [];
};

const edits: readonly (readonly [string, (body: Body) => void])[] = [
  ['an operation of the private door asks nobody', asksNobody],
  [
    'the policy of the private door allows more than to call it',
    admission((one) => ({ ...one, Action: ['execute-api:Invoke', 'execute-api:ManageConnections'] })),
  ],
  ['the policy of the private door allows everything', admission((one) => ({ ...one, Action: 'execute-api:*' }))],
];

/** Whoever comes by our endpoint may knock at the private door, and do nothing else. */
export const narrowLineMutants: readonly Mutant[] = [
  ...edits.flatMap(([name, edit]) => [at(nowhere, name, edit), at(names, name, edit)]),
  at(
    names,
    'the private door names no way',
    admission(({ Condition: _, ...one }) => one),
  ),
  at(
    names,
    'the private door names the endpoint of somebody',
    admission((one) => ({ ...one, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } } })),
  ),
  at(
    names,
    'the private door names our endpoint among others',
    admission((one) => {
      const { StringEquals: way } = one.Condition as { StringEquals: Statement };
      return {
        ...one,
        Condition: { StringEquals: { 'aws:SourceVpce': [way['aws:SourceVpce'], 'vpce-0123456789abcdef0'] } },
      };
    }),
  ),
  at(
    names,
    'the private door names our endpoint, if the call says by which it comes',
    admission((one) => ({
      ...one,
      Condition: { StringEqualsIfExists: (one.Condition as { StringEquals: Statement }).StringEquals },
    })),
  ),
];
