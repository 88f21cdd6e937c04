import type { Estate, JsonObject, Resource } from '../estate/estate.ts';
import { at, list, record, text } from '../estate/values.ts';
import { isArnOf } from './own-arn.ts';

/** What a selection names, as written. Tags and conditions choose at run time, which no template can show. */
export const selected = (selection: Resource): readonly string[] =>
  list(at(selection, 'BackupSelection.Resources')).map((arn) => text(arn) ?? 'something unknown');

/** Whether a selection is a plain list, and nothing chooses more or less than it says. */
export const isPlainList = (selection: Resource): boolean =>
  Object.keys(record(selection.properties.BackupSelection)).every((key) =>
    ['SelectionName', 'IamRoleArn', 'Resources'].includes(key),
  );

export const selections = (estate: Estate): readonly Resource[] => estate.ofType('AWS::Backup::BackupSelection');

/** Selections that name the bucket. */
export const selectionsOf = (estate: Estate, bucket: Resource): readonly Resource[] =>
  selections(estate).filter(
    (selection) => isPlainList(selection) && selected(selection).some((arn) => isArnOf(estate, bucket, arn)),
  );

export const plans = (estate: Estate): readonly Resource[] => estate.ofType('AWS::Backup::BackupPlan');

export const planRules = (plan: Resource): readonly JsonObject[] =>
  list(at(plan, 'BackupPlan.BackupPlanRule')).map(record);

/** The vault of the estate that a rule of a plan writes to, by reference or name; an ARN could be another account's. */
export function vaultOf(estate: Estate, { TargetBackupVault: target }: JsonObject): Resource | undefined {
  const found = text(target)?.startsWith('arn:') ? undefined : estate.find(target);
  return found?.type === 'AWS::Backup::BackupVault' ? found : undefined;
}

/** At least every day: a schedule whose days, months and years are all. */
export const isDaily = ({ ScheduleExpression: schedule }: JsonObject): boolean =>
  /^cron\(\S+ \S+ [*?] \* [*?] \*\)$/.test(text(schedule) ?? '');
