import { demandsOf, leastDemands } from '../../lambdas/safe-people/demands.ts';
import { leastDemands as fileDemands } from '../../lib/config/access.ts';

test('a region that names no schemes demands an accreditation, a training and an agreement', () => {
  expect(demandsOf(JSON.stringify(fileDemands))).toEqual(leastDemands);
});

test('a region names schemes and adds lines', () => {
  const lines = [
    { kind: 'accreditation', schemes: ['ons-dea'] },
    { kind: 'training', schemes: ['nhs-ig', 'mrc-gcp'] },
    { kind: 'training', schemes: ['genomics'] },
    { kind: 'agreement', schemes: [] },
  ];
  expect(demandsOf(JSON.stringify(lines))).toEqual(lines);
});

test.each([
  ['nothing', '[]'],
  ['no training', JSON.stringify([leastDemands[0], leastDemands[2]])],
  ['a kind that is none', JSON.stringify([...leastDemands, { kind: 'trust', schemes: [] }])],
  ['a key that is none', JSON.stringify([...leastDemands, { kind: 'training', schemes: [], unless: 'urgent' }])],
  ['what is no JSON', 'training'],
])('a function whose environment demands %s does not start', (_, text) => {
  expect(() => demandsOf(text)).toThrow();
});
