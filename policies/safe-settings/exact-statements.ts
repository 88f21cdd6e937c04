import { matchesAction, matchesResource, type Statement } from '../estate/statements.ts';

/** Operator -> key -> values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Actions of one service, their names parted by white space. A name may be a family such as `Create*`. */
export const of = (service: string, names: string): readonly string[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${service}:${name}`);

/** One pattern holds everything that another does; a question mark is no star. */
const holdsPattern = (wide: string, narrow: string, matches: typeof matchesAction): boolean =>
  !(wide.includes('?') && narrow.includes('*')) && matches(wide, narrow);

/** Whether an ARN, itself a pattern or not, lies within another. */
export const isWithin = (arn: string, wide: string): boolean => holdsPattern(wide, arn, matchesResource);

/** Whether a statement reaches the whole of an action or of a family of them. */
export const coversFamily = ({ actions, notActions }: Statement, family: string): boolean =>
  actions !== undefined
    ? actions.some((one) => holdsPattern(one, family, matchesAction))
    : notActions !== undefined && !notActions.some((one) => matchesAction(one, family) || matchesAction(family, one));

/** Whether a statement reaches all that the ARNs name. */
export const coversArns = ({ resources = [], notResources }: Statement, arns: readonly string[]): boolean =>
  notResources === undefined && arns.every((arn) => resources.some((one) => isWithin(arn, one)));

const canonical = (conditions: Conditions): string =>
  JSON.stringify(
    Object.entries(conditions)
      .flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => [operator, key.toLowerCase(), ...[...values].sort()]),
      )
      .map((row) => JSON.stringify(row))
      .sort(),
  );

/** Asks these questions, each in this direction, and no other: one more would let a Deny go. */
export const asksExactly = ({ conditions }: Statement, demanded: Conditions): boolean =>
  canonical(conditions) === canonical(demanded);

/** Of an Allow: every demanded question is asked, and admits nothing but the values named. More questions make it narrower. */
export const asksAtLeast = ({ conditions }: Statement, demanded: Conditions): boolean =>
  Object.entries(demanded).every(([operator, keys]) =>
    Object.entries(keys).every(([key, admitted]) => {
      const asked = Object.entries(conditions[operator] ?? {}).filter(
        ([name]) => name.toLowerCase() === key.toLowerCase(),
      );
      const values = asked.flatMap(([, given]) => given);
      return values.length > 0 && values.every((value) => admitted.includes(value));
    }),
  );

/** Meets every principal: an identity policy names none, and a resource's own names the star. */
export const meetsEverybody = ({ principals, notPrincipals }: Statement): boolean =>
  notPrincipals === undefined && (principals === undefined || (principals['*'] ?? principals.AWS ?? []).includes('*'));
