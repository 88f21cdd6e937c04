import type { Profile } from '../../contract.ts';

/** A mode tells of everybody where nearly everybody has it. What is not told cannot pass. */
export function modeIsSafe(
  { share, contributors }: { readonly share?: number | undefined; readonly contributors?: number | undefined },
  profile: Pick<Profile, 'threshold' | 'classDisclosure'>,
): boolean {
  if (share === undefined || contributors === undefined) return false;
  return share < profile.classDisclosure.review && contributors >= profile.threshold;
}
