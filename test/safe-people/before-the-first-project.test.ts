import { estateOf } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import { noPathLeadsToAnotherIdentity } from '../../policies/safe-people/no-path-leads-to-another-identity.ts';
import { examples } from '../examples.ts';
import { editStatements, MutableTemplates } from '../mutant.ts';

const deployment = 'thames-valley';
const before = (examples.get(deployment) ?? []).filter(({ name }) => !name.includes('-project-'));
const account = before.find(({ name }) => name.endsWith('-safe-people'))?.account;
const roleOf = (name: string, of = account) => ['arn', 'aws', 'iam', '', of, `role/${name}`].join(':');

/** What the rule says of the broker of a deployment without projects, when it may become what begins so. */
function judgedWith(pattern: string): readonly string[] {
  const templates = new MutableTemplates(before);
  const current = roleOf(`tre-${deployment}-project-*`);
  if (pattern !== current)
    templates.change(
      'AWS::IAM::Role',
      (body) => {
        const [policy] = body.Properties.Policies as { PolicyDocument: { Statement: Record<string, unknown>[] } }[];
        editStatements({ ...body, Properties: policy ?? {} }, 'PolicyDocument', (one) =>
          one.Sid === 'BecomeAProject' ? { ...one, Resource: pattern } : one,
        );
      },
      (_, id) => id === 'BrokerRole',
    );
  return evaluate([noPathLeadsToAnotherIdentity], estateOf(templates.templates))
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ resource }) => resource.endsWith('/BrokerRole'))
    .map(({ result }) => result);
}

test('before the first project the broker may become what projects of its deployment will be called', () => {
  expect(before.length).toBeGreaterThan(3);
  expect(judgedWith(roleOf(`tre-${deployment}-project-*`))).toEqual(['pass']);
});

test.each([
  ['any role of the deployment', roleOf(`tre-${deployment}-*`)],
  ['any role whose name begins like project', roleOf(`tre-${deployment}-p*`)],
  ['projects of every deployment', roleOf('tre-*-project-*')],
  ['projects of another deployment', roleOf('tre-elsewhere-project-*')],
  ['projects under another path', roleOf(`people/tre-${deployment}-project-*`)],
  ['projects of another account', roleOf(`tre-${deployment}-project-*`, '999999999999')],
  ['a role that nobody here knows', roleOf('Admin*')],
  ['one role that nobody here knows', roleOf('OrganizationAccountAccessRole')],
])('nor then may it become %s', (_, pattern) => {
  expect(judgedWith(pattern)).toEqual(['fail']);
});
