import { ask } from '../../../policies/estate/access/ask.ts';
import { becomings, reachedFrom } from '../../../policies/estate/access/becoming.ts';
import { actionsIn, takeovers } from '../../../policies/estate/access/becoming-actions.ts';
import { mentions, openings, totalDeny } from '../../../policies/estate/access/mentions.ts';
import { physicalName } from '../../../policies/estate/access/physical-names.ts';
import { trustedComputingBase } from '../../../policies/estate/access/trusted-computing-base.ts';
import { estateOf } from '../../../policies/estate/model.ts';
import { roles } from '../../../policies/estate/principals.ts';
import { examples } from '../../examples.ts';
import { MutableTemplates } from '../../mutant.ts';

/** In the templates or outside them. */
const isDeployer = /cfn-exec|CloudFormationExecutionRole/;

const estates = [...examples].map(([id, templates]) => ({ id, estate: estateOf(templates) }));

describe('the table of takeovers', () => {
  test('names every action once, well-formed, and a page behind every route', () => {
    const actions = takeovers.flatMap((one) => actionsIn(one));
    expect(new Set(actions).size).toBe(actions.length);
    for (const action of actions) expect(action).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/);
    for (const { source, route } of takeovers) {
      expect(source).toMatch(/^https:\/\//);
      expect(route).toMatch(/^it /);
    }
  });
});

const isOfBootstrap = (stack: string): boolean => stack.startsWith('CDKToolkit');

describe.each(estates)('who becomes whom in $id', ({ estate }) => {
  const identities = estate.ofType('AWS::IAM::Role', 'AWS::IAM::User');

  test('only the broker becomes anybody, and only roles of people', () => {
    expect(becomings(estate).map(({ who }) => who.logicalId)).toEqual(expect.arrayContaining(['BrokerRole']));
    const inside = new Set(roles(estate).map(({ resource }) => resource));
    for (const { who, becomes, to, action } of becomings(estate).filter((one) => inside.has(one.who))) {
      expect(who.logicalId).toBe('BrokerRole');
      expect(action).toBe('sts:AssumeRole');
      // A project that is still to come has no role to name, and the broker may name no other.
      if (becomes === undefined) expect(to).toMatch(/:role\/tre-[a-z-]+-project-/);
      else expect(becomes.logicalId).toMatch(/^(AuditorRole|ProjectRole)$/);
    }
  });

  test('what nobody mentions is denied by the evaluator too: the short cut says nothing that asking does not', () => {
    const actions = takeovers.flatMap((one) => actionsIn(one)).filter((_, index) => index % 9 === 0);
    const targets = [
      '*',
      ...estate.resources
        .filter(({ type }) => /^AWS::(KMS::Key|IAM::Role|S3::Bucket)$/.test(type))
        .map((one) => physicalName(estate, one).arn),
    ];
    const wrong = identities.flatMap((who) =>
      actions.flatMap((action) => {
        const { arn } = physicalName(estate, who);
        if (mentions(estate, who, action).length > 0 || openings(estate, action, arn, false).length > 0) return [];
        return targets
          .filter((to) => ask(estate, { who: arn, action, to }).decision !== 'denied')
          .map((to) => `${who.address} ${action} ${to}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('a total Deny is one by the evaluator too', () => {
    const wrong = identities.flatMap((who) =>
      ['iam:PassRole', 's3:PutObject', 'lambda:UpdateFunctionCode'].filter(
        (action) =>
          totalDeny(estate, who, action) !== undefined &&
          ask(estate, { who: physicalName(estate, who).arn, action, to: '*' }).because !== 'a Deny reaches the call',
      ),
    );
    expect(wrong).toEqual([]);
    expect(identities.some((who) => totalDeny(estate, who, 's3:PutObject') !== undefined)).toBe(true);
  });

  test('the trusted computing base names the deployer of every key, by its statement', () => {
    const deployer = trustedComputingBase(estate).find(({ who, kind }) => kind === 'key' && isDeployer.test(who));
    expect(deployer?.actions).toContain('kms:PutKeyPolicy');
    const keys = estate.ofType('AWS::KMS::Key').filter((key) => !isOfBootstrap(key.stack));
    expect(deployer?.becomes).toEqual(expect.arrayContaining(keys.map(({ address }) => address)));
    for (const { address } of keys) expect(deployer?.statements).toContain(`${address} DeployerAdministers`);
  });

  test('nobody of the account but the deployer rewrites a key policy, save that of the key of waiting code', () => {
    const others = trustedComputingBase(estate).filter(
      ({ actions, who }) => actions.includes('kms:PutKeyPolicy') && !isDeployer.test(who),
    );
    expect(others.flatMap(({ becomes }) => becomes).filter((key) => !isOfBootstrap(key.split('/')[0] ?? ''))).toEqual(
      [],
    );
  });
});

test('a chain is followed to its end: a role that changes a function acts with the role of the function, and becomes what that becomes', () => {
  const [templates = []] = examples.values();
  const mutable = new MutableTemplates(templates);
  const role = (name: string, action: string, resource: string) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name,
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [
        { PolicyName: 'x', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] } },
      ],
    },
  });
  const [, , , , account] = physicalName(
    estateOf(templates),
    estateOf(templates).ofType('AWS::IAM::Role')[0] as never,
  ).arn.split(':');
  const prefix = ['arn', 'aws'].join(':');
  mutable.add(
    'safe-people',
    'First',
    role('first', 'lambda:UpdateFunctionCode', `${prefix}:lambda:eu-west-2:${account}:function:second`),
  );
  mutable.add('safe-people', 'Second', role('second', 'iam:PassRole', `${prefix}:iam::${account}:role/third`));
  mutable.add('safe-people', 'Third', role('third', 'logs:PutLogEvents', '*'));
  mutable.add('safe-people', 'SecondFunction', {
    Type: 'AWS::Lambda::Function',
    Properties: { FunctionName: 'second', Role: { 'Fn::GetAtt': ['Second', 'Arn'] } },
  });
  const estate = estateOf(mutable.templates);
  const first = estate.resources.find(({ logicalId }) => logicalId === 'First');
  if (first === undefined) throw new Error('the first role is missing');
  const reached = [...reachedFrom(estate, first)].map(([{ logicalId }, by]) => [logicalId, by]);
  expect(reached).toEqual([
    ['SecondFunction', ['lambda:UpdateFunctionCode']],
    ['Second', ['lambda:UpdateFunctionCode']],
    ['Third', ['lambda:UpdateFunctionCode', 'iam:PassRole']],
  ]);
});
