import { type Body, editStatements, type Mutant, set } from '../mutant.ts';

export type Statement = Record<string, unknown>;
export type Pick = (body: Body, id: string) => boolean;

const role = 'AWS::IAM::Role';

/** The account of the example that comes first. */
export const account = '444455556666';

export const named =
  (logicalId: string): Pick =>
  (_, id) =>
    id === logicalId;

export const project = named('ProjectRole');
export const broker = named('BrokerRole');
/** A role of a function that makes settings. */
export const settings: Pick = (body) => JSON.stringify(body.Properties.RoleName ?? '').includes('network-settings');

export const changed = (rule: string, name: string, edit: (body: Body) => void, pick: Pick = project): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(role, edit, pick),
});

/** Gives a role an inline policy more. */
export const given = (rule: string, name: string, statement: Statement, pick: Pick = project): Mutant =>
  changed(
    rule,
    name,
    (body) => {
      const policies = (body.Properties.Policies ?? []) as unknown[];
      const Statement = [{ Effect: 'Allow', ...statement }];
      set(body, 'Policies', [...policies, { PolicyName: 'more', PolicyDocument: { Statement } }]);
    },
    pick,
  );

export const trust = 'AssumeRolePolicyDocument';

export const trusting = (
  rule: string,
  name: string,
  edit: (statement: Statement) => Statement,
  pick = project,
): Mutant => changed(rule, name, (body) => editStatements(body, trust, edit), pick);

export const alsoTrusting = (rule: string, name: string, statement: Statement, pick = project): Mutant =>
  changed(
    rule,
    name,
    (body) => {
      const document = body.Properties[trust] as { Statement: Statement[] };
      document.Statement.push({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement });
    },
    pick,
  );
