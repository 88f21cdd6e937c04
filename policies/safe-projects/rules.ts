import type { Rule } from '../rule.ts';
import { accessEndsWithinASweep } from './access-ends-within-a-sweep.ts';
import { closerDeletesUnread } from './closer-deletes-unread.ts';
import { extractsLieInTheirOwnBucket } from './extracts-lie-in-their-own-bucket.ts';
import { noPathJoinsTwoProjects } from './no-path-joins-two-projects.ts';
import { oneProjectIsDeniedTheDataOfAnother } from './one-project-is-denied-the-data-of-another.ts';
import { onlyTheBrokerBecomesAProject } from './only-the-broker-becomes-a-project.ts';
import { peopleReachOnlyTheirOwn } from './people-reach-only-their-own.ts';
import { projectResourcesCarryTheProjectTag } from './project-resources-carry-the-project-tag.ts';
import { projectsAlarmWhenMuchIsRead } from './projects-alarm-when-much-is-read.ts';
import { projectsDoNotReferToEachOther } from './projects-do-not-refer-to-each-other.ts';
import { projectsHaveABudgetThatWarns } from './projects-have-a-budget-that-warns.ts';
import { projectsHaveAKeyOfTheirOwn } from './projects-have-a-key-of-their-own.ts';
import { queryTextsHaveAKeyAndAnEnd } from './query-texts-have-a-key-and-an-end.ts';
import { recordsAreReadThroughAthenaAlone } from './records-are-read-through-athena-alone.ts';
import { savedQueriesOnlyRead } from './saved-queries-only-read.ts';
import { storesAdmitTheirOwnProjectAlone } from './stores-admit-their-own-project-alone.ts';
import { theSweeperEndsAndGrantsNothing } from './the-sweeper-ends-and-grants-nothing.ts';
import { workgroupsHoldQueriesToTheirSettings } from './workgroups-hold-queries-to-their-settings.ts';

/** One project apart from the next, and each within its own means. */
export const projectRules: readonly Rule[] = [
  peopleReachOnlyTheirOwn,
  oneProjectIsDeniedTheDataOfAnother,
  onlyTheBrokerBecomesAProject,
  recordsAreReadThroughAthenaAlone,
  storesAdmitTheirOwnProjectAlone,
  projectsDoNotReferToEachOther,
  noPathJoinsTwoProjects,
  extractsLieInTheirOwnBucket,
  projectsHaveAKeyOfTheirOwn,
  workgroupsHoldQueriesToTheirSettings,
  savedQueriesOnlyRead,
  projectsHaveABudgetThatWarns,
  projectsAlarmWhenMuchIsRead,
  projectResourcesCarryTheProjectTag,
  theSweeperEndsAndGrantsNothing,
  accessEndsWithinASweep,
  closerDeletesUnread,
  queryTextsHaveAKeyAndAnEnd,
];
