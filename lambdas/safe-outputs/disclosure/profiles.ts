import { canonical, sha256 } from '../../workflow/canonical.ts';
import type { Profile, ProfileName } from './contract.ts';

const mebibyte = 2 ** 20;

/** OpenSAFELY's gate refuses more than 16 MiB or 5,000 rows. https://github.com/opensafely-core/job-runner */
const limits = { bytesPerFile: 16 * mebibyte, rowsPerFile: 5000, files: 100, bytesPerRequest: 64 * mebibyte };

/** Where an authority says nothing of magnitudes, models or one-sided groups, the defaults of ACRO stand. https://github.com/AI-SDC/ACRO/blob/main/acro/default.yaml */
const acro = {
  dominance: { n: 2, k: 0.9 },
  pPercent: 0.1,
  classDisclosure: { review: 0.9, fail: 1 },
  degreesOfFreedom: 10,
};

export const profiles: Readonly<Record<ProfileName, Profile>> = {
  /** ACRO's defaults, which most trusted research environments of the United Kingdom use; rounding to 5 as ONS does. */
  'uk-health-10': {
    id: 'uk-health-10',
    version: 1,
    threshold: 10,
    zeros: 'disclosive',
    ...acro,
    rounding: { method: 'nearest', base: 5, demanded: false },
    exceptions: 'with-reason',
    limits,
    escalated: [],
  },
  /** Redact 7 or fewer, then round to 5; zeros are kept with caution. https://docs.opensafely.org/outputs/sdc/ */
  'opensafely-7': {
    id: 'opensafely-7',
    version: 1,
    threshold: 8,
    zeros: 'allowed',
    ...acro,
    rounding: { method: 'nearest', base: 5, demanded: true },
    exceptions: 'with-reason',
    limits,
    escalated: [],
  },
  /**
   * Sub-national counts of NHS hospital data: 1 to 7 become a marker, all else goes to the nearest 5. National figures have no such control; the
   * engine cannot tell them apart, so they need an exception.
   * https://digital.nhs.uk/data-and-information/data-tools-and-services/data-services/hospital-episode-statistics
   */
  'hes-7': {
    id: 'hes-7',
    version: 1,
    threshold: 8,
    zeros: 'allowed',
    ...acro,
    rounding: { method: 'nearest', base: 5, demanded: true },
    exceptions: 'with-reason',
    limits,
    escalated: [],
  },
  /** Nothing under 10, zero included, and no exception. https://guidebook.ukllc.ac.uk/ */
  'ukllc-10': {
    id: 'ukllc-10',
    version: 1,
    threshold: 10,
    zeros: 'disclosive',
    ...acro,
    rounding: { method: 'none', base: 5, demanded: false },
    exceptions: 'none',
    limits,
    escalated: [],
  },
};

/** SHA-256 in hexadecimal of the profile as canonical JSON: stands in every report and record. */
export const profileHash = (profile: Profile): string => sha256(canonical(profile, 'profile'));
