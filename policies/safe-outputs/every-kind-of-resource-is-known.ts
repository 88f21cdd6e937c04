import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { bringsDataTo } from './carriers.ts';
import { isKnownKind } from './known-kinds.ts';

export const everyKindOfResourceIsKnown: Rule = {
  id: 'every-kind-of-resource-is-known',
  safe: 'outputs',
  controls: ['3.1.12'],
  severity: 'fatal',
  why: 'A list of ways out is never whole; so a kind of resource that nobody has asked about counts as one.',
  fix: 'ask whether the kind brings data to another place, write the rule that keeps it from it, and add it to the known kinds',
  check: (estate) =>
    estate.resources
      .filter(({ type }) => bringsDataTo(type) === undefined)
      .map((resource) =>
        judged(
          isKnownKind(resource.type),
          resource,
          'Type',
          'of a kind that keeps data where it is, or is held to it by a rule',
          `nobody has asked whether a ${resource.type || 'resource without a type'} brings data elsewhere`,
        ),
      ),
};
