import { CreateNamedQueryCommand } from '@aws-sdk/client-athena';
import type { Stage } from './stage.ts';
import { physicalIds } from './stored.ts';

/**
 * Saves by API, from the templates, the questions that the emulator's CloudFormation leaves out. Their text is what is rehearsed; that
 * CloudFormation would save it is not.
 */
export async function saveQuestions({ clients, templates }: Stage): Promise<number> {
  let saved = 0;
  for (const [stack, { Resources }] of templates) {
    const questions = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Athena::NamedQuery');
    if (questions.length === 0) continue;
    const ids = await physicalIds(clients, stack);
    const text = (value: unknown): string => {
      const { Ref } = typeof value === 'object' ? ((value ?? {}) as { Ref?: string }) : { Ref: undefined };
      const found = Ref === undefined ? value : ids.get(Ref);
      if (typeof found !== 'string') throw new Error(`${stack}: a saved question holds ${JSON.stringify(value)}`);
      return found;
    };
    for (const { Properties = {} } of questions) {
      await clients.athena.send(
        new CreateNamedQueryCommand({
          Name: text(Properties.Name),
          Database: text(Properties.Database),
          QueryString: text(Properties.QueryString),
          WorkGroup: text(Properties.WorkGroup),
        }),
      );
      saved += 1;
    }
  }
  return saved;
}
