import type { Role } from '../estate/principals.ts';
import { conditionValues, type Statement } from '../estate/statements.ts';

/** The tag that says whose a resource is, and for which project a session was made. */
export const projectTag = 'tre:project';

/** The projects for which one statement of a trust policy admits a session; none where it does not ask. */
export const sessionProjects = (statement: Statement): readonly string[] =>
  conditionValues(statement, ['StringEquals'], `aws:RequestTag/${projectTag}`);

/** Every project that the role's sessions can be made for. */
export const projectsOf = ({ trust }: Role): readonly string[] => [
  ...new Set(trust.filter(({ effect }) => effect === 'Allow').flatMap(sessionProjects)),
];

/** A person must be named: absent is refused by each of these, but not by their `IfExists` forms. */
export const demandsAPerson = (statement: Statement): boolean => {
  const named = conditionValues(statement, ['StringLike', 'StringEquals'], 'sts:SourceIdentity');
  const present = conditionValues(statement, ['Null'], 'sts:SourceIdentity');
  return (named.length > 0 && named.every((value) => value !== '')) || present.join() === 'false';
};

/** No tag but the project's can be set, so that none can be made up. */
export const refusesOtherTags = (statement: Statement): boolean =>
  conditionValues(statement, ['ForAllValues:StringEquals'], 'aws:TagKeys').join() === projectTag;
