import { type Weights, weighted } from '../weighted.ts';

export interface Medicine {
  readonly code: string;
  readonly name: string;
  /** Chapter of the British National Formulary. */
  readonly chapter: number;
  readonly unit: string;
  /** Units of one day. */
  readonly daily: number;
}

/**
 * Codes are made up in the shape of the dictionary of medicines and devices (SNOMED CT identifiers of the United Kingdom's
 * namespace 1000001, with a right check digit); names and chapters are general knowledge, frequencies made up.
 */
const medicines: Weights<Medicine> = [
  [{ code: '990011000001108', name: 'Atorvastatin 20mg tablets', chapter: 2, unit: 'tablet', daily: 1 }, 120],
  [{ code: '990021000001104', name: 'Amlodipine 5mg tablets', chapter: 2, unit: 'tablet', daily: 1 }, 100],
  [{ code: '990031000001102', name: 'Ramipril 5mg capsules', chapter: 2, unit: 'capsule', daily: 1 }, 90],
  [{ code: '990041000001109', name: 'Apixaban 5mg tablets', chapter: 2, unit: 'tablet', daily: 2 }, 40],
  [{ code: '990051000001107', name: 'Omeprazole 20mg capsules', chapter: 1, unit: 'capsule', daily: 1 }, 110],
  [{ code: '990061000001105', name: 'Salbutamol 100micrograms inhaler', chapter: 3, unit: 'dose', daily: 4 }, 80],
  [{ code: '990071000001100', name: 'Beclometasone 100micrograms inhaler', chapter: 3, unit: 'dose', daily: 4 }, 45],
  [{ code: '990081000001103', name: 'Tiotropium 18microgram capsules', chapter: 3, unit: 'capsule', daily: 1 }, 15],
  [{ code: '990091000001101', name: 'Sertraline 50mg tablets', chapter: 4, unit: 'tablet', daily: 1 }, 70],
  [{ code: '990101000001107', name: 'Codeine 30mg tablets', chapter: 4, unit: 'tablet', daily: 4 }, 40],
  [{ code: '990111000001109', name: 'Amoxicillin 500mg capsules', chapter: 5, unit: 'capsule', daily: 3 }, 60],
  [{ code: '990121000001100', name: 'Metformin 500mg tablets', chapter: 6, unit: 'tablet', daily: 2 }, 80],
  [{ code: '990131000001103', name: 'Levothyroxine 50microgram tablets', chapter: 6, unit: 'tablet', daily: 1 }, 60],
  [{ code: '990141000001105', name: 'Folic acid 5mg tablets', chapter: 9, unit: 'tablet', daily: 1 }, 20],
  [{ code: '990151000001108', name: 'Allopurinol 100mg tablets', chapter: 10, unit: 'tablet', daily: 1 }, 20],
  [{ code: '990161000001106', name: 'Latanoprost 50micrograms eye drops', chapter: 11, unit: 'ml', daily: 0.1 }, 15],
];

/** What children are given too. */
const ofChildren = new Set([
  'Salbutamol 100micrograms inhaler',
  'Beclometasone 100micrograms inhaler',
  'Amoxicillin 500mg capsules',
  'Levothyroxine 50microgram tablets',
]);

const adult = weighted(medicines);
const child = weighted(medicines.filter(([{ name }]) => ofChildren.has(name)));

export const medicine = (age: number, drawn: number): Medicine => (age < 16 ? child : adult)(drawn);

/** Nobody but the rare persons is given it here. */
export const rareMedicine: Medicine = {
  code: '990171000001101',
  name: 'Dornase alfa 2.5mg nebuliser liquid',
  chapter: 3,
  unit: 'ampoule',
  daily: 1,
};
