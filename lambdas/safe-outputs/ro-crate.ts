import type { FileType } from './disclosure/contract.ts';
import type { FileRecord, ReleaseRecord } from './release-record.ts';

/**
 * A release as RO-Crate 1.2 by the Five Safes profile 0.4, detached: its files lie beside it by their ids, not in a bag, for nobody is given a bag that
 * nobody has checked. Of what the profile demands one thing cannot be said: the workflow is no Workflow RO-Crate, for none was handed in; it stands as a
 * data set that says nothing of itself but the commit.
 * https://trefx.uk/5s-crate/0.4/ https://www.researchobject.org/ro-crate/specification/1.2/
 */
export interface Crate {
  readonly '@context': string;
  readonly '@graph': readonly Entity[];
}
export type Entity = Readonly<Record<string, unknown>> & {
  readonly '@id': string;
  readonly '@type': string | readonly string[];
};

const specification = 'https://w3id.org/ro/crate/1.2';
export const fiveSafes = 'https://w3id.org/5s-crate/0.4';
const terms = 'https://w3id.org/shp';
const completed = 'http://schema.org/CompletedActionStatus';

const ref = (id: string) => ({ '@id': id });
const refs = (ids: readonly string[]) => ids.map(ref);

/** https://www.iana.org/assignments/media-types/ */
const mediaTypes: Readonly<Partial<Record<FileType, string>>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  text: 'text/plain',
  markdown: 'text/markdown',
  png: 'image/png',
  jpeg: 'image/jpeg',
  pdf: 'application/pdf',
};

const person = (id: string) => `#person-${id}`;

function fileEntity({ file, name, type, bytes, sha256 }: FileRecord): Entity {
  return {
    '@id': file,
    '@type': 'File',
    name,
    contentSize: String(bytes),
    encodingFormat: mediaTypes[type] ?? 'application/octet-stream',
    sha256,
  };
}

/** Everybody and everything that the actions name. */
function context(
  record: ReleaseRecord,
  ids: { readonly project: string; readonly tre: string; readonly work: string },
) {
  const people = [...new Set([record.requester, ...record.reviewers.map(({ reviewer }) => reviewer)])];
  const entities: Entity[] = [
    { '@id': ids.project, '@type': 'Project', name: record.project, identifier: record.project },
    { '@id': ids.tre, '@type': 'Organization', name: `Trusted research environment ${record.deployment}` },
    {
      '@id': ids.work,
      '@type': 'Dataset',
      name: record.commit === undefined ? 'Analysis' : `Analysis at commit ${record.commit}`,
      ...(record.commit === undefined ? {} : { version: record.commit }),
    },
    ...people.map((id) => ({
      '@id': person(id),
      '@type': 'Person',
      name: id,
      ...(id === record.requester ? { memberOf: ref(ids.project), affiliation: ref(ids.tre) } : {}),
    })),
    {
      '@id': '#engine',
      '@type': 'SoftwareApplication',
      name: 'Disclosure engine',
      softwareVersion: record.engine,
      provider: ref(ids.tre),
    },
    {
      '@id': '#malware-scan',
      '@type': 'SoftwareApplication',
      name: 'Amazon GuardDuty Malware Protection for S3',
      provider: ref(ids.tre),
    },
    {
      '@id': '#disclosure-profile',
      '@type': 'CreativeWork',
      name: `Disclosure profile ${record.profile.id}`,
      sha256: record.profile.hash,
    },
    { '@id': fiveSafes, '@type': ['CreativeWork', 'Profile'], name: 'Five Safes RO-Crate profile', version: '0.4' },
    {
      '@id': '#terms',
      '@type': 'CreativeWork',
      name: 'Conditions of the project under which these results were released',
    },
    { '@id': `${terms}#DisclosureCheck`, '@type': 'DefinedTerm', name: 'Disclosure check' },
    { '@id': `${terms}#CheckValue`, '@type': 'DefinedTerm', name: 'Check of values' },
    { '@id': `${terms}#SignOff`, '@type': 'DefinedTerm', name: 'Sign-off' },
  ];
  return entities;
}

const assessment = (
  id: string,
  term: string,
  said: { readonly name: string; readonly agent: string; readonly endTime: string; readonly instrument?: string },
  about: readonly string[] = ['./'],
): Entity => ({
  '@id': id,
  '@type': 'AssessAction',
  additionalType: ref(`${terms}#${term}`),
  name: said.name,
  object: refs(about),
  agent: ref(said.agent),
  ...(said.instrument === undefined ? {} : { instrument: ref(said.instrument) }),
  endTime: said.endTime,
  actionStatus: completed,
});

/** In the order in which they were made: scan, engine, two people, and their decision. */
function assessments(record: ReleaseRecord, project: string): readonly Entity[] {
  const { reviewableAt, decidedAt, createdAt } = record.times;
  const checkedAt = reviewableAt ?? createdAt;
  const [, last] = record.reviewers;
  return [
    assessment('#check-malware', 'CheckValue', {
      ...{ name: 'Malware scan of every file: no threats found', agent: '#malware-scan', endTime: checkedAt },
    }),
    assessment('#check-disclosure', 'DisclosureCheck', {
      name: `Disclosure check by rules: ${record.report.verdict}`,
      ...{ agent: '#engine', endTime: checkedAt, instrument: '#disclosure-profile' },
    }),
    ...record.reviewers.map(({ reviewer, finishedAt }, at) =>
      assessment(`#review-${at + 1}`, 'DisclosureCheck', {
        ...{ name: 'Disclosure check by a person: approved', agent: person(reviewer), endTime: finishedAt },
        instrument: '#disclosure-profile',
      }),
    ),
    assessment(
      '#sign-off',
      'SignOff',
      {
        name: 'Sign-off of the release: approved by both reviewers',
        agent: person(last?.reviewer ?? record.requester),
        endTime: decidedAt ?? checkedAt,
      },
      ['./', project],
    ),
  ];
}

export function crateOf(record: ReleaseRecord): Crate {
  const ids = { project: `#project-${record.project}`, tre: `#tre-${record.deployment}`, work: '#analysis' };
  const files = record.files.map(fileEntity);
  const actions = assessments(record, ids.project);
  const run = `#run-${record.request}`;
  const outwards = record.direction === 'out';
  const made: Entity = {
    '@id': run,
    '@type': 'CreateAction',
    name: outwards ? 'Results made in the environment' : 'Files brought into the environment',
    agent: ref(person(record.requester)),
    instrument: ref(ids.work),
    result: refs(record.files.map(({ file }) => file)),
    endTime: record.times.submittedAt ?? record.times.createdAt,
    actionStatus: completed,
  };
  const root: Entity = {
    '@id': './',
    '@type': 'Dataset',
    name: `Release ${record.request} of project ${record.project}`,
    description: 'Files that passed a disclosure check by rules and by two people, with the record of every criterion',
    datePublished: record.times.releaseBegunAt,
    conformsTo: ref(fiveSafes),
    license: ref('#terms'),
    publisher: ref(ids.tre),
    sourceOrganization: ref(ids.project),
    mainEntity: ref(ids.work),
    hasPart: refs([...record.files.map(({ file }) => file), 'record.json', ids.work]),
    mentions: refs([run, ...actions.map((one) => one['@id'])]),
  };
  return {
    '@context': `${specification}/context`,
    '@graph': [
      {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        about: ref('./'),
        conformsTo: ref(specification),
      },
      root,
      ...files,
      {
        '@id': 'record.json',
        '@type': 'File',
        name: 'Record of the release',
        encodingFormat: 'application/json',
      },
      made,
      ...actions,
      ...context(record, ids),
    ],
  };
}
