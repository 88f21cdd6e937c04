/**
 * Health and care purposes only: marketing and insurance have no word here (SDE guideline 11, TRE-X08). The same list as the deployment file's;
 * a test holds the two equal.
 */
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
export type Purpose = (typeof purposes)[number];
