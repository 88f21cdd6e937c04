import { list } from '../../policies/estate/values.ts';
import { ofType, resource, resourcesOf, written } from '../safe-people/synthesised.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Condition?: unknown;
}

const describing = (statements: readonly Statement[]): readonly Statement[] =>
  statements.filter(({ Action }) => [Action].flat().includes('kms:DescribeKey'));

/**
 * A key that KMS has deleted has no alias: where a right asks for one, "it is gone" comes as "denied", and a close that waits for it never ends.
 * https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
describe.each(['thames-valley', 'gtr-manchester'] as const)(
  'in %s a key that is gone is seen to be gone',
  (deployment) => {
    test('by the closer, whatever the key is called, while it ends those of projects alone', () => {
      const role = resource(resourcesOf(deployment, 'gate'), 'CloserRole');
      const statements = list(role.properties.Policies).flatMap(
        (one) => (one as unknown as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement,
      );
      const own = describing(statements).filter(({ Condition }) => !written(Condition).includes('kms:ViaService'));
      expect(own).toHaveLength(1);
      expect(written(own[0]?.Condition)).not.toMatch(/alias/i);
      expect([own[0]?.Action].flat()).toEqual(['kms:DescribeKey']);
      const ending = statements.filter(({ Action }) => [Action].flat().includes('kms:ScheduleKeyDeletion'));
      for (const one of ending) expect(written(one.Condition)).toContain(`alias/tre-${deployment}-project-*`);
    });

    test('through the endpoint of KMS, from our account alone', () => {
      const endpoints = ofType(resourcesOf(deployment, 'network'), 'AWS::EC2::VPCEndpoint');
      const statements = endpoints
        .filter(({ properties }) => written(properties.ServiceName).includes('.kms'))
        .flatMap(({ properties }) => (properties.PolicyDocument as unknown as { Statement: Statement[] }).Statement);
      const [own, ...others] = describing(statements);
      expect(others).toEqual([]);
      expect(written(own?.Condition)).not.toMatch(/alias/i);
      expect(written(own?.Condition)).toContain('aws:PrincipalAccount');
    });
  },
);
