import { type Body, type Mutant, set } from '../mutant.ts';

export type Statement = Record<string, unknown>;
export type Pick = (body: Body, id: string) => boolean;

export const named =
  (logicalId: string): Pick =>
  (_, id) =>
    id === logicalId;

export const changed = (rule: string, name: string, type: string, edit: (body: Body) => void, pick?: Pick): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(type, edit, pick),
});

export const added = (rule: string, name: string, Type: string, Properties: Record<string, unknown> = {}): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.add('safe-data', 'Added', { Type, Properties }),
});

/** Adds a statement to the policy that stands at a property. */
export const saying = (
  rule: string,
  name: string,
  type: string,
  property: string,
  statement: Statement,
  pick?: Pick,
): Mutant =>
  changed(
    rule,
    name,
    type,
    (body) => {
      const { Statement } = body.Properties[property] as { Statement: Statement[] };
      Statement.push({ Effect: 'Allow', ...statement });
    },
    pick,
  );

export const setting = (rule: string, name: string, type: string, path: string, value: unknown, pick?: Pick): Mutant =>
  changed(rule, name, type, (body) => set(body, path, value), pick);
