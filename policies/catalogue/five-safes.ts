import type { Safe } from '../rule.ts';

/**
 * Which of the Five Safes a SATRE capability answers. SATRE says nothing of this: the table is our judgement, made so that an
 * assessor can filter. The SDE guidelines carry their own.
 */
const capabilities: Readonly<Record<string, Safe>> = {
  '1.1': 'settings',
  '1.2': 'settings',
  '1.3': 'settings',
  '1.4': 'projects',
  '1.5': 'people',
  '1.6': 'people',
  '1.7': 'people',
  '2.1': 'settings',
  '2.2': 'settings',
  '2.3': 'projects',
  '2.4': 'settings',
  '2.5': 'settings',
  '2.6': 'settings',
  '2.7': 'settings',
  '2.8': 'settings',
  '2.9': 'settings',
  '3.1': 'data',
  '3.2': 'people',
  '3.3': 'outputs',
  '3.4': 'data',
  '4.1': 'settings',
  '4.2': 'projects',
  '4.3': 'people',
  '4.4': 'projects',
  '4.5': 'settings',
  '4.6': 'settings',
  '4.7': 'people',
  '4.8': 'projects',
  '5.1': 'settings',
  '5.2': 'people',
  '5.3': 'projects',
  '5.4': 'settings',
  '5.5': 'settings',
  '5.6': 'data',
  '5.7': 'projects',
};

/** Statements that answer another question than their capability does. */
const exceptional: Readonly<Record<string, Safe>> = {
  '1.3.02': 'projects',
  '1.5.04': 'data',
  '2.2.10': 'projects',
  '2.2.14': 'data',
  '3.1.05': 'outputs',
  '3.1.06': 'outputs',
  '3.1.07': 'outputs',
  '3.2.03': 'data',
  '4.3.01': 'settings',
  '5.6.01': 'outputs',
};

const supplements: Readonly<Record<string, Safe>> = {
  'TRE-X01': 'data',
  'TRE-X02': 'data',
  'TRE-X03': 'data',
  'TRE-X04': 'data',
  'TRE-X05': 'data',
  'TRE-X06': 'outputs',
  'TRE-X07': 'projects',
  'TRE-X08': 'projects',
  'TRE-X09': 'settings',
  'TRE-X10': 'people',
  'TRE-X11': 'people',
  'TRE-X12': 'settings',
  'TRE-X13': 'people',
  'TRE-X14': 'outputs',
  'TRE-X15': 'settings',
  'TRE-X16': 'settings',
  'TRE-X17': 'settings',
  'TRE-X18': 'projects',
};

export const safeOfStatement = ({ id }: { readonly id: string }): Safe =>
  exceptional[id] ?? known(capabilities[id.slice(0, 3)], id);

export const safeOfSupplementary = (id: string): Safe => known(supplements[id], id);

function known(safe: Safe | undefined, id: string): Safe {
  if (safe === undefined) throw new Error(`policies/catalogue/five-safes.ts must place ${id}; add it to the table`);
  return safe;
}
