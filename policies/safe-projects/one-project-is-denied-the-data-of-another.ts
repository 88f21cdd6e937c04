import { type Actor, identities } from '../estate/actors.ts';
import { candidatesAmong } from '../estate/candidates.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { allThatMay, placeOf, sentenceOf } from '../estate/may.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { type Question, questionsOf } from './project-data.ts';
import { type ProjectStack, projectStacks } from './project-stacks.ts';

/** Everything that is asked about one project. */
interface Asked {
  readonly project: ProjectStack;
  readonly questions: readonly Question[];
  readonly targets: readonly string[];
  readonly count: number;
}

function askedOf(estate: Estate, project: ProjectStack): Asked {
  const questions = questionsOf(estate, project);
  return {
    project,
    questions,
    targets: questions.flatMap(({ targets }) => targets),
    count: questions.reduce((sum, { actions, targets }) => sum + actions.length * targets.length, 0),
  };
}

function judge(
  estate: Estate,
  actor: Actor & { readonly resource: Resource },
  others: readonly Asked[],
  within: ReadonlySet<string>,
): readonly Outcome[] {
  const failures = others.flatMap(({ questions, targets }) => {
    if (!targets.some((target) => within.has(target))) return [];
    const found = questions.flatMap((question) =>
      allThatMay(
        estate,
        actor,
        question.actions,
        question.targets.filter((target) => within.has(target)),
      ),
    );
    const [first] = found;
    const more = found.length > 1 ? `; and ${found.length - 1} more` : '';
    return first === undefined
      ? []
      : [fail(actor.resource, placeOf(first, actor.resource.address), `${sentenceOf(first)}${more}`)];
  });
  if (failures.length > 0 || others.length === 0) return failures;
  const count = others.reduce((sum, asked) => sum + asked.count, 0);
  const whose = others.length === 1 ? (others[0]?.project.name ?? '') : `${others.length} other projects`;
  return [pass(actor.resource, 'Properties', `is denied the data of ${whose}: ${count} questions, each answered no`)];
}

/**
 * Asked of every role and user that stands in a project, and of every role through which people act, about every other project: by its own
 * policies, its boundary, and the policies of what it asks for.
 */
export const oneProjectIsDeniedTheDataOfAnother: Rule = {
  id: 'one-project-is-denied-the-data-of-another',
  safe: 'projects',
  controls: ['2.1.08', '2.1.14', '3.2.03'],
  severity: 'fatal',
  why: 'What one project holds was approved for its own purpose and people; each pair of projects is asked, so that nothing has to be believed.',
  fix: 'take the statement that the outcome names out of the policy it stands in, or name the own project in it',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  check: (estate) => {
    const projects = projectStacks(estate);
    const names = new Set(projects.map(({ name }) => name));
    const people = new Set(personRoles(estate).map(({ resource }) => resource));
    const asked = projects.map((project) => askedOf(estate, project));
    const candidates = candidatesAmong(
      estate,
      asked.flatMap(({ targets }) => targets),
    );
    return identities(estate).flatMap((actor) => {
      const { resource } = actor;
      if (resource === undefined || !(names.has(resource.stack) || people.has(resource))) return [];
      const others = asked.filter(({ project }) => project.name !== resource.stack);
      return judge(estate, { ...actor, resource }, others, new Set(candidates(resource, actor.who)));
    });
  },
};
