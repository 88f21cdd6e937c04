import { ask } from '../estate/access/ask.ts';
import { accountOf } from '../estate/access/physical-names.ts';
import { type Actor, actors } from '../estate/actors.ts';
import { doors } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstThatMay, sentenceOf } from '../estate/may.ts';
import { coversAction, type Statement, statementsOf } from '../estate/statements.ts';
import { type Holder, type TableUse, tableUses, writingItems } from '../estate/tables.ts';
import { at } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { namedRole } from '../safe-data/named-roles.ts';
import { onlyFunctionOf } from './roles-of-one-function.ts';

/** What changes who may write, or takes the table or its past away: the deployment's alone. */
const governing = [
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:DeleteTable',
  'dynamodb:PutResourcePolicy',
  'dynamodb:UpdateContinuousBackups',
  'dynamodb:UpdateTable',
];

/** What shows items to whoever is not a function of the gate, or carries them away; the table's own policy must refuse it too. */
const showing = [
  'dynamodb:BatchGetItem',
  'dynamodb:EnableKinesisStreamingDestination',
  'dynamodb:ExportTableToPointInTime',
  'dynamodb:GetItem',
  'dynamodb:PartiQLSelect',
  'dynamodb:Query',
  'dynamodb:Scan',
];

/** Whoever is asked who somebody is reads tokens that anybody can write, and has nothing to write itself. */
const isAsked = (estate: Estate, lambda: Resource): boolean =>
  doors(estate).some(({ operations }) => operations.some(({ authoriser }) => authoriser?.asks === lambda));

/** A function with the internet may keep a table of its own; what others write as well it must not touch. */
function strangeness(estate: Estate, { actor }: Holder, all: readonly Holder[]): string | undefined {
  const lambda = onlyFunctionOf(estate, actor.resource);
  if (lambda === undefined) return 'is not the role of one function';
  if (isAsked(estate, lambda.resource)) return 'is asked by a door who somebody is';
  return lambda.inVpc || all.length === 1 ? undefined : 'is the role of a function with the internet';
}

/** Somebody of the account of whom the templates know nothing, who may have any right that IAM can give, and the account itself. */
function strangersOf(estate: Estate, { stack }: Resource): readonly string[] {
  const account = accountOf(estate, stack);
  return ['role/somebody', 'user/somebody', 'root'].map((name) => ['arn', 'aws', 'iam', '', account, name].join(':'));
}

/** Whom the table's own refusal spares; a role that is yet to be made could be any of a pattern. */
function spared(estate: Estate, table: Resource): string | undefined {
  const denials: readonly Statement[] = statementsOf(
    at(table, 'ResourcePolicy.PolicyDocument'),
    'Properties.ResourcePolicy.PolicyDocument',
  ).filter(({ effect }) => effect === 'Deny');
  const names = denials
    .filter((one) => writingItems.some((action) => coversAction(one, action)))
    .flatMap(({ conditions }) => Object.values(conditions))
    .flatMap((keys) => Object.entries(keys))
    .filter(([key]) => key.toLowerCase() === 'aws:principalarn')
    .flatMap(([, values]) => values);
  return names.find((name) => onlyFunctionOf(estate, namedRole(estate, name)?.resource) === undefined);
}

function judge(estate: Estate, use: TableUse, everybody: readonly Actor[]): readonly Outcome[] {
  const { table, arn, writers } = use;
  const path = 'Properties.ResourcePolicy';
  const odd = writers.flatMap((writer) => {
    const why = strangeness(estate, writer, writers);
    return why === undefined
      ? []
      : [fail(table, path, `${writer.actor.name}, which ${why}, ${sentenceOf(writer.access)}`)];
  });
  const governed = everybody.flatMap((actor) => {
    const access = firstThatMay(estate, actor, governing, [arn]);
    return access === undefined ? [] : [fail(table, path, `${actor.name} ${sentenceOf(access)}`)];
  });
  const open = strangersOf(estate, table).flatMap((who) =>
    [...writingItems, ...showing, ...governing]
      .filter((action) => ask(estate, { who, action, to: arn, withoutGuardrails: true }).decision !== 'denied')
      .map((action) => `${action} to ${who}`),
  );
  const free = spared(estate, table);
  const faults = [
    ...odd,
    ...governed,
    ...(open[0] === undefined ? [] : [fail(table, path, `its own policy does not refuse ${open[0]}`)]),
    ...(free === undefined
      ? []
      : [fail(table, path, `its own policy spares ${free}, which is not the role of one function`)]),
  ];
  if (faults.length > 0) return faults;
  const names = writers.map(({ actor }) => actor.name.split('/').at(-1)).join(', ');
  return [pass(table, path, `${names || 'nobody'} may write it, and its own policy refuses everybody else`)];
}

/**
 * Asked of every table: what the register says decides every request, and a table beside it is read by the same functions. Every principal
 * that the templates make is asked, and somebody of the account of whom they know nothing; whoever may change the table's policy could let
 * themselves in, so nobody of the estate may. Who deploys can, and stands in the list of residual trust.
 */
export const registerIsWrittenByTheGateOnly: Rule = {
  id: 'register-is-written-by-the-gate-only',
  safe: 'people',
  controls: ['1.5.03', '3.2.03', 'TRE-X13'],
  severity: 'fatal',
  why: 'Approval is access: whoever can write the register gives access to whom they like.',
  fix: 'let the roles of functions in the VPC write it, one role a function, and refuse writing, reading, copying and changing it to everybody else in the policy of the table',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html',
  check: (estate) => {
    const everybody = actors(estate);
    return tableUses(estate).flatMap((use) => judge(estate, use, everybody));
  },
};
