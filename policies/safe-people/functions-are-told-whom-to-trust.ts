import { regionOf } from '../estate/access/physical-names.ts';
import { doors } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { at, isTrue, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { type AirlockNoun, airlockNounOf, airlockTables } from '../safe-outputs/airlock-stores.ts';

const told = (lambda: Resource, name: string): string | undefined => {
  const value = at(lambda, `Environment.Variables.${name}`);
  return value === undefined ? undefined : (text(value) ?? 'something that cannot be read');
};

/** What is one thing for the whole environment: whoever is told it, is told the same. */
const shared = [
  'AIRLOCK_TABLE',
  'DEPLOYMENT',
  'DRAFT_BUCKET',
  'INBOUND_BUCKET',
  'INPUTS_BUCKET',
  'ISSUER',
  'QUERIES_TABLE',
  'RECORDS_BUCKET',
  'REGISTER_TABLE',
  'RELEASES_TABLE',
  'RELEASE_BUCKET',
  'REVIEW_BUCKET',
  'SIGNING_KEYS_TABLE',
  'TOKEN_KIND',
  'USER_POOL_ID',
] as const;

/** Who answers requests decides by the demands, and who is told none has demands of its own: so none is a value like any other. */
function demandsOf(estate: Estate, all: readonly Resource[]): ReadonlySet<string> {
  const answering = new Set(
    doors(estate).flatMap(({ operations }) => operations.flatMap((one) => one.answeredBy ?? [])),
  );
  return new Set(
    all
      .map((lambda) => ({ lambda, demands: told(lambda, 'DEMANDS') }))
      .filter(({ lambda, demands }) => demands !== undefined || answering.has(lambda))
      .map(({ demands }) => demands ?? 'its own'),
  );
}

function disagreement(estate: Estate, lambda: Resource, all: readonly Resource[]): string | undefined {
  const name = shared.find((one) => {
    const values = new Set(all.flatMap((other) => told(other, one) ?? []));
    return told(lambda, one) !== undefined && values.size > 1;
  });
  if (name !== undefined) return `is told ${name} ${told(lambda, name)}, and others something else`;
  const demands = demandsOf(estate, all);
  return demands.size > 1 ? `demands ${told(lambda, 'DEMANDS') ?? 'its own'}, and others something else` : undefined;
}

/** Names of tables are written out; each means one table of the estate, and no two names mean the same. */
const tables = ['REGISTER_TABLE', 'QUERIES_TABLE', 'SIGNING_KEYS_TABLE', 'AIRLOCK_TABLE', 'RELEASES_TABLE'] as const;

/** Stores of the airlock, of which rules say who may do what by what they are: a function that takes one for another does its work in the wrong one. */
const ofTheAirlock: Readonly<Record<string, AirlockNoun>> = {
  DRAFT_BUCKET: 'draft',
  INBOUND_BUCKET: 'inbound',
  INPUTS_BUCKET: 'inputs',
  RELEASE_BUCKET: 'release',
  REVIEW_BUCKET: 'review',
};

function strangeStoreOfTheAirlock(estate: Estate, lambda: Resource): string | undefined {
  for (const [name, noun] of Object.entries(ofTheAirlock)) {
    const value = told(lambda, name);
    const bucket = estate.find(value, 'AWS::S3::Bucket');
    if (value !== undefined && (bucket === undefined || airlockNounOf(estate, bucket) !== noun))
      return `is told ${name} ${value}, which is no such store of the airlock`;
  }
  const requests = told(lambda, 'AIRLOCK_TABLE');
  const [table] = airlockTables(estate, 'airlock');
  return requests === undefined || requests === text(table?.properties.TableName) || estate.find(requests) === table
    ? undefined
    : `is told AIRLOCK_TABLE ${requests}, which is not the table of requests`;
}

function strangeStore(estate: Estate, lambda: Resource): string | undefined {
  const found = new Map<Resource, string>();
  for (const name of tables) {
    const value = told(lambda, name);
    if (value === undefined) continue;
    const table =
      estate.find(value, 'AWS::DynamoDB::Table') ??
      estate.ofType('AWS::DynamoDB::Table').find(({ properties }) => text(properties.TableName) === value);
    if (table === undefined) return `is told ${name} ${value}, which is no table of the estate`;
    if (found.has(table)) return `takes one table for ${found.get(table)} and for ${name}`;
    found.set(table, name);
  }
  const bucket = (name: string) => ({
    value: told(lambda, name),
    found: estate.find(told(lambda, name), 'AWS::S3::Bucket'),
  });
  const records = bucket('RECORDS_BUCKET');
  if (records.value !== undefined && !isTrue(records.found?.properties.ObjectLockEnabled))
    return `is told RECORDS_BUCKET ${records.value}, which is no locked archive of the estate`;
  const texts = bucket('QUERY_TEXTS_BUCKET');
  return texts.value !== undefined && texts.found === undefined
    ? `is told QUERY_TEXTS_BUCKET ${texts.value}, which is no bucket of the estate`
    : undefined;
}

/** A list with lines, or nothing: an empty one would let in whoever holds no credential at all. */
function emptyDemands(lambda: Resource): boolean {
  const written = told(lambda, 'DEMANDS');
  if (written === undefined) return false;
  try {
    const read: unknown = JSON.parse(written);
    return !Array.isArray(read) || read.length === 0;
  } catch {
    return true;
  }
}

/** With a directory of the estate its tokens are believed, and no others; without one, those of one address on HTTPS. */
function strangeIssuer(estate: Estate, lambda: Resource): string | undefined {
  const issuer = told(lambda, 'ISSUER');
  if (issuer === undefined) return undefined;
  const pools = estate.ofType('AWS::Cognito::UserPool');
  const kind = told(lambda, 'TOKEN_KIND');
  if (pools.length === 0)
    return kind === 'oidc' && /^https:\/\/[^/\s]+/.test(issuer)
      ? undefined
      : `believes tokens of ${issuer}, as ${kind}`;
  const [, ofRegion, id] = /^https:\/\/cognito-idp\.([a-z0-9-]+)\.amazonaws\.com\/(.+)$/.exec(issuer) ?? [];
  const pool = estate.find(id, 'AWS::Cognito::UserPool');
  const isOurs = kind === 'cognito' && pool !== undefined && ofRegion === regionOf(estate, lambda.stack);
  if (!isOurs) return `believes tokens of ${issuer}, which is not the directory of the estate`;
  return told(lambda, 'KEYS_HOST') === undefined ? undefined : 'fetches the keys of the directory from elsewhere';
}

/** Both clients sign in alike: what tells them apart is their name, and whom the doors believe. */
function strangeAudience(estate: Estate, lambda: Resource): string | undefined {
  const audience = told(lambda, 'AUDIENCE');
  if (audience === undefined || told(lambda, 'TOKEN_KIND') !== 'cognito') return undefined;
  const client = estate.find(audience, 'AWS::Cognito::UserPoolClient');
  const [, id] = /\.amazonaws\.com\/(.+)$/.exec(told(lambda, 'ISSUER') ?? '') ?? [];
  if (client === undefined || estate.find(client.properties.UserPoolId) !== estate.find(id))
    return `takes tokens for ${audience}, which is no client of the directory`;
  const door = told(lambda, 'DOOR');
  return door !== undefined && text(client.properties.ClientName)?.endsWith(`-${door}`)
    ? undefined
    : `takes tokens for ${text(client.properties.ClientName)} at the ${door} door`;
}

const isOfTheGate = (lambda: Resource): boolean =>
  [...shared, 'AUDIENCE', 'DOOR'].some((name) => told(lambda, name) !== undefined);

/**
 * Code is the same in every environment; whom it believes and what it reads is said in its variables. Whoever may change them in the account
 * is the function, and stands in the list of residual trust; this proves what the templates say.
 */
export const functionsAreToldWhomToTrust: Rule = {
  id: 'functions-are-told-whom-to-trust',
  safe: 'people',
  controls: ['1.5.05', '3.2.03', '3.2.04'],
  severity: 'fatal',
  why: 'A gate that believes the tokens of another directory, or reads another table for the register, stands open with every other rule green.',
  fix: 'tell every function the one directory of the estate, its own client, and the one register; and the same demands to all who decide',
  source:
    'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html',
  check: (estate) => {
    const all = functions(estate)
      .map(({ resource }) => resource)
      .filter(isOfTheGate);
    return all.map((lambda) => {
      const fault =
        disagreement(estate, lambda, all) ??
        strangeStore(estate, lambda) ??
        strangeStoreOfTheAirlock(estate, lambda) ??
        strangeIssuer(estate, lambda) ??
        strangeAudience(estate, lambda) ??
        (emptyDemands(lambda) ? 'is told to demand nothing of anybody' : undefined);
      return judged(
        fault === undefined,
        lambda,
        'Properties.Environment',
        'is told the directory, the tables and the demands of the estate',
        fault ?? '',
      );
    });
  },
};
