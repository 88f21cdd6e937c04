import { type Actor, identities } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { allThatMay, placeOf, sentenceOf } from '../estate/may.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { type Question, questionsOf } from './project-data.ts';
import { type ProjectStack, projectStacks } from './project-stacks.ts';

function judge(
  estate: Estate,
  actor: Actor & { readonly resource: Resource },
  other: ProjectStack,
  questions: readonly Question[],
): Outcome {
  const asked = questions.reduce((sum, { actions, targets }) => sum + actions.length * targets.length, 0);
  const found = questions.flatMap(({ actions, targets }) => allThatMay(estate, actor, actions, targets));
  const [first] = found;
  if (first === undefined)
    return pass(
      actor.resource,
      'Properties',
      `is denied the data of ${other.name}: ${asked} questions, each answered no`,
    );
  const more = found.length > 1 ? `; and ${found.length - 1} more` : '';
  return fail(actor.resource, placeOf(first, actor.resource.address), `${sentenceOf(first)}${more}`);
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
    const asked = projects.map((project) => ({ project, questions: questionsOf(estate, project) }));
    return identities(estate).flatMap((actor) => {
      const { resource } = actor;
      if (resource === undefined || !(names.has(resource.stack) || people.has(resource))) return [];
      return asked
        .filter(({ project }) => project.name !== resource.stack)
        .map(({ project, questions }) => judge(estate, { ...actor, resource }, project, questions));
    });
  },
};
