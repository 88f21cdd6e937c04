import { ask } from '../policies/estate/access/ask.ts';
import { textOf } from '../policies/estate/access/references.ts';
import type { JsonObject } from '../policies/estate/estate.ts';
import { estateOf } from '../policies/estate/model.ts';
import type { Evaluator, Reference } from '../rehearsal/agreement/evaluator.ts';

const isReference = (value: object): value is Reference => 'resource' in value;

/** The access evaluator over templates in memory, for a rehearsal: no organisation's policies, and no endpoint in between. */
export const askTemplates: Evaluator = (templates, { account, region }) => {
  const estate = estateOf(
    [...templates].map(([name, template]) => ({
      name,
      templateFile: name,
      template: template as unknown as JsonObject,
      account,
      region,
    })),
  );
  return ({ who, action, to, facts }) => {
    const { decision, because, statements } = ask(estate, {
      who,
      action,
      to: textOf(estate, to),
      path: 'direct',
      withoutGuardrails: true,
      facts: Object.fromEntries(
        Object.entries(facts).map(([key, sent]) => [
          key,
          sent !== null && isReference(sent) ? [textOf(estate, sent)] : sent,
        ]),
      ),
    });
    return { decision, because, by: statements.flatMap(({ sid }) => sid ?? []) };
  };
};
