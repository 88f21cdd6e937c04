import { functionsBehind } from '../doors.ts';
import type { Estate, Resource } from '../estate.ts';
import { functions } from '../functions.ts';
import { type Arrow, type Part, wordsOf, type Zone } from './flow.ts';

/** Who stands at the public door, each with a token. */
const people: Zone = {
  id: 'people outside',
  label: 'People who signed in',
  detail: 'outside the environment',
  kind: 'outside',
};

/**
 * What goes through the public door in bytes: out of where releases lie, and into a bucket. What its other answers say comes from registers; they are
 * named and not drawn, for the rules about fields and their origins judge them.
 */
export function atThePublicDoor(estate: Estate, { zones, arrows }: Part): Part {
  const at = new Map(zones.map((zone) => [zone.id, zone]));
  const behind = functionsBehind(estate, 'public').flatMap(
    (lambda) => functions(estate).find(({ resource }) => resource === lambda)?.role?.resource ?? [],
  );
  const way = (from: string, to: string, role: Resource): Arrow => ({
    from,
    to,
    gate: `${wordsOf(role.logicalId)}, at the public door`,
    detail: `${role.address}: answers at the public door, after its authoriser`,
    certainty: 'yes',
  });
  const drawn = behind.flatMap((role) => [
    ...arrows
      .filter(({ from, to }) => to === role.address && at.get(from)?.kind === 'release')
      .map(({ from }) => way(from, people.id, role)),
    ...arrows
      .filter(({ from, to }) => from === role.address && isBucket(estate, to))
      .map(({ to }) => way(people.id, to, role)),
  ]);
  const more = behind.filter((role) =>
    arrows.some(({ from, to }) => to === role.address && at.get(from)?.kind !== 'release'),
  );
  return {
    zones: drawn.length === 0 ? [] : [people],
    arrows: drawn,
    notes:
      more.length === 0
        ? []
        : [
            `What functions behind the public door say of what else they read is not drawn: ${more.map(({ logicalId }) => wordsOf(logicalId)).join(', ')}. Where each field of an answer comes from is judged by a rule.`,
          ],
  };
}

const isBucket = (estate: Estate, id: string): boolean => estate.at(id)?.type === 'AWS::S3::Bucket';
