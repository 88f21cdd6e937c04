/** Words that name a person or where one lives, as columns of NHS extracts write them. */
const identifying = new RegExp(
  `(^|_)(${[
    'forenames?',
    'surname',
    '(first|middle|last|full|given|family|maiden|patient|person|informant|carer|mother|father|kin|nok)_?names?',
    'initials',
    '(street_?|usual_?|home_?)?address(_?line)?_?\\d?',
    // Areas and districts hold tens of thousands of people, units and sectors may hold one household.
    'post_?code(?!_?(area|district))',
    'uprn',
    '(tele|mobile_?)?phone(_?(no|number))?',
    'mobile',
    'e_?mail',
    'dob',
    'date_?of_?birth',
    'birth_?date',
    'national_?insurance',
    'nino',
    'passport',
    'mrn',
    'hosp(ital)?_?(no|number)',
    'local_?patient_?id(entifier)?',
    'free_?text',
  ].join('|')})($|_)|^names?$`,
);

const linkage = /(^|_)(nhs_?(no|num|number)|chi_?(no|number)|hc_?number|person_?id|patient_?id)($|_)/;

/** `NHSNumber`, `nhs-number` and `nhs_number` are one name. */
const words = (name: string): string =>
  name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();

export const namesPerson = (name: string): boolean => identifying.test(words(name));

/** Links records of one person across tables. */
export const isLinkage = (name: string): boolean => linkage.test(words(name));
