import type { Crate, Entity } from '../../../lambdas/safe-outputs/ro-crate.ts';

/**
 * What RO-Crate 1.2 and the Five Safes profile 0.4 demand of a crate such as ours, each as a sentence with those that break it. Not here: the demand of
 * the profile for a Workflow RO-Crate and for a bag, which ours does not meet and does not claim to.
 * https://www.researchobject.org/ro-crate/specification/1.2/ https://trefx.uk/5s-crate/0.4/
 */
export const refsIn = (value: unknown): readonly string[] =>
  [value]
    .flat()
    .flatMap((one) => (typeof one === 'object' && one !== null && '@id' in one ? [String(one['@id'])] : []));

const typesOf = (one: Entity | undefined): readonly string[] => [one?.['@type'] ?? []].flat();
const isA =
  (...types: readonly string[]) =>
  (one: Entity | undefined) =>
    typesOf(one).some((type) => types.includes(type));
const says = (one: Entity | undefined, property: string) => {
  const value = one?.[property];
  return typeof value === 'string' && value.length > 0;
};

const specification = 'https://w3id.org/ro/crate/1.2';
const term = (name: string) => `https://w3id.org/shp#${name}`;
const statuses = ['Potential', 'Active', 'Completed', 'Failed'].map((is) => `http://schema.org/${is}ActionStatus`);
/** RFC 3339 */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const known = ['@id', '@type', '@context', '@graph'];

function looked(crate: Crate) {
  const graph = crate['@graph'];
  const at = (id: string | undefined) => graph.find((one) => one['@id'] === id);
  const all = (value: unknown) => refsIn(value).map((id) => at(id));
  const descriptor = graph.find((one) => refsIn(one.conformsTo).includes(specification));
  const root = at(refsIn(descriptor?.about)[0]);
  const mentioned = all(root?.mentions);
  return { crate, graph, at, all, descriptor, root, mentioned, parts: all(root?.hasPart) };
}
type Looked = ReturnType<typeof looked>;

/** Entities by id that break it; where the whole crate does, one word. */
type Demand = (crate: Looked) => readonly string[];
const unless = (met: boolean): readonly string[] => (met ? [] : ['crate']);
const each =
  (among: (one: Entity) => boolean, met: (one: Entity, crate: Looked) => boolean): Demand =>
  (crate) =>
    crate.graph.filter((one) => among(one) && !met(one, crate)).map((one) => one['@id']);
const action = isA('CreateAction', 'AssessAction');

export const demands: Readonly<Record<string, Demand>> = {
  'the context is that of 1.2': ({ crate }) => unless(crate['@context'] === `${specification}/context`),
  'one descriptor is about the root and conforms to 1.2': ({ descriptor }) =>
    unless(typesOf(descriptor).includes('CreativeWork') && refsIn(descriptor?.about).join() === './'),
  'the root is a data set with name, description, licence and a date': ({ root }) =>
    unless(
      isA('Dataset')(root) && says(root, 'name') && says(root, 'description') && refsIn(root?.license).length === 1,
    ),
  'the root is dated to the day or better': ({ root }) => unless(moment.test(String(root?.datePublished))),
  'the root names one publisher, which is an organisation': ({ root, all }) =>
    unless(all(root?.publisher).map(typesOf).join() === 'Organization'),
  'no two entities have one id': ({ graph }) =>
    graph.map((one) => one['@id']).filter((id, place, ids) => ids.indexOf(id) !== place),
  'every entity has a type': each(
    () => true,
    (one) => typesOf(one).length > 0,
  ),
  'every entity but the descriptor has a name': (crate) =>
    each(
      (one) => one !== crate.descriptor,
      (one) => says(one, 'name'),
    )(crate),
  'values are text or references, never entities within entities': each(
    () => true,
    (one) =>
      Object.entries(one)
        .filter(([property]) => !known.includes(property))
        .flatMap(([, value]) => [value].flat())
        .every(
          (value) =>
            typeof value === 'string' || (refsIn(value).length === 1 && Object.keys(Object(value)).length === 1),
        ),
  ),
  'no list holds one value or none': each(
    () => true,
    (one) => Object.values(one).every((value) => !Array.isArray(value) || value.length > 1),
  ),
  'nothing is referred to that is not there': each(
    () => true,
    (one, { at }) =>
      Object.values(one)
        .flatMap(refsIn)
        .every((id) => id === specification || at(id) !== undefined),
  ),
  'everything is reached from the descriptor': ({ graph, descriptor, all }) => {
    const seen = new Set<Entity | undefined>([descriptor]);
    for (const one of seen)
      for (const next of Object.values(one ?? {}).flatMap(all)) if (next !== undefined) seen.add(next);
    return graph.filter((one) => !seen.has(one)).map((one) => one['@id']);
  },
  'every file and data set is part of the root': (crate) =>
    each(
      (one) => isA('File', 'Dataset')(one) && one !== crate.root,
      (one) => crate.parts.includes(one),
    )(crate),
  'every part is described': (crate) =>
    crate.parts.filter((one) => !says(one, 'description')).map((one) => String(one?.['@id'])),
  'every file is a relative reference': each(isA('File'), (one) =>
    /^(?:[A-Za-z0-9\-._~!$&'()+,;=/\u{a0}-\u{10ffff}]|%[0-7][0-9A-F])+$/u.test(one['@id']),
  ),
  'every file has size, media type and hash': each(
    isA('File'),
    (one) =>
      /^\d+$/.test(String(one.contentSize)) && says(one, 'encodingFormat') && /^[0-9a-f]{64}$/.test(String(one.sha256)),
  ),
  'whatever is typed as software or language has name, address and version': each(
    isA('SoftwareApplication', 'ComputerLanguage'),
    (one) => says(one, 'name') && says(one, 'version') && (says(one, 'url') || refsIn(one.url).length === 1),
  ),
  'the licence is described': ({ root, all }) => unless(all(root?.license).every((one) => says(one, 'description'))),
  'the source organisation is a project': ({ root, all }) =>
    unless(all(root?.sourceOrganization).map(typesOf).join() === 'Project'),
  'there is one main entity, a data set': ({ root, all }) =>
    unless(all(root?.mainEntity).map(typesOf).join() === 'Dataset'),
  'the root mentions one creation': ({ mentioned }) => unless(mentioned.filter(isA('CreateAction')).length === 1),
  'a creation is made with the main entity alone': (crate) =>
    each(isA('CreateAction'), (one) => refsIn(one.instrument).join() === refsIn(crate.root?.mainEntity).join())(crate),
  'a creation is made by one person, a member of the source organisation': (crate) =>
    each(
      isA('CreateAction'),
      (one) =>
        unless(
          crate.all(one.agent).length === 1 &&
            crate
              .all(one.agent)
              .every(
                (who) =>
                  isA('Person')(who) && refsIn(who?.memberOf).join() === refsIn(crate.root?.sourceOrganization).join(),
              ),
        ).length === 0,
    )(crate),
  'all that a creation made is a file of the crate': (crate) =>
    each(
      isA('CreateAction'),
      (one) =>
        refsIn(one.result).length > 0 &&
        crate.all(one.result).every((made) => isA('File')(made) && crate.parts.includes(made)),
    )(crate),
  'every action has a telling name': each(action, (one) => String(one.name ?? '').length >= 10),
  'every action has a state of schema.org': each(action, (one) => statuses.includes(String(one.actionStatus))),
  'every action has one end, with its zone': each(action, (one) => moment.test(String(one.endTime))),
  'every assessment is mentioned by the root': (crate) =>
    each(isA('AssessAction'), (one) => crate.mentioned.includes(one))(crate),
  'every assessment is of the root': each(isA('AssessAction'), (one) => refsIn(one.object).includes('./')),
  'every assessment is a defined term of its kind': each(
    (one) => one.additionalType !== undefined,
    (one, { all }) => isA('AssessAction')(one) && all(one.additionalType).map(typesOf).join() === 'DefinedTerm',
  ),
  'every assessment has somebody who made it': each(
    isA('AssessAction'),
    (one, { all }) =>
      all(one.agent).length > 0 && all(one.agent).every(isA('Person', 'Organization', 'SoftwareApplication')),
  ),
  'a check of values is made by a defined term': each(
    (one) => refsIn(one.additionalType).includes(term('CheckValue')),
    (one, { all }) => all(one.instrument).map(typesOf).join() === 'DefinedTerm',
  ),
  'a sign-off is made by a policy, on the project': each(
    (one) => refsIn(one.additionalType).includes(term('SignOff')),
    (one, { all, root }) =>
      all(one.instrument).map(typesOf).join() === 'CreativeWork' &&
      refsIn(root?.sourceOrganization).every((id) => refsIn(one.object).includes(id)),
  ),
  'there are a check of values, a disclosure check and a sign-off': ({ mentioned }) =>
    ['CheckValue', 'DisclosureCheck', 'SignOff'].filter(
      (kind) => !mentioned.some((one) => refsIn(one?.additionalType).includes(term(kind))),
    ),
};

/** Every demand that is not met, with what does not meet it. */
export const unmet = (crate: Crate): readonly string[] =>
  Object.entries(demands).flatMap(([demand, broken]) => broken(looked(crate)).map((id) => `${demand}: ${id}`));
