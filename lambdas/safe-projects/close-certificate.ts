import type { EventRecord } from '../workflow/contract.ts';
import type { ArchiveProof, ExtractProof, KeysProof } from './closing.ts';

export interface CertificateSources {
  readonly deployment: string;
  readonly project: string;
  readonly closedAt: string;
  readonly archive: ArchiveProof;
  readonly extract: ExtractProof;
  readonly keys: KeysProof;
  /** History of the project; who decided to close it is read from it. */
  readonly events: readonly EventRecord[];
}

/** What the destruction does not reach, and what becomes of it. An auditor reads this before anything else. */
export const exclusions = [
  'results of queries: kept by Athena for 24 hours after each query, under the key of the project',
  'texts of queries: kept under a key of their own until their own retention ends, then deleted',
  'the warehouse that the extract was cut from: it belongs to the data controllers and stays',
  'backups: they hold no extract by rule, so nothing is deleted from them',
  'outputs that were released, and the records of their review: locked until their retention ends',
  'the archive of the project, events and logs: locked until their retention ends; they hold no data of patients',
  'definitions of tables in the catalogue: names of columns, removed with the stack of the project',
  'photographs of a screen, and what people remember',
] as const;

/** The first instant at which all of it is final. */
export const finalFrom = ({ keys }: KeysProof): string =>
  keys
    .map(({ deletionDate }) => deletionDate)
    .sort()
    .at(-1) ?? '';

const decided = (events: readonly EventRecord[]) =>
  events
    .filter(({ kind }) => kind === 'closed')
    .map(({ kind, at, actor }) => ({ kind, at, by: actor.kind === 'person' ? actor.id : `service ${actor.name}` }));

/** The same proofs give the same bytes: nothing in it is the time at which it was written. */
export function certificateOf(sources: CertificateSources): Readonly<Record<string, unknown>> {
  const { deployment, project, closedAt, archive, extract, keys, events } = sources;
  return {
    certificate: 'destruction of the data of a project',
    version: 1,
    deployment,
    project,
    closedAt,
    decidedBy: decided(events),
    archive,
    extract: { ...extract, meaning: 'every version and every delete marker was deleted; a last listing found none' },
    keys: {
      ...keys,
      meaning: 'scheduled for deletion and unusable from then on; what was written under them cannot be read',
    },
    finalFrom: finalFrom(keys),
    until:
      'the deletion of the keys can be cancelled until then; only a confirmation after that date says that it was not',
    objectLock: 'the bucket of the extract has no Object Lock: nothing in it could outlast its deletion',
    excludes: exclusions,
  };
}

/** For people; the JSON beside it is what counts. */
export function certificateText(sources: CertificateSources, jsonHash: string): string {
  const { deployment, project, closedAt, archive, extract, keys, events } = sources;
  const by = decided(events).map((one) => `  ${one.kind} by ${one.by} at ${one.at}`);
  return [
    'CERTIFICATE OF DESTRUCTION',
    '',
    `Environment ${deployment}, project ${project}, closed at ${closedAt}`,
    ...by,
    '',
    `1. Archive, written at ${archive.at}: ${archive.objects} objects, ${archive.bytes} bytes`,
    `   ${archive.place}`,
    `   SHA-256 of its list ${archive.manifestHash}`,
    '',
    `2. Extract, deleted at ${extract.at} from ${extract.bucket}:`,
    `   ${extract.objectsDeleted} objects, ${extract.versionsDeleted} versions and delete markers, ${extract.bytesDeleted} bytes`,
    `   Left after a last listing: ${extract.versionsLeft}`,
    `   SHA-256 of the list ${extract.manifestHash}`,
    '',
    `3. Keys, scheduled for deletion at ${keys.at}, unusable since:`,
    ...keys.keys.map(({ key, deletionDate }) => `   ${key} deleted from ${deletionDate}`),
    '',
    `FINAL FROM ${finalFrom(keys)}. Until then the deletion of a key can be cancelled; afterwards a confirmation is recorded.`,
    '',
    'Not covered by this certificate:',
    ...exclusions.map((one) => `  - ${one}`),
    '',
    `SHA-256 of certificate.json: ${jsonHash}`,
    '',
  ].join('\n');
}
