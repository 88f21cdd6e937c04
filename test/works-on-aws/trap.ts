import type { JsonObject } from '../../policies/estate/estate.ts';
import type { Template } from '../../policies/estate/model.ts';
import { type Body, editStatements, type MutableTemplates } from '../mutant.ts';

export type Change = (templates: MutableTemplates) => void;

/** One rule of works-on-aws: where it passes, and named changes that it must catch. */
export interface Trap {
  readonly rule: string;
  /**
   * Small templates in which the rule passes, for what our own do not hold. Mutants change these.
   * @default - our own templates; mutants change the first example to which they apply
   */
  readonly small?: readonly Template[];
  readonly mutants: Readonly<Record<string, Change>>;
}

export const account = '111122223333';
export const region = 'eu-west-2';

/** A stack of these resources, each `{ Type, Properties, DependsOn… }`. */
export const small = (resources: Readonly<Record<string, unknown>>, name = 'small'): Template => ({
  name,
  templateFile: `${name}.template.json`,
  account,
  region,
  template: { Resources: resources } as JsonObject,
});

export const changed =
  (
    type: string,
    edit: (body: Body) => void,
    pick?: (body: Body, id: string, stack: string) => boolean,
    every = false,
  ): Change =>
  (templates) =>
    templates.change(type, edit, pick, every);

export const added =
  (stack: string, id: string, Type: string, Properties: Record<string, unknown> = {}): Change =>
  (templates) =>
    templates.add(stack, id, { Type, Properties });

/** Adds so many copies of a resource. */
export const addedTimes =
  (
    count: number,
    stack: string,
    Type: string,
    Properties: (index: number) => Record<string, unknown> = () => ({}),
  ): Change =>
  (templates) => {
    for (let index = 0; index < count; index++)
      templates.add(stack, `Added${index}`, { Type, Properties: Properties(index) });
  };

export type Statement = Record<string, unknown>;

/** Edits the statements of a policy document that mention the text; return undefined to drop one. */
export const statementsWith = (
  body: Body,
  path: string,
  mentioned: string,
  edit: (statement: Statement) => Statement | undefined,
): void =>
  editStatements(body, path, (statement) =>
    JSON.stringify(statement).includes(mentioned) ? edit(statement) : statement,
  );

export const push = (body: Body, path: string, statement: Statement): void => {
  const document = path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], body.Properties) as {
    Statement: Statement[];
  };
  document.Statement.push(statement);
};

/** What a perimeter often denies to whoever is not of the organisation: an AWS service never is. */
export const outsidersDenied = (Action: unknown): Statement => ({
  Effect: 'Deny',
  Principal: '*',
  Action,
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' } },
});

export const mentions =
  (...parts: string[]) =>
  (body: Body, id: string): boolean =>
    parts.every((part) => JSON.stringify(body).includes(part) || id.includes(part));

export const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));
