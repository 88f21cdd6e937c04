import { type Weights, weighted } from '../weighted.ts';

export interface Concept {
  readonly code: string;
  readonly term: string;
  readonly type: 'observation' | 'diagnosis' | 'referral' | 'procedure';
  /** Of an observation: the range of its values, their decimals and their unit. */
  readonly value?: { readonly from: number; readonly to: number; readonly decimals: number; readonly unit: string };
}

const diagnosis = (code: string, term: string): Concept => ({ code, term, type: 'diagnosis' });
const observation = (
  code: string,
  term: string,
  from: number,
  to: number,
  decimals: number,
  unit: string,
): Concept => ({
  code,
  term,
  type: 'observation',
  value: { from, to, decimals, unit },
});

/**
 * Well-known concepts of SNOMED CT (SNOMED International; free in the United Kingdom under the national licence), with terms
 * shortened. Frequencies are made up.
 */
const ofAdults: Weights<Concept> = [
  [observation('271649006', 'Systolic blood pressure', 95, 185, 0, 'mmHg'), 130],
  [observation('271650006', 'Diastolic blood pressure', 55, 110, 0, 'mmHg'), 130],
  [observation('60621009', 'Body mass index', 17, 45, 1, 'kg/m2'), 90],
  [observation('27113001', 'Body weight', 40, 140, 1, 'kg'), 70],
  [observation('50373000', 'Body height', 145, 198, 0, 'cm'), 40],
  [observation('999791000000106', 'Haemoglobin A1c level', 30, 110, 0, 'mmol/mol'), 60],
  [observation('80274001', 'Glomerular filtration rate', 15, 120, 0, 'mL/min'), 50],
  [diagnosis('38341003', 'Hypertensive disorder'), 50],
  [diagnosis('44054006', 'Diabetes mellitus type 2'), 30],
  [diagnosis('46635009', 'Diabetes mellitus type 1'), 4],
  [diagnosis('195967001', 'Asthma'), 30],
  [diagnosis('13645005', 'Chronic obstructive pulmonary disease'), 15],
  [diagnosis('49436004', 'Atrial fibrillation'), 12],
  [diagnosis('230690007', 'Cerebrovascular accident'), 6],
  [diagnosis('266257000', 'Transient ischaemic attack'), 5],
  [diagnosis('422504002', 'Ischaemic stroke'), 5],
  [diagnosis('22298006', 'Myocardial infarction'), 4],
  [diagnosis('84114007', 'Heart failure'), 6],
  [diagnosis('35489007', 'Depressive disorder'), 35],
  [diagnosis('197480006', 'Anxiety disorder'), 30],
  [diagnosis('396275006', 'Osteoarthritis'), 25],
  [diagnosis('54150009', 'Upper respiratory infection'), 60],
  [diagnosis('68566005', 'Urinary tract infection'), 30],
  [{ code: '3457005', term: 'Patient referral', type: 'referral' }, 50],
  [{ code: '86198006', term: 'Influenza vaccination', type: 'procedure' }, 60],
  [{ code: '73761001', term: 'Colonoscopy', type: 'procedure' }, 8],
];

/** What a child has too. */
const ofChildren: Weights<Concept> = [
  [observation('27113001', 'Body weight', 4, 60, 1, 'kg'), 120],
  [observation('50373000', 'Body height', 50, 165, 0, 'cm'), 120],
  [diagnosis('195967001', 'Asthma'), 60],
  [diagnosis('54150009', 'Upper respiratory infection'), 200],
  [diagnosis('68566005', 'Urinary tract infection'), 30],
  [{ code: '3457005', term: 'Patient referral', type: 'referral' }, 60],
  [{ code: '86198006', term: 'Influenza vaccination', type: 'procedure' }, 120],
];

const adult = weighted(ofAdults);
const child = weighted(ofChildren);

export const concept = (age: number, drawn: number): Concept => (age < 16 ? child : adult)(drawn);

/** Nobody but the rare persons has it here. */
export const rareConcept: Concept = diagnosis('190905008', 'Cystic fibrosis');
