import * as z from 'zod';

/** Lower-case words joined by hyphens: safe in every AWS name, tag, DNS label and S3 prefix. */
export const identifier = (longest: number) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be lower-case words joined by single hyphens, starting with a letter')
    .min(2)
    .max(longest);

/** Glue and Athena names: lower-case words joined by underscores. */
export const columnName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'must be lower case, digits and underscores, starting with a letter')
  .max(64);

export const day = z.iso.date({ error: 'must be a calendar day, written YYYY-MM-DD' });

export const sentence = z
  .string()
  .trim()
  .min(3)
  .max(2000)
  // Tabs and line ends are text; the rest of them would reach pages and spreadsheets raw.
  .regex(/^(?:\P{Cc}|[\t\r\n])*$/u, 'must hold no control characters');

export const email = z.email({ error: 'must be an e-mail address' });

export const httpsUrl = z.url({ protocol: /^https$/, error: 'must be an https:// address' });

/** What `iss` says in a token, letter by letter: no port, no query, no credentials. */
export const issuerUrl = z
  .string()
  .regex(
    /^https:\/\/[a-z0-9.-]+(\/[A-Za-z0-9._~/-]*)?$/,
    'must be an https:// address without port or query, as `iss` has it',
  );

/** What an OAuth provider calls a client, a resource or a class of sign-in; no comma, which parts them in an environment. */
export const oauthName = z
  .string()
  .regex(/^[!-+\--~]{1,200}$/, 'must be 1 to 200 printable characters without blanks or commas');

/** An IPv4 range. Zod checks its form; `checks/network.ts` checks that AWS and the neighbours can take it. */
export const ipRange = z.cidrv4({ error: 'must be an IPv4 range, such as 10.20.0.0/16' });

/** Addresses that people come from. AWS takes 100 of them, and one wider than /8 would admit a part of the internet that nobody answers for. */
export const admittedRanges = z
  .array(
    ipRange.refine((range) => Number(range.split('/')[1]) >= 8, {
      error: 'must be /8 or narrower: anything wider limits nobody',
    }),
  )
  .min(1)
  .max(100);

/**
 * Organisation Data Service code: 3 to 10 upper-case letters and digits.
 * https://digital.nhs.uk/services/organisation-data-service
 */
export const odsCode = z
  .string()
  .regex(/^[A-Z0-9]{3,10}$/, 'must be an ODS code: 3 to 10 capital letters or digits, such as QU9');

/** Where a record, certificate or approval can be looked at: an https address, an ARN or a document reference. */
export const evidence = z.string().trim().min(3).max(500);

/** Health and care purposes only: marketing and insurance have no word here (SDE guideline 11, TRE-X08). */
export const purposes = [
  'clinical-research',
  'public-health-research',
  'health-service-planning',
  'health-service-evaluation',
  'population-health-management',
  'clinical-audit',
  'medicines-and-devices-safety',
  'methods-development',
] as const;

export const ukRegions = ['eu-west-2'] as const;

export const disclosureProfiles = ['uk-health-10', 'opensafely-7', 'hes-7', 'ukllc-10'] as const;
