import { weighted } from '../weighted.ts';

/**
 * Codes of admitted patient care in the NHS Data Dictionary (https://www.datadictionary.nhs.uk), a few of each list.
 * Frequencies are made up.
 */
export const admissionMethod = weighted([
  ['11', 250],
  ['12', 60],
  ['13', 60],
  ['21', 420],
  ['22', 60],
  ['28', 40],
  ['2A', 30],
  ['81', 15],
]);

export const admissionSource = weighted([
  ['19', 920],
  ['51', 35],
  ['54', 30],
  ['29', 15],
]);

export const destination = weighted([
  ['19', 880],
  ['51', 40],
  ['54', 60],
  ['29', 20],
]);

/** Where nobody went, because the patient died. */
export const noDestination = '79';

export const dischargeMethod = weighted([
  ['1', 950],
  ['2', 40],
  ['3', 5],
]);

export const diedInHospital = '4';

/** Treatment function, and the main specialty of the consultant that goes with it. */
export const specialty = weighted<readonly [main: string, treatment: string]>([
  [['100', '100'], 130],
  [['110', '110'], 110],
  [['130', '130'], 60],
  [['180', '180'], 150],
  [['300', '300'], 220],
  [['300', '328'], 30],
  [['301', '301'], 60],
  [['320', '320'], 70],
  [['340', '340'], 60],
  [['400', '400'], 20],
  [['430', '430'], 90],
]);

/** OPCS-4 (NHS England), four characters without a dot. */
export const procedure = weighted([
  ['G459', 120],
  ['H229', 100],
  ['C712', 90],
  ['W371', 40],
  ['W401', 40],
  ['K634', 50],
  ['U051', 150],
  ['U212', 120],
  ['X403', 60],
  ['E852', 30],
]);

/** Healthcare resource groups (NHS England, HRG4+). */
export const resourceGroup = weighted([
  ['DZ65H', 120],
  ['DZ11V', 120],
  ['EB03D', 90],
  ['AA35E', 60],
  ['LA04S', 90],
  ['WH07G', 120],
  ['FD10K', 100],
  ['HN12F', 60],
  ['BZ34C', 60],
]);
