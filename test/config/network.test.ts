import { zonePrefix } from '../../lib/config/checks/place.ts';
import { edited, problemsOf } from './example.ts';

const rules = (cidr: string, reserved = '[]') =>
  problemsOf(edited(['cidr: 10.60.0.0/18', `cidr: ${cidr}\n  reserved: ${reserved}`])).map(
    ({ path, rule, remedy }) => `${path} ${rule}; ${remedy}`,
  );

test.each(['10.0.0.0/16', '10.255.240.0/20', '172.16.0.0/16', '172.31.128.0/17', '192.168.0.0/16'])(
  'a network may be %s',
  (cidr) => {
    expect(rules(cidr)).toEqual([]);
  },
);

test.each([
  ['10.60.1.0/18', 'must start at the first address of the range; write 10.60.0.0/18'],
  ['8.8.0.0/16', 'must be a private range'],
  ['172.32.0.0/16', 'must be a private range'],
  ['100.64.0.0/16', 'must be a private range'],
  ['10.60.0.0/21', 'must be /20 or larger'],
  ['10.60.0.0/28', 'must be /20 or larger'],
  ['10.60.0.0/15', 'must be /16 or smaller'],
  ['10.0.0.0/8', 'must be /16 or smaller'],
])('a network may not be %s', (cidr, rule) => {
  expect(rules(cidr)).toEqual([expect.stringContaining(`network.cidr ${rule}`)]);
});

test.each([
  ['that holds it', '10.0.0.0/8'],
  ['inside it', '10.60.63.0/24'],
  ['the same as it', '10.60.0.0/18'],
])('a network may not overlap a reserved range %s', (_, reserved) => {
  expect(rules('10.60.0.0/18', `[{ cidr: ${reserved}, name: the hub }]`)).toEqual([
    `network.cidr must not overlap network.reserved[0] (${reserved}, the hub); choose a range that nobody uses`,
  ]);
});

test('a network may stand beside a reserved range', () => {
  expect(
    rules('10.60.0.0/18', '[{ cidr: 10.60.64.0/18, name: the hub }, { cidr: 10.59.0.0/16, name: a hospital }]'),
  ).toEqual([]);
});

test('a reserved range starts at its first address, too', () => {
  expect(rules('10.60.0.0/18', '[{ cidr: 10.61.0.1/16, name: the hub }]')).toEqual([
    'network.reserved[0].cidr must start at the first address of the range; write 10.61.0.0/16',
  ]);
});

test.each([
  ['eu-west-2', 'euw2'],
  ['eu-central-1', 'euc1'],
  ['us-east-1', 'use1'],
  ['ap-southeast-2', 'apse2'],
  ['ap-northeast-3', 'apne3'],
  ['ca-central-1', 'cac1'],
  ['us-gov-west-1', 'usgw1'],
  ['il-central-1', 'ilc1'],
])('the zone ids of %s start with %s', (region, prefix) => {
  expect(zonePrefix(region)).toBe(prefix);
});
