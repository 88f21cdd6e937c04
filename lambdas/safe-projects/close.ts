import { archiveFiles, sha256, sums } from './close-archive.ts';
import { certificateOf, certificateText, exclusions, finalFrom } from './close-certificate.ts';
import { deleteExtract } from './close-extract.ts';
import type { ClosePorts } from './close-ports.ts';
import type {
  ArchiveProof,
  CertificateProof,
  CloseEffect,
  CloseReport,
  Closing,
  ConfirmationProof,
  KeysProof,
} from './closing.ts';

/** How long KMS keeps a key from which there is a way back: the longest it knows. */
export const waitingDays = 30;

/** States in which a project's data may be destroyed. */
const closedStates: readonly (string | undefined)[] = ['closed', 'archived'];

/** One step, done as far as it goes now. `unfinished`: ask again later, the step goes on where it stopped. */
export type Carried = 'done' | 'unfinished';

/**
 * Carries out one step of a close and reports its proof. Each step demands the proofs of all before it, and each may be repeated: what is done
 * already is found done. @throws when a proof is missing, when the project is not closed, and when AWS refuses; nothing is destroyed then.
 */
export async function carryOutClose(
  ports: ClosePorts,
  effect: CloseEffect,
  budget: { until: string },
): Promise<Carried> {
  const { project, done } = effect;
  if (alreadyDone(effect)) return 'done';
  const state = await ports.register.state(project);
  if (!closedStates.includes(state)) {
    throw new Error(`${project} must be closed before ${effect.kind}, is ${state ?? 'unknown'}; nothing was done`);
  }
  const report = await proofOf(ports, effect, done, budget);
  if (report === undefined) return 'unfinished';
  await ports.register.report(project, report);
  return 'done';
}

const alreadyDone = ({ kind, done }: CloseEffect): boolean =>
  ({
    'close-archive': done.archive,
    'close-extract': done.extract,
    'close-keys': done.keys,
    'close-certificate': done.certificate,
    'close-confirm': done.confirmation,
  })[kind] !== undefined;

async function proofOf(
  ports: ClosePorts,
  { kind, project }: CloseEffect,
  done: Closing,
  budget: { until: string },
): Promise<CloseReport | undefined> {
  const need = <T>(proof: T | undefined, of: string): T => {
    if (proof === undefined) throw new Error(`${kind} of ${project} must have the proof of ${of}, has none`);
    return proof;
  };
  if (kind === 'close-archive') return { kind: 'archived', proof: await archive(ports, project) };
  const archived = need(done.archive, 'the archive');
  if (kind === 'close-extract') {
    const proof = await deleteExtract(ports, project, budget);
    return proof && { kind: 'extract-deleted', proof };
  }
  const extract = need(done.extract, 'the deletion of the extract');
  if (extract.versionsLeft !== 0) throw new Error(`${project} must have no version left, has ${extract.versionsLeft}`);
  if (kind === 'close-keys') return { kind: 'keys-scheduled', proof: await scheduleKeys(ports, project) };
  const keys = need(done.keys, 'the scheduled keys');
  if (kind === 'close-certificate') {
    const sources = { project, closedAt: done.closedAt, archive: archived, extract, keys };
    return { kind: 'certified', proof: await certify(ports, sources) };
  }
  need(done.certificate, 'the certificate');
  const proof = await confirm(ports, project, keys);
  return proof && { kind: 'keys-destroyed', proof };
}

/** The prefix is the hash of the list: the same file is written once, another one lies elsewhere, and the list, written last, says it is whole. */
async function archive(ports: ClosePorts, project: string): Promise<ArchiveProof> {
  const files = archiveFiles(await ports.register.sources(project));
  const list = sums(files);
  const prefix = `archive/${project}/${sha256(list)}/`;
  const objects = [...files, { name: 'SHA256SUMS', text: list }];
  for (const { name, text } of objects) await ports.records.put(`${prefix}${name}`, text);
  const listed = objects
    .map(({ name, text }) => ({ key: `${prefix}${name}`, hash: sha256(text), size: Buffer.byteLength(text) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    at: ports.clock.now(),
    place: `${ports.records.bucket}/${prefix}`,
    objects: objects.length,
    bytes: listed.reduce((sum, { size }) => sum + size, 0),
    manifestHash: sha256(listed.map(({ key, hash, size }) => `${hash} ${size} ${key}\n`).join('')),
  };
}

/** A key of the project that is not found is an error, not a success: it could lie under another name. */
async function scheduleKeys(ports: ClosePorts, project: string): Promise<KeysProof> {
  const { needed, optional } = ports.keys.aliasesOf(project);
  const found = [];
  for (const alias of [...needed, ...optional]) {
    const key = await ports.keys.describe(alias);
    if (key.kind === 'gone') {
      if (needed.includes(alias)) throw new Error(`${alias} must be a key, KMS knows none; nothing was scheduled`);
      continue;
    }
    found.push(key);
  }
  const keys = [];
  for (const key of found) {
    const deletionDate = key.kind === 'pending' ? key.deletionDate : await ports.keys.schedule(key.arn, waitingDays);
    keys.push({ key: key.arn, deletionDate });
  }
  return { at: ports.clock.now(), keys };
}

async function certify(
  ports: ClosePorts,
  proofs: Omit<Parameters<typeof certificateOf>[0], 'deployment' | 'events'>,
): Promise<CertificateProof> {
  const { project, keys } = proofs;
  const { events } = await ports.register.sources(project);
  const sources = { ...proofs, deployment: ports.deployment, events };
  const text = `${JSON.stringify(certificateOf(sources), null, 2)}\n`;
  const hash = sha256(text);
  const prefix = `certificates/${project}/${hash}/`;
  await ports.records.put(`${prefix}certificate.txt`, certificateText(sources, hash));
  await ports.records.put(`${prefix}certificate.json`, text);
  return {
    at: ports.clock.now(),
    object: `${prefix}certificate.json`,
    hash,
    finalFrom: finalFrom(keys),
    excludes: exclusions,
  };
}

/** A deletion that somebody cancelled, and an extract that came back, are errors: the certificate is then untrue, and somebody must look. */
async function confirm(
  ports: ClosePorts,
  project: string,
  { keys }: KeysProof,
): Promise<ConfirmationProof | undefined> {
  for (const { key } of keys) {
    const state = await ports.keys.describe(key);
    if (state.kind === 'usable')
      throw new Error(`${key} must be deleted or waiting for it, its deletion was cancelled`);
    if (state.kind === 'pending') return undefined;
  }
  const bucket = ports.extract.bucketOf(project);
  const versions = await ports.extract.versions(bucket, 1);
  if (versions !== 'no-bucket' && versions.length > 0) throw new Error(`${bucket} must be empty, holds versions again`);
  return { at: ports.clock.now(), keysGone: keys.map(({ key }) => key) };
}
