import { type Body, editStatements, type MutableTemplates, type Mutant, set } from '../mutant.ts';
import { given, named, type Statement } from './role-edits.ts';

/** Logical ids of the gate, frozen in the stacks. */
export const roleOf = (name: string) => named(`${name}Role`);

type Properties = Record<string, unknown>;

/** A named change to the one resource with a logical id. */
export const of = (rule: string, name: string, type: string, id: string, edit: (body: Body) => void): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(type, edit, named(id)),
});

/** The same, by setting one value. */
export const having = (rule: string, name: string, type: string, id: string, path: string, value: unknown): Mutant =>
  of(rule, name, type, id, (body) => set(body, path, value));

/** A resource that is gone. */
export const without = (rule: string, name: string, type: string, id: string): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.remove(type, named(id)),
});

/** A resource more, beside the gate. */
export const besides = (rule: string, name: string, Type: string, Properties: Properties, stack = 'gate'): Mutant => ({
  rule,
  name,
  mutate: (templates: MutableTemplates) => templates.add(stack, 'Added', { Type, Properties }),
});

/** A right more for the role of one function. */
export const may = (rule: string, name: string, who: string, statement: Statement): Mutant =>
  given(rule, name, statement, roleOf(who));

/** Edits one operation of a door's document. */
export const operation = (
  rule: string,
  name: string,
  door: 'PrivateApi' | 'PublicApi',
  edit: (operation: Record<string, unknown>) => void,
): Mutant =>
  of(rule, name, 'AWS::ApiGateway::RestApi', door, (body) => {
    const { paths } = body.Properties.Body as { paths: Record<string, Record<string, Record<string, unknown>>> };
    const [first] = Object.values(paths).flatMap((item) => Object.values(item));
    if (first === undefined) throw new Error('no operation to change');
    edit(first);
  });

/** Edits the authoriser of a door. */
export const authoriser = (
  rule: string,
  name: string,
  edit: (scheme: Record<string, unknown>, written: Record<string, unknown>) => void,
): Mutant =>
  of(rule, name, 'AWS::ApiGateway::RestApi', 'PublicApi', (body) => {
    const { components } = body.Properties.Body as {
      components: { securitySchemes: Record<string, Record<string, unknown>> };
    };
    const [scheme] = Object.values(components.securitySchemes);
    if (scheme === undefined) throw new Error('no authoriser to change');
    edit(scheme, scheme['x-amazon-apigateway-authorizer'] as Record<string, unknown>);
  });

/** Edits the statements of a table's own policy. */
export const tablePolicy = (
  rule: string,
  name: string,
  table: string,
  edit: (statement: Statement) => Statement | undefined,
): Mutant =>
  of(rule, name, 'AWS::DynamoDB::Table', table, (body) => editStatements(body, 'ResourcePolicy.PolicyDocument', edit));
