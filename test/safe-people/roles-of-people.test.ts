import { examples } from '../examples.ts';
import type { Body } from '../mutant.ts';
import { synthesisedProjects } from '../safe-projects/synthesised-projects.ts';

type Statement = Readonly<Record<string, unknown>>;

const listed = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String);

const resourcesOf = (deployment: string) =>
  (examples.get(deployment) ?? []).flatMap(({ template }) =>
    Object.entries(template.Resources as unknown as Record<string, Body>),
  );

const rolesOf = (deployment: string) => resourcesOf(deployment).filter(([, { Type }]) => Type === 'AWS::IAM::Role');

const rightsOf = ({ Properties }: Body): readonly Statement[] =>
  ((Properties.Policies ?? []) as { PolicyDocument: { Statement: Statement[] } }[]).flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );

const trustOf = ({ Properties }: Body): readonly Statement[] =>
  (Properties.AssumeRolePolicyDocument as { Statement: Statement[] }).Statement;

/** Roles that the broker lends to people. */
const lent = (deployment: string): readonly Body[] =>
  rolesOf(deployment)
    .map(([, role]) => role)
    .filter((role) => JSON.stringify(trustOf(role)).includes(`role/tre-${deployment}-broker`));

const boundaryOf = (deployment: string): readonly string[] => {
  const [, boundary] = resourcesOf(deployment).find(([id]) => id === 'ResearcherBoundary') ?? [];
  const document = boundary?.Properties.PolicyDocument as { Statement: Statement[] } | undefined;
  return (document?.Statement ?? []).flatMap(({ Action }) => listed(Action)).sort();
};

const deployments = [...examples.keys()];

describe.each(deployments)('in %s', (deployment) => {
  test('a role is lent to the people of each project, and one to auditors', () => {
    const projects = synthesisedProjects.filter(([, project]) => project.deployment.id === deployment);
    expect(lent(deployment)).toHaveLength(projects.length + 1);
  });

  test('the ceiling is one: what the boundary allows is what every lent role is not denied', () => {
    for (const role of lent(deployment)) {
      const spared = rightsOf(role)
        .filter(({ Effect }) => Effect === 'Deny')
        .map(({ NotAction }) => listed(NotAction).sort());
      expect(spared).toEqual([boundaryOf(deployment)]);
    }
  });

  test('what a lent role allows stands under the ceiling, or it would be allowed in vain', () => {
    const ceiling = boundaryOf(deployment);
    for (const role of lent(deployment)) {
      const allowed = rightsOf(role)
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action }) => listed(Action));
      expect(allowed.length).toBeGreaterThan(0);
      expect(allowed.filter((action) => !ceiling.includes(action))).toEqual([]);
    }
  });

  test('a session is made for a project of the deployment file, or for the audit, which no project can be called', () => {
    const named = lent(deployment).map((role) => {
      const tags = [...JSON.stringify(trustOf(role)).matchAll(/"aws:RequestTag\/tre:project":"([^"]+)"/g)];
      return [...new Set(tags.map(([, tag = '']) => tag))].join(' ');
    });
    const projects = synthesisedProjects
      .filter(([, project]) => project.deployment.id === deployment)
      .map(([id]) => id);
    expect([...named].sort()).toEqual([...projects, 'audit:trail'].sort());
  });

  test('the broker exists before its function, and asks nothing of Athena, Glue or an extract in its own name', () => {
    const [, broker] = rolesOf(deployment).find(([id]) => id === 'BrokerRole') ?? [];
    expect(broker?.Properties.RoleName).toBe(`tre-${deployment}-broker`);
    const rights = JSON.stringify(broker && rightsOf(broker));
    expect(rights).toContain('"sts:AssumeRole"');
    expect(rights).not.toMatch(/"(athena|glue|iam):|-p-/);
    expect(broker?.Properties.ManagedPolicyArns).toBeUndefined();
  });

  test('the auditor is made after the broker and the boundary, which IAM must know first', () => {
    const [, auditor] = resourcesOf(deployment).find(([id]) => id === 'AuditorRole') ?? [];
    expect(auditor?.DependsOn).toEqual(expect.arrayContaining(['BrokerRole', 'ResearcherBoundary']));
  });
});

test('where the organisation demands a boundary every role bears it; elsewhere people bear ours', () => {
  const boundaries = (roles: readonly Body[]) => new Set(roles.map(({ Properties }) => Properties.PermissionsBoundary));
  expect(boundaries(rolesOf('thames-valley').map(([, role]) => role))).toEqual(
    new Set(['arn:aws:iam::111122223333:policy/LandingZoneBoundary']),
  );
  expect(boundaries(lent('gtr-manchester'))).toEqual(
    new Set(['arn:aws:iam::444455556666:policy/tre-gtr-manchester-researcher-boundary']),
  );
});
