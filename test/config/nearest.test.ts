import { nearest } from '../../lib/config/nearest.ts';

const names = ['region', 'account', 'availabilityZoneIds', 'permissionsBoundary', 'bootstrapQualifier'];

test.each([
  ['reigon', 'region'],
  ['Region', 'region'],
  ['acount', 'account'],
  ['permissions', 'permissionsBoundary'],
  ['availability-zone-ids', 'availabilityZoneIds'],
  ['availabilityZones', 'availabilityZoneIds'],
  ['permissionBoundry', 'permissionsBoundary'],
])('%s was meant to be %s', (written, meant) => {
  expect(nearest(written, names)).toBe(meant);
});

test.each(['', 'x', 'zebra', 'x'.repeat(100_000)])('nothing resembles it', (written) => {
  expect(nearest(written, names)).toBeUndefined();
});
