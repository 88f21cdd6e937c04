import { estateOf } from '../../policies/estate/model.ts';
import type { NetworkPath } from '../../policies/estate/network/path.ts';
import { networkPaths } from '../../policies/estate/network/paths.ts';
import { networkPathsCsv } from '../../policies/evidence/network-paths-csv.ts';
import { examples } from '../examples.ts';
import { readCsv } from './read-csv.ts';

const path = (more: Partial<NetworkPath> = {}): NetworkPath => ({
  from: 'tre-demo-network/Subnet',
  fromKind: 'subnet',
  to: 'athena',
  toKind: 'service',
  direction: 'outward',
  protocol: 'tcp 443',
  state: 'gated',
  gates: [
    { kind: 'security group', resource: 'tre-demo-network/Group', effect: 'narrows', says: 'tcp 443 to the endpoints' },
    {
      kind: 'endpoint',
      resource: 'tre-demo-network/Endpoint',
      effect: 'narrows',
      says: 'Endpoint leads to athena only',
    },
  ],
  ...more,
});

test('a row says from where, to what, in which state, and by which gates in order', () => {
  expect(readCsv(networkPathsCsv([path()], false))).toEqual([
    [
      'From',
      'From kind',
      'Direction',
      'To',
      'To kind',
      'Protocol and port',
      'State',
      'Gates in order',
      'Deciding resources',
    ],
    [
      'tre-demo-network/Subnet',
      'subnet',
      'outward',
      'athena',
      'service',
      'tcp 443',
      'gated',
      'security group: tcp 443 to the endpoints; endpoint: Endpoint leads to athena only',
      'tre-demo-network/Group tre-demo-network/Endpoint',
    ],
  ]);
});

test('the order in which the paths come changes no byte', () => {
  const all = [path(), path({ to: 'kms' }), path({ from: 'a/B' }), path({ protocol: 'dns' })];
  expect(networkPathsCsv([...all].reverse(), false)).toBe(networkPathsCsv(all, false));
});

test.each(['=cmd|calc', '+44', '-1', '@sum', '\t=cmd'])('a name that begins with %j is text', (to) => {
  expect(readCsv(networkPathsCsv([path({ to })], false))[1]?.[3]).toBe(`'${to}`);
});

test('a trial says so in the last row', () => {
  expect(readCsv(networkPathsCsv([], true)).at(-1)?.[0]).toBe('TRIAL - not for accreditation.');
});

test.each([...examples])('%s: every path is gated, but for functions that reach no data', (_, templates) => {
  const rows = readCsv(networkPathsCsv(networkPaths(estateOf(templates)), false)).slice(1);
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(([, kind, , , , , state]) => state !== 'gated' && kind !== 'function')).toEqual([]);
  expect(rows.filter(([, , , , kind]) => kind === 'account' || kind === 'network' || kind === 'project')).toEqual([]);
});
