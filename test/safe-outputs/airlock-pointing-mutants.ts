import { editStatements, type Mutant, set } from '../mutant.ts';
import { grant, roleArn, type Statement } from '../safe-data/changes.ts';
import { many, onResource, rewrite } from './airlock-edits.ts';

type Values = Record<string, unknown>;
type Templates = Parameters<Mutant['mutate']>[0];

const table = 'arn:aws:dynamodb:eu-west-2:111122223333:table/tre-thames-valley-releases';

const onPolicy = (templates: Templates, sid: string, edit: (statement: Statement) => Statement | undefined): void =>
  onResource(templates, 'AWS::DynamoDB::Table', 'ReleasesTable', (body) =>
    editStatements(body, 'ResourcePolicy.PolicyDocument', (one) => (one.Sid === sid ? edit(one) : one)),
  );

/** Exempts a role from a refusal of the table. */
const sparing = (templates: Templates, sid: string, role: string): void =>
  onPolicy(templates, sid, (one) => {
    const condition = one.Condition as Record<string, Values>;
    const names = [condition.ArnNotEquals?.['aws:PrincipalArn'] ?? []].flat();
    const spared = { 'aws:PrincipalArn': [...names, roleArn(`tre-thames-valley-${role}`)] };
    return { ...one, Condition: { ...condition, ArnNotEquals: spared } };
  });

/** Makes the partitions that a role may write others. */
const widened = (templates: Templates, from: string, to: string): void =>
  rewrite(templates, 'AirlockPublicRole', (text) => {
    if (!text.includes(from)) throw new Error(`no ${from} to change`);
    return text.replaceAll(from, to);
  });

const everyone = (one: Statement): Statement => ({
  ...one,
  Condition: {
    ...(one.Condition as Values),
    ArnNotEquals: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/*'] },
  },
});

export const airlockPointingMutants: readonly Mutant[] = many('releases-point-where-the-releaser-says', {
  'what takes in arrivals says where a release points': (templates) => {
    sparing(templates, 'DenyReleasesToOthers', 'airlock-public');
    widened(templates, '"command#deposit#*"', '"release"');
  },
  'what takes in arrivals writes whatever it likes beside a deposit': (templates) => {
    sparing(templates, 'DenyReleasesToOthers', 'airlock-public');
    widened(templates, '"ForAllValues:StringLike"', '"ForAnyValue:StringLike"');
  },
  'what takes in arrivals tells the public door of requests': (templates) => {
    sparing(templates, 'DenyTellingToOthers', 'airlock-public');
    widened(templates, '"history#deposit#*"', '"status#*"');
  },
  'what streams bytes writes notices': (templates) => {
    sparing(templates, 'DenyTellingToOthers', 'airlock-bytes-public');
    grant(templates, 'airlock-bytes-public', { Action: 'dynamodb:PutItem', Resource: table });
  },
  'the recorder says where a release points': (templates) => {
    sparing(templates, 'DenyReleasesToOthers', 'recorder');
    grant(templates, 'recorder', { Action: 'dynamodb:PutItem', Resource: table });
  },
  'the private door changes what is told': (templates) => {
    for (const sid of ['DenyWritingToOthers', 'DenyReleasesToOthers', 'DenyTellingToOthers'])
      sparing(templates, sid, 'airlock-private');
    grant(templates, 'airlock-private', { Action: ['dynamodb:UpdateItem'], Resource: table });
  },
  'the table refuses nobody a partition': (templates) => {
    onPolicy(templates, 'DenyReleasesToOthers', () => undefined);
    onPolicy(templates, 'DenyWritingToOthers', everyone);
  },
  'what releases cannot say so': (templates) =>
    onPolicy(templates, 'DenyReleasesToOthers', (one) => {
      const condition = one.Condition as Record<string, Values>;
      const names = [condition.ArnNotEquals?.['aws:PrincipalArn'] ?? []].flat();
      const others = names.filter((name) => !JSON.stringify(name).includes('airlock-release'));
      return { ...one, Condition: { ...condition, ArnNotEquals: { 'aws:PrincipalArn': others } } };
    }),
  'the table has another name': (templates) =>
    onResource(templates, 'AWS::DynamoDB::Table', 'ReleasesTable', (body) =>
      set(body, 'TableName', 'tre-thames-valley-outgoing'),
    ),
});
