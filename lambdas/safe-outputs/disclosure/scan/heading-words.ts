/** What a heading says its column holds; by whole words, however they are joined. */
export interface Heading {
  /** Names a number or key of a person: no result has one. */
  readonly isPersonKey: boolean;
  /** Names what identifies people, or may. */
  readonly isIdentifying: boolean;
  /** Says nhs, chi or patient: a single number with a check digit is enough then. */
  readonly saysPatient: boolean;
  readonly saysLife: boolean;
  readonly saysPostcode: boolean;
  readonly saysArea: boolean;
  readonly isCount: boolean;
  readonly looksLikeId: boolean;
}

const keys = [
  ...[
    'patient id',
    'patientid',
    'patient number',
    'patient no',
    'patient identifier',
    'patient key',
    'patient pseudo id',
  ],
  ...[
    'person id',
    'personid',
    'person key',
    'person number',
    'subject id',
    'subjectid',
    'participant id',
    'participantid',
  ],
  ...[
    'nhs number',
    'nhsnumber',
    'nhs no',
    'nhsno',
    'nhs num',
    'nhs id',
    'chi number',
    'chinumber',
    'chi no',
    'hcn',
    'hc number',
    'h c number',
  ],
  ...[
    'pseudo id',
    'pseudoid',
    'pseudo nhs number',
    'pseudonym',
    'pseudonymised id',
    'pseudo nhs',
    'token person id',
    'mrn',
    'hospital number',
  ],
  ...[
    'hospital no',
    'hospital id',
    'spell id',
    'attendance id',
    'medical record number',
    'case number',
    'encrypted hesid',
    'hesid',
    'alf',
    'alf e',
  ],
];
const identifying = [
  ...[
    'study id',
    'studyid',
    'record id',
    'dob',
    'date of birth',
    'dateofbirth',
    'birth date',
    'birthdate',
    'dod',
    'date of death',
    'death date',
  ],
  ...[
    'postcode',
    'post code',
    'postal code',
    'address',
    'address line 1',
    'street',
    'uprn',
    'email',
    'e mail',
    'email address',
    'phone',
    'telephone',
  ],
  ...[
    'phone number',
    'telephone number',
    'mobile',
    'mobile number',
    'nino',
    'national insurance number',
    'ni number',
    'surname',
    'forename',
  ],
  ...[
    'first name',
    'firstname',
    'last name',
    'lastname',
    'given name',
    'family name',
    'full name',
    'fullname',
    'patient name',
    'maiden name',
  ],
  ...[
    'middle name',
    'next of kin',
    'gmc',
    'gmc number',
    'gmc code',
    'gp practice',
    'practice code',
    'gp code',
    'chi',
    'nhs',
    'patient',
  ],
  ...['passport number', 'ip address', 'device id'],
];
const counts = new Set([
  ...[
    'n',
    'count',
    'counts',
    'total',
    'totals',
    'freq',
    'frequency',
    'number',
    'num',
    'patients',
    'people',
    'persons',
    'events',
    'denominator',
  ],
  ...[
    'numerator',
    'population',
    'size',
    'obs',
    'observations',
    'cases',
    'deaths',
    'admissions',
    'records',
    'nobs',
    'all',
    'participants',
  ],
]);
const keySet = new Set(keys);
const identifyingSet = new Set(identifying);
const idWords = new Set([
  'id',
  'ids',
  'uuid',
  'guid',
  'key',
  'hash',
  'identifier',
  'pseudo',
  'pseudonym',
  'token',
  'ref',
  'mrn',
]);

/** `NHSNumber`, `nhs_number` and `NHS number` are the same. */
export function wordsOf(heading: string): readonly string[] {
  return heading
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

export function headingOf(text: string): Heading {
  const words = wordsOf(text);
  const joined = words.join(' ');
  const says = (...any: readonly string[]) => any.some((word) => words.includes(word));
  return {
    isPersonKey: keySet.has(joined),
    isIdentifying: keySet.has(joined) || identifyingSet.has(joined),
    saysPatient: says('nhs', 'chi', 'patient', 'nhsnumber', 'nhsno', 'patientid', 'hcn'),
    saysLife: says('birth', 'born', 'dob', 'death', 'died', 'deceased', 'dod', 'birthdate', 'dateofbirth'),
    saysPostcode: says('postcode', 'postcodes', 'postal') || joined.includes('post code'),
    saysArea: says('postcode', 'outward', 'district', 'sector', 'lsoa', 'msoa', 'oa') || joined.includes('post code'),
    isCount: words.some((word) => counts.has(word)),
    looksLikeId: words.some((word) => idWords.has(word)),
  };
}
