import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { NothingToAudit, readTemplates } from '../../policies/audit/read-templates.ts';
import type { Answer } from '../../policies/estate/access/answer.ts';
import { ask } from '../../policies/estate/access/ask.ts';
import { callPaths } from '../../policies/estate/access/call-path.ts';
import type { Facts } from '../../policies/estate/access/circumstances.ts';
import { actorNamed, aimed, NoSuchResource, targetNamed, textOf } from '../../policies/estate/access/references.ts';
import { readable } from '../../policies/estate/access/symbols.ts';
import type { Estate } from '../../policies/estate/estate.ts';
import { estateOf } from '../../policies/estate/model.ts';
import { type Asked, questionSchema, type value } from '../can-schema.ts';
import type { Io, Verb } from './verb.ts';

const usage = `usage: tre can <folder> --who <role> --do <action> --to <resource> [--path ${callPaths.join('|')}]
               [--context <key>=<value>]… [--without-guardrails] [--json]
       tre can <folder> --questions <file> --json

Asks templates who can do what. <folder> is a cloud assembly (cdk.out), a folder of CloudFormation templates, or one template.
  --who      a role, user or function of the templates (logical id, or <stack>/<logicalId>), an ARN, a service, or *
  --to       a resource of the templates, with what follows its name (SafeData/VaultBucket/key), an ARN, or *
  --path     how the call reaches AWS; left out, every way is open
  --context  what the call sends, once for each value; <key>= says that it is surely not sent
  --account, --region   where the templates will stand, if they do not say
  --without-guardrails   leaves out the organisation's own policies, if the templates hold them
The answer is allowed, denied, conditional (with the condition) or unknown (the templates do not say).
Exit status: 0 answered, 1 a question names what the templates do not hold, 2 usage.`;

export const can: Verb = {
  usage,
  async run(args, io) {
    const options = parse(args);
    if (typeof options === 'string') return refuse(options, io);
    const { asked } = options;
    const questions = typeof asked === 'string' ? questionsIn(asked) : [asked];
    if (typeof questions === 'string') return refuse(questions, io);
    try {
      const estate = estateIn(options);
      const told = questions.map((question) => answer(estate, question, options.withoutGuardrails));
      const answers = told.map(({ isLost: _, ...one }) => one);
      if (options.json)
        io.stdout(`${JSON.stringify(typeof asked === 'string' ? answers : answers[0], undefined, 2)}\n`);
      else io.stdout(answers.map((one, index) => explained(one, questions[index])).join('\n'));
      const lost = told.flatMap(({ residual, isLost }, index) =>
        isLost ? [`question ${index + 1}: ${residual}`] : [],
      );
      if (lost.length > 0) io.stderr(`tre can: ${lost.join('\n         ')}\n`);
      return lost.length > 0 ? 1 : 0;
    } catch (error) {
      if (!(error instanceof NothingToAudit)) throw error;
      return refuse(error.message, io);
    }
  },
};

/** @throws NothingToAudit also when a template among others cannot be read: an answer from the rest would be worth nothing. */
function estateIn({ folder, account, region }: Options): Estate {
  const { templates, unreadable } = readTemplates(folder);
  if (unreadable.length > 0)
    throw new NothingToAudit(unreadable.map(({ file, why }) => `${file} cannot be read: ${why}`).join('\n         '));
  return estateOf(
    templates.map((template) => ({
      ...template,
      account: template.account ?? account,
      region: template.region ?? region,
    })),
  );
}

function refuse(why: string, io: Io): number {
  io.stderr(`tre can: ${why}\n\n${usage}\n`);
  return 2;
}

interface Options {
  readonly folder: string;
  readonly json: boolean;
  readonly withoutGuardrails: boolean;
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** A file of questions, or the one question of the command line. */
  readonly asked: string | Asked;
}

function parse(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        who: { type: 'string' },
        do: { type: 'string' },
        to: { type: 'string' },
        path: { type: 'string' },
        context: { type: 'string', multiple: true },
        questions: { type: 'string' },
        account: { type: 'string' },
        region: { type: 'string' },
        'without-guardrails': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) return 'name one folder of templates';
    const { account, region } = values;
    if (account !== undefined && !/^\d{12}$/.test(account)) return '--account must be twelve digits';
    if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return '--region must be like eu-west-2';
    const withoutGuardrails = values['without-guardrails'] ?? false;
    const common = { folder, json: values.json ?? false, withoutGuardrails, account, region };
    if (values.questions !== undefined) {
      if (values.who ?? values.do ?? values.to ?? values.path ?? values.context) return '--questions stands alone';
      return { ...common, asked: values.questions };
    }
    const { who, do: action, to, path } = values;
    if (who === undefined || action === undefined || to === undefined) return 'a question needs --who, --do and --to';
    const context = contextIn(values.context ?? []);
    if (typeof context === 'string') return context;
    const question = questionSchema.safeParse({
      who,
      do: action,
      to,
      ...(path === undefined ? {} : { path }),
      context,
    });
    return question.success ? { ...common, asked: question.data } : problems(question.error).join('; ');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Repeated keys are several values of one key. */
function contextIn(given: readonly string[]): Asked['context'] | string {
  const context: Record<string, string[] | null> = {};
  for (const pair of given) {
    const cut = pair.indexOf('=');
    if (cut < 1 || !/^[A-Za-z0-9-]+:/.test(pair))
      return `--context ${pair} must be <key>=<value>, the key such as aws:SourceVpc`;
    const [key, one] = [pair.slice(0, cut), pair.slice(cut + 1)];
    context[key] = one === '' ? null : [...(context[key] ?? []), one];
  }
  return context;
}

const problems = (error: z.ZodError): readonly string[] =>
  error.issues.map(({ path, message }) => `${path.length === 0 ? 'the file' : path.join('.')}: ${message}`);

function questionsIn(file: string): readonly Asked[] | string {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return `${file} cannot be read: ${error instanceof Error ? error.message : error}`;
  }
  const questions = z.array(questionSchema).safeParse(json);
  return questions.success ? questions.data : `${file}: ${problems(questions.error).join(`\n         ${file}: `)}`;
}

type Told = Pick<Answer, 'decision' | 'statements' | 'residual' | 'because'> & { readonly isLost?: boolean };

function answer(estate: Estate, asked: Asked, withoutGuardrails: boolean): Told {
  try {
    const found = ask(estate, {
      who: actorNamed(estate, asked.who),
      action: asked.do,
      to: aimed(asked.do, targetNamed(estate, asked.to)),
      path: asked.path,
      facts: factsOf(estate, asked.context ?? {}),
      withoutGuardrails,
    });
    return found;
  } catch (error) {
    if (!(error instanceof NoSuchResource)) throw error;
    return { decision: 'unknown', statements: [], residual: error.message, because: error.message, isLost: true };
  }
}

/** Keys whose values are ids, where anybody else means ARNs. */
const ids = ['aws:sourcevpc', 'aws:sourcevpce'];

function factsOf(estate: Estate, context: NonNullable<Asked['context']>): Facts {
  return Object.fromEntries(
    Object.entries(context).map(([key, given]) => {
      const name = key.toLowerCase();
      const one = (item: z.infer<typeof value>): string =>
        typeof item === 'object' ? textOf(estate, ids.includes(name) ? { attr: 'ref', ...item } : item) : String(item);
      return [name, given === null ? null : Array.isArray(given) ? given.map(one) : [one(given)]];
    }),
  );
}

function explained({ decision, statements, residual, because }: Told, asked: Asked | undefined): string {
  const name = (one: Asked['who']): string => (typeof one === 'string' ? one : `${one.resource}${one.suffix ?? ''}`);
  const lines = statements.flatMap(({ effect, layer, source, path, sid, when }) => [
    `  ${effect.padEnd(5)} ${`${layer} policy`.padEnd(24)} ${source} ${path}${sid === undefined ? '' : ` (${sid})`}`,
    ...(when === undefined ? [] : [`        when ${when}`]),
  ]);
  return `${[
    `${decision}: ${asked === undefined ? '' : `${name(asked.who)} ${asked.do} on ${name(asked.to)}`}`,
    `  ${because}${residual === null || because.includes(residual) ? '' : `: ${residual}`}`,
    ...lines,
  ]
    .map(readable)
    .join('\n')}\n`;
}
