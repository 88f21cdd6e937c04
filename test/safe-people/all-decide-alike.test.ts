import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../bin/assembly.ts';
import * as outputs from '../../lambdas/safe-outputs/contract.ts';
import * as people from '../../lambdas/safe-people/contract.ts';
import { demandsOf } from '../../lambdas/safe-people/demands.ts';
import * as projects from '../../lambdas/safe-projects/contract.ts';
import type { JsonObject } from '../../policies/estate/estate.ts';
import { record } from '../../policies/estate/values.ts';
import { accepted, asOf, edited } from '../config/example.ts';
import { ofType, resourcesOf } from './synthesised.ts';

type Environments = ReadonlyMap<string, JsonObject>;

const deciding = [
  ...['airlock-bytes-private', 'airlock-bytes-public', 'airlock-private', 'airlock-public'],
  ...['airlock-release', 'broker', 'closer', 'people-private', 'people-public', 'projects-public', 'sweeper'],
];

const environments = (functions: readonly JsonObject[]): Environments =>
  new Map(
    functions.map((properties) => [String(properties.FunctionName), record(record(properties.Environment).Variables)]),
  );

test('every environment that knows demands is of a function in this list, and none may be without', () => {
  const knows = (name: string, shape: object) => ('DEMANDS' in shape ? [name] : []);
  const found = Object.entries({ ...people, ...projects, ...outputs }).flatMap(([name, value]) =>
    name.endsWith('Env') ? knows(name, (value as { shape: object }).shape) : [],
  );
  expect(found.sort()).toEqual([
    ...['AirlockEnv', 'BrokerEnv', 'BytesUnderReviewEnv', 'CloserEnv', 'DownloadEnv', 'OutputsEnv'],
    ...['PeopleEnv', 'ProjectsEnv', 'ReleaseEnv', 'SweeperEnv'],
  ]);
  for (const one of [
    people.PeopleEnv,
    outputs.AirlockEnv,
    outputs.BytesUnderReviewEnv,
    outputs.OutputsEnv,
    outputs.DownloadEnv,
    outputs.ReleaseEnv,
    projects.BrokerEnv,
    projects.CloserEnv,
    projects.ProjectsEnv,
    projects.SweeperEnv,
  ])
    expect(one.shape.DEMANDS.safeParse(undefined).success).toBe(false);
});

test.each([
  [
    'thames-valley',
    [
      ['ons-accredited-researcher', 'nhs-employed-analyst'],
      ['safe-researcher-training'],
      ['nhs-data-security-awareness'],
      ['thames-valley-sde-terms-of-use'],
    ],
  ],
  ['gtr-manchester', [[], [], []]],
] as const)(
  'all functions of %s that decide on access demand the same, and that of the file',
  (deployment, schemes) => {
    const functions = ofType(resourcesOf(deployment, 'gate'), 'AWS::Lambda::Function').map(
      ({ properties }) => properties,
    );
    const told = [...environments(functions)].filter(([, { DEMANDS }]) => DEMANDS !== undefined);
    expect(told.map(([name]) => name.slice(`tre-${deployment}-`.length)).sort()).toEqual(deciding);
    const [one, ...others] = new Set(told.map(([, { DEMANDS }]) => String(DEMANDS)));
    expect(others).toEqual([]);
    expect(demandsOf(String(one)).map((line) => line.schemes)).toEqual(schemes);
  },
);

describe('with an issuer of the organisation', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'tre-oidc-'));
  afterAll(() => rmSync(outdir, { recursive: true }));
  const deployment = accepted(
    edited([
      'kind: own-directory',
      `kind: oidc
    issuer: https://login.example.nhs.uk/tre
    clientIds: { private: tre-inside, public: tre-outside }
    resource: tre-api
    acr: [aal2, aal3]
    keysHost: keys.example.nhs.uk`,
    ]),
  );
  const judged = assemble({ deployment, asOf, outdir, validateTemplates: false, failOnFindings: false });
  const resources: readonly { readonly Type: string; readonly Properties: JsonObject }[] = readdirSync(outdir, {
    recursive: true,
    encoding: 'utf8',
  })
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) => Object.values(JSON.parse(readFileSync(join(outdir, file), 'utf8')).Resources ?? {}));
  const of = (type: string) => resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const told = environments(of('AWS::Lambda::Function'));
  const toldTo = (noun: string) => told.get(`tre-gtr-manchester-${noun}`);

  test('no rule finds anything', () => {
    const found = [...judged.policies.results, ...judged.worksOnAws.results].flatMap(({ rule, outcomes }) =>
      outcomes.filter(({ result }) => result === 'fail').map((one) => `${rule.id} ${JSON.stringify(one)}`),
    );
    expect(found).toEqual([]);
  });

  test('there is no directory, and nothing that signs people out of one', () => {
    expect(resources.filter(({ Type }) => Type.startsWith('AWS::Cognito::'))).toEqual([]);
    expect(JSON.stringify(of('AWS::IAM::Role'))).not.toContain('cognito-idp:AdminUserGlobalSignOut');
  });

  test.each([
    ['private', 'tre-inside'],
    ['public', 'tre-outside'],
  ])('the %s door takes tokens of that issuer made for its own client', (door, client) => {
    const environment = toldTo(`authoriser-${door}`);
    expect(environment).toMatchObject({
      DOOR: door,
      TOKEN_KIND: 'oidc',
      ISSUER: 'https://login.example.nhs.uk/tre',
      AUDIENCE: client,
      RESOURCE: 'tre-api',
      ACR: 'aal2,aal3',
    });
    expect(
      people.AuthoriserEnv.safeParse({ ...environment, REGISTER_TABLE: 'r', SIGNING_KEYS_TABLE: 'k' }).success,
    ).toBe(true);
  });

  test('its keys are fetched from where it publishes them', () => {
    expect(toldTo('signing-keys')).toMatchObject({ TOKEN_KIND: 'oidc', KEYS_HOST: 'keys.example.nhs.uk' });
  });
});
