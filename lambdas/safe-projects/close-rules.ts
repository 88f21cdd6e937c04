import type { Instant, Refusal } from '../workflow/contract.ts';
import type { Closing } from './closing.ts';
import type { Asking } from './project-authority.ts';
import type { ProjectRecord } from './project-record.ts';

const steps = ['archive', 'extract', 'keys', 'certificate', 'confirmation'] as const;
const stepOf = {
  archived: 'archive',
  'extract-deleted': 'extract',
  'keys-scheduled': 'keys',
  certified: 'certificate',
  'keys-destroyed': 'confirmation',
} as const;

const sha256 = /^[0-9a-f]{64}$/;
/** Instants of one form, so that they order as text. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** When the last key is gone. */
export const lastDeletion = ({ keys }: Pick<Closing, 'keys'>): Instant =>
  [...(keys?.keys ?? [])]
    .map(({ deletionDate }) => deletionDate)
    .sort()
    .at(-1) ?? '9999-12-31T00:00:00.000Z';

function proofFaults({ command, moment: { now } }: Asking, closing: Closing): readonly string[] {
  switch (command.kind) {
    case 'archived':
      return sha256.test(command.proof.manifestHash) ? [] : ['the archive needs the SHA-256 of its manifest'];
    case 'extract-deleted':
      return [
        ...(sha256.test(command.proof.manifestHash) ? [] : ['the deletion needs the SHA-256 of its manifest']),
        ...(command.proof.versionsLeft === 0 ? [] : [`${command.proof.versionsLeft} versions of the extract are left`]),
      ];
    case 'keys-scheduled':
      return [
        ...(command.proof.keys.length > 0 ? [] : ['a project has at least one key']),
        ...(command.proof.keys.every(({ deletionDate }) => instant.test(deletionDate)) ? [] : ['a key has no instant']),
      ];
    case 'certified':
      return [
        ...(sha256.test(command.proof.hash) ? [] : ['the certificate needs its SHA-256']),
        ...(command.proof.finalFrom === lastDeletion(closing)
          ? []
          : [`the certificate must be final from ${lastDeletion(closing)}, when the last key is gone`]),
      ];
    case 'keys-destroyed': {
      const left = (closing.keys?.keys ?? []).filter(({ key }) => !command.proof.keysGone.includes(key));
      return [
        ...(now >= lastDeletion(closing) ? [] : [`no key is gone before ${lastDeletion(closing)}`]),
        ...(left.length === 0 ? [] : [`${left.length} keys are not confirmed`]),
      ];
    }
    default:
      return [];
  }
}

/** The chain of a close: exactly the step that comes next, with a proof that proves it. */
export const closeRefusals =
  (rule: 'close-order' | 'proof') =>
  (asking: Asking & { readonly record: ProjectRecord }): readonly Refusal[] => {
    const { command, record } = asking;
    if (!(command.kind in stepOf)) return [];
    const closing = record.closing ?? { closedAt: asking.moment.now };
    if (rule === 'proof') return proofFaults(asking, closing).map((says) => ({ rule, says }));
    const next = steps.find((step) => closing[step] === undefined);
    const step = stepOf[command.kind as keyof typeof stepOf];
    return next === step ? [] : [{ rule, says: `the next step is ${next ?? 'none'}, got ${step}` }];
  };
