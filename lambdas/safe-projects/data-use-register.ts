import type { ProjectState } from './contract.ts';
import { csvOf } from './csv.ts';
import specification from './data-use-register-fields.json';
import { dayBefore, dayOf } from './days.ts';
import type { ProjectRecord } from './project-record.ts';

/**
 * The public register of approved uses, made of the projects themselves (SATRE 1.4.06, 1.7.02): the 32 fields of HDR UK's specification and
 * nothing else that a project holds. Texts are those that the applicant wrote for publication.
 */
export const dataUseFields = specification.fields;

/** The 32 keys. */
export type DataUseEntry = Readonly<Record<string, string>>;

/** Past and present: what was approved once stays in the register. */
const published: readonly ProjectState[] = ['approved', 'live', 'suspended', 'closed', 'archived', 'destroyed'];

/** @returns undefined for a project that was not approved. */
export function dataUseEntry(record: ProjectRecord): DataUseEntry | undefined {
  const { application, committee, liveSince, datasets } = record;
  if (!published.includes(record.state) || committee === undefined) return undefined;
  const found: DataUseEntry = {
    organisationName: application.organisationName ?? '',
    organisationId: application.lead ?? '',
    organisationSector: application.organisationSector ?? '',
    applicantNames: application.applicantNames ?? '',
    applicantId: application.applicantId ?? '',
    funders: application.funders ?? '',
    deaAccredited: application.deaAccredited ?? '',
    subLicence: application.subLicence ?? '',
    projectId: record.id,
    title: application.title ?? '',
    laySummary: application.laySummary ?? '',
    publicBenefit: application.publicBenefit ?? '',
    requestCategory: application.purpose ?? '',
    technicalSummary: application.technicalSummary ?? '',
    otherCommittees: application.otherCommittees ?? '',
    starts: dayOf(record.starts),
    ends: dayBefore(record.ends),
    latestApproval: dayOf(committee.decidedAt),
    datasets: datasets.map(({ title }) => title).join(', '),
    sensitivity: application.sensitivity ?? '',
    article6: application.article6 ?? '',
    article9: application.article9 ?? '',
    confidentialityDuty: application.confidentialityDuty ?? '',
    optOut: application.optOut ?? '',
    frequency: application.frequency ?? '',
    linkage: application.linkage ?? '',
    linkedAssets: application.linkedAssets ?? '',
    confidentialData: application.confidentialData ?? '',
    released: liveSince === undefined ? '' : dayOf(liveSince),
    accessType: 'TRE',
    privacyMeasures: application.privacyMeasures ?? '',
    outputs: application.outputs ?? '',
  };
  return Object.fromEntries(dataUseFields.map(({ key }) => [key, found[key] ?? '']));
}

/** One entry for each project that was approved, by id. */
export const dataUseRegister = (records: readonly ProjectRecord[]): readonly DataUseEntry[] =>
  [...records]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((record) => {
      const entry = dataUseEntry(record);
      return entry === undefined ? [] : [entry];
    });

/** Under the headings of the specification. */
export const dataUseCsv = (entries: readonly DataUseEntry[]): string =>
  csvOf([
    dataUseFields.map(({ field }) => field),
    ...entries.map((entry) => dataUseFields.map(({ key }) => entry[key] ?? '')),
  ]);
