import { paperName } from './airlock/paper-names.ts';
import type { Bytes } from './contract.ts';
import type { FileType } from './disclosure/contract.ts';
import type { FileRecord, ReleaseRecord } from './release-record.ts';

/**
 * A release as RO-Crate 1.2, attached: saved in one folder by their names, as `tre outputs` saves them, files, record and this make a whole crate.
 * The review stands in it by the terms of the Five Safes profile 0.4, without a claim to conform: the profile demands a Workflow RO-Crate as main entity,
 * and none was handed in, so a data set stands there that says nothing of itself but the commit; and a payload manifest of BagIt. Nor are there what
 * the profile or RO-Crate would like and nobody told: affiliations, ORCID and ROR ids, funders, an address of the conditions.
 * No software is typed as such, for RO-Crate asks a version and an address of every SoftwareApplication: the scan has no version, the rules no address.
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
/** RO-Crate asks for one value where there is one, not for a list of it. */
const refs = (ids: readonly string[]) => (ids.length === 1 ? ids.map(ref)[0] : ids.map(ref));

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
const scanner = 'https://docs.aws.amazon.com/guardduty/latest/ug/gdu-malware-protection-s3.html';

/** A name as a relative reference: what means something in an address is escaped, letters of the world stay as they are. RFC 3987 */
export const pathOf = (name: string): string =>
  name.replace(/[^A-Za-z0-9\-._~!$&'()+,;=/\u{a0}-\u{10ffff}]/gu, encodeURIComponent);

function fileEntity({ file, name, type, bytes, sha256, verdict }: FileRecord): Entity {
  return {
    '@id': pathOf(name),
    '@type': 'File',
    name,
    identifier: file,
    description: `Disclosure check by rules: ${verdict}; approved by both reviewers`,
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
      name:
        record.commit === undefined
          ? 'Work that made the files'
          : `Work that made the files, at commit ${record.commit}`,
      description:
        'No workflow was handed in with the files, so nothing is known of this but a commit, where one was given',
      ...(record.commit === undefined ? {} : { version: record.commit }),
    },
    ...people.map((id) => ({
      '@id': person(id),
      '@type': 'Person',
      name: id,
      ...(id === record.requester ? { memberOf: ref(ids.project) } : {}),
    })),
    {
      '@id': '#disclosure-rules',
      '@type': 'CreativeWork',
      name: `Rules of the disclosure engine ${record.engine}`,
      version: record.engine,
    },
    { '@id': scanner, '@type': 'DefinedTerm', name: 'Amazon GuardDuty Malware Protection for S3' },
    {
      '@id': '#disclosure-profile',
      '@type': 'CreativeWork',
      name: `Disclosure profile ${record.profile.id}`,
      sha256: record.profile.hash,
    },
    {
      '@id': fiveSafes,
      // Typed as a profile, it would be one that the crate has to conform to.
      '@type': 'CreativeWork',
      name: 'Five Safes RO-Crate profile',
      version: '0.4',
      description:
        'The review is told in its terms. This crate does not conform to it: it has no Workflow RO-Crate and no bag',
    },
    {
      '@id': '#terms',
      '@type': 'CreativeWork',
      name: 'Conditions of the project under which these results were released',
      description: 'They are not in this crate; the environment that publishes it tells them',
    },
    { '@id': `${terms}#DisclosureCheck`, '@type': 'DefinedTerm', name: 'Disclosure check' },
    { '@id': `${terms}#CheckValue`, '@type': 'DefinedTerm', name: 'Check of values' },
    { '@id': `${terms}#SignOff`, '@type': 'DefinedTerm', name: 'Sign-off' },
  ];
  return entities;
}

interface Assessment {
  readonly name: string;
  readonly agents: readonly string[];
  readonly endTime: string;
  readonly instruments: readonly string[];
  readonly about?: readonly string[];
}

const assessment = (id: string, term: string, said: Assessment): Entity => ({
  '@id': id,
  '@type': 'AssessAction',
  additionalType: ref(`${terms}#${term}`),
  name: said.name,
  object: refs(said.about ?? ['./']),
  agent: refs(said.agents),
  instrument: refs(said.instruments),
  endTime: said.endTime,
  actionStatus: completed,
});

/** In the order in which they were made: scan, engine, two people, and their decision. */
function assessments(
  record: ReleaseRecord,
  ids: { readonly project: string; readonly tre: string },
): readonly Entity[] {
  const { reviewableAt, decidedAt, createdAt } = record.times;
  const checkedAt = reviewableAt ?? createdAt;
  return [
    assessment('#check-malware', 'CheckValue', {
      name: 'Malware scan of every file: no threats found',
      ...{ agents: [ids.tre], instruments: [scanner], endTime: checkedAt },
    }),
    assessment('#check-disclosure', 'DisclosureCheck', {
      name: `Disclosure check by rules: ${record.report.verdict}`,
      ...{ agents: [ids.tre], instruments: ['#disclosure-rules', '#disclosure-profile'], endTime: checkedAt },
    }),
    ...record.reviewers.map(({ reviewer, finishedAt }, at) =>
      assessment(`#review-${at + 1}`, 'DisclosureCheck', {
        name: 'Disclosure check by a person: approved',
        ...{ agents: [person(reviewer)], instruments: ['#disclosure-profile'], endTime: finishedAt },
      }),
    ),
    assessment('#sign-off', 'SignOff', {
      name: 'Sign-off of the release: approved by both reviewers',
      agents: record.reviewers.map(({ reviewer }) => person(reviewer)),
      ...{ instruments: ['#disclosure-profile'], endTime: decidedAt ?? checkedAt, about: ['./', ids.project] },
    }),
  ];
}

/** `stored`: the record as it was written, whose size and hash the crate tells. */
export function crateOf(record: ReleaseRecord, stored: Pick<Bytes, 'bytes' | 'sha256'>): Crate {
  const ids = { project: `#project-${record.project}`, tre: `#tre-${record.deployment}`, work: '#analysis' };
  const files = record.files.map(fileEntity);
  const paths = files.map((one) => one['@id']);
  const names = record.files.map(({ name }) => name);
  const [recordPath, ownPath] = [
    paperName('record.json', record.request, names),
    paperName('ro-crate-metadata.json', record.request, names),
  ];
  const actions = assessments(record, ids);
  const run = `#run-${record.request}`;
  const outwards = record.direction === 'out';
  const made: Entity = {
    '@id': run,
    '@type': 'CreateAction',
    name: outwards ? 'Results made in the environment' : 'Files brought into the environment',
    description: 'It ended before the files were handed in, which is the time that is told as its end',
    agent: ref(person(record.requester)),
    instrument: ref(ids.work),
    result: refs(paths),
    endTime: record.times.submittedAt ?? record.times.createdAt,
    actionStatus: completed,
  };
  const root: Entity = {
    '@id': './',
    '@type': 'Dataset',
    name: `Release ${record.request} of project ${record.project}`,
    description:
      'Files that were checked for disclosure by rules and approved by two people, with the record of every criterion and its outcome',
    datePublished: record.times.releaseBegunAt,
    license: ref('#terms'),
    publisher: ref(ids.tre),
    sourceOrganization: ref(ids.project),
    mainEntity: ref(ids.work),
    hasPart: refs([...paths, recordPath, ids.work]),
    mentions: refs([run, ...actions.map((one) => one['@id']), fiveSafes]),
  };
  return {
    '@context': `${specification}/context`,
    '@graph': [
      {
        '@id': ownPath,
        '@type': 'CreativeWork',
        about: ref('./'),
        conformsTo: ref(specification),
      },
      root,
      ...files,
      {
        '@id': recordPath,
        '@type': 'File',
        name: 'Record of the release',
        description:
          'Every criterion that was applied with its outcome, every file with its hash, and who decided when',
        contentSize: String(stored.bytes),
        encodingFormat: 'application/json',
        sha256: stored.sha256,
      },
      made,
      ...actions,
      ...context(record, ids),
    ],
  };
}
