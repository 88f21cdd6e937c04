/**
 * Stands in every report and every release record. Raised by every change that could make another verdict of the same bytes: the last digit where
 * only words change, the middle one where a rule comes, goes or counts otherwise.
 */
export const engineVersion = '1.4.0';
