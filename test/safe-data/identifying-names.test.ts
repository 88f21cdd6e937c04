import { isLinkage, namesPerson } from '../../policies/safe-data/identifying-names.ts';

describe('a column announces a person', () => {
  test.each([
    'surname',
    'patient_name',
    'PatientName',
    'informant_name',
    'name',
    'date_of_birth',
    'DOB',
    'usual_address',
    'address_line_1',
    'postcode',
    'home-postcode',
    'postcode_sector',
    'email_address',
    'mobile_phone',
    'hospital_number',
    'local_patient_id',
    'free_text',
  ])('by the name %s', (name) => {
    expect(namesPerson(name)).toBe(true);
  });
});

describe('a column announces nobody', () => {
  test.each([
    'drug_name',
    'practice',
    'year_of_birth',
    'age_at_death',
    'date_of_death',
    'postcode_district',
    'lsoa_2021',
    'imd_decile',
    'mobility_score',
    'admission_method',
    'number_of_births',
    'snomed_term',
  ])('by the name %s', (name) => {
    expect(namesPerson(name)).toBe(false);
  });
});

test.each(['nhs_number', 'NHSNumber', 'nhs_no', 'chi_number', 'person_id', 'patient_id'])(
  '%s links records',
  (name) => {
    expect(isLinkage(name)).toBe(true);
  },
);

test.each(['visit_id', 'spell_id', 'prescriber_id', 'number_of_visits'])('%s links no persons', (name) => {
  expect(isLinkage(name)).toBe(false);
});
