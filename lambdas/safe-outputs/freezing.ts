import { canonical, sha256 } from '../workflow/canonical.ts';
import { frozenKey } from './airlock/airlock-commands.ts';
import { carryingOut, type EffectOf } from './carry-out.ts';
import type { CheckerPorts } from './checker-ports.ts';
import type { AirlockRequest } from './contract.ts';
import { inboundLimits } from './disclosure/files/inbound-limits.ts';
import { profileHash } from './disclosure/profiles.ts';
import { Hopeless } from './hopeless.ts';
import { putOnce, wholeOf } from './whole-bytes.ts';

type Profile = NonNullable<AirlockRequest['profile']>;

/** What comes in has no profile of disclosure: its limits stand for one. */
export const inbound: Profile = { id: 'inbound', hash: sha256(canonical(inboundLimits)), exceptions: 'none' };

async function profileFor({ direction, project }: AirlockRequest, ports: CheckerPorts): Promise<Profile> {
  if (direction === 'in') return inbound;
  const profile = await ports.profileOf(project);
  if (profile === undefined) throw new Hopeless('profile');
  return { id: profile.id as Profile['id'], hash: profileHash(profile), exceptions: profile.exceptions };
}

/**
 * Copies drafts to where nobody can change them: exactly the pinned versions, hashed while they are read and again by the store. A copy that is there
 * already is that of a run which was cut off, or it is other bytes and the request fails.
 */
export const freezing = (ports: CheckerPorts) =>
  carryingOut<EffectOf<'airlock-freeze'>>(ports.desk, ['submitted'], async ({ request }, cause) => {
    const { id, round } = request;
    const profile = await profileFor(request, ports);
    const files = [];
    for (const { id: file, draft } of request.files) {
      const bytes = await wholeOf(ports.drafts, draft);
      files.push({ file, frozen: await putOnce(ports.reviews, frozenKey(id, round, file), bytes) });
    }
    await ports.desk.report(id, { kind: 'freeze', round, files, profile }, cause);
  });
