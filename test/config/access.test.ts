import { accepted, type Edit, edited, problemsOf } from './example.ts';

const oidc = (more = ''): Edit => [
  'kind: own-directory',
  `kind: oidc\n    issuer: https://login.example.nhs.uk/tre\n    clientIds: { private: inside, public: outside }${more}`,
];
const demands = (text: string): Edit => [/access:\n {2}demands:\n( {4}- .*\n)+/, `access:\n  demands: ${text}\n`];

test('a file that says nothing demands one credential of each kind', () => {
  const { access } = accepted(edited([/access:\n {2}demands:\n( {4}- .*\n)+/, '']));
  expect(access).toEqual({
    demands: ['accreditation', 'training', 'agreement'].map((kind) => ({ kind, schemes: [] })),
    queriesAtOnce: 20,
  });
});

test('a file names schemes and adds lines', () => {
  const lines =
    '[{ kind: accreditation, schemes: [ons-dea] }, { kind: training }, { kind: training, schemes: [genomics] }, { kind: agreement }]';
  expect(accepted(edited(demands(lines))).access.demands.map(({ kind, schemes }) => [kind, ...schemes])).toEqual([
    ['accreditation', 'ons-dea'],
    ['training'],
    ['training', 'genomics'],
    ['agreement'],
  ]);
});

test.each<[string, Edit, string, string]>([
  [
    'no training',
    demands('[{ kind: accreditation }, { kind: agreement }, { kind: agreement, schemes: [ours] }]'),
    'access.demands',
    'must have a line of kind training',
  ],
  [
    'a kind that is none',
    demands('[{ kind: accreditation }, { kind: trust }, { kind: agreement }]'),
    'access.demands[1].kind',
    '',
  ],
  ['one line', demands('[{ kind: training }]'), 'access.demands', ''],
  [
    'no second client',
    [oidc()[0], oidc()[1].replace('outside', 'inside')],
    'identity.environment.clientIds.public',
    'must be another',
  ],
  ['an issuer with a port', [oidc()[0], oidc()[1].replace('.uk/', '.uk:8443/')], 'identity.environment.issuer', ''],
  ['a class with a comma', oidc('\n    acr: ["aal2,aal3"]'), 'identity.environment.acr[0]', ''],
  ['an address for a host', oidc('\n    keysHost: https://keys.example.nhs.uk'), 'identity.environment.keysHost', ''],
])('a file with %s is refused', (_, edit, path, rule) => {
  const found = problemsOf(edited(edit));
  expect(found.map((one) => one.path)).toContain(path);
  if (rule !== '') expect(found.find((one) => one.path === path)?.rule).toContain(rule);
});

test('what a provider says of its tokens is taken', () => {
  const { identity } = accepted(
    edited(oidc('\n    resource: tre-api\n    acr: [aal3]\n    keysHost: keys.example.nhs.uk')),
  );
  expect(identity.environment).toMatchObject({ resource: 'tre-api', acr: ['aal3'], keysHost: 'keys.example.nhs.uk' });
});
