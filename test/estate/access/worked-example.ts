import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Caller } from '../../../policies/estate/access/caller.ts';
import type { Facts } from '../../../policies/estate/access/circumstances.ts';
import { type PolicyStatement, plain, readDocument } from '../../../policies/estate/access/documents.ts';
import type { Policies, Request } from '../../../policies/estate/access/request.ts';
import type { Json, JsonObject } from '../../../policies/estate/estate.ts';

/** A case as test/cases/access/README.md describes it. */
export interface WorkedExample {
  readonly name: string;
  readonly because: string;
  readonly request: {
    readonly action: string;
    readonly resource: string;
    readonly resourceAccount?: string | null;
    readonly principal: Caller;
    readonly context?: Readonly<Record<string, string | readonly string[] | null>>;
  };
  readonly policies: {
    readonly identity?: readonly JsonObject[];
    readonly boundary?: readonly JsonObject[];
    readonly session?: readonly JsonObject[];
    readonly resource?: readonly JsonObject[];
    readonly endpoint?: readonly JsonObject[];
    readonly scps?: readonly (readonly JsonObject[])[];
    readonly rcps?: readonly (readonly JsonObject[])[];
  };
  readonly expect: 'allowed' | 'denied' | 'conditional';
}

export const casesFolder = join(__dirname, '..', '..', 'cases', 'access');

export const workedExamples = (folder = casesFolder): readonly (WorkedExample & { readonly file: string })[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const { cases }: { cases: WorkedExample[] } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      return cases.map((example) => ({ ...example, file }));
    });

const statements = (documents: readonly Json[], layer: string): readonly PolicyStatement[] =>
  documents.flatMap((document, index) => readDocument(document, `${layer} ${index}`, '', plain));

export function requestOf({ request, policies }: WorkedExample): readonly [Request, Policies] {
  const { action, resource, resourceAccount, principal, context } = request;
  const inArn = resource.split(':')[4] || undefined;
  const account = resourceAccount === null ? undefined : (resourceAccount ?? inArn ?? principal.account);
  const facts: Facts = Object.fromEntries(
    Object.entries(context ?? {}).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
  const layer = (name: 'identity' | 'boundary' | 'session' | 'resource' | 'endpoint') => {
    const documents = policies[name];
    return documents === undefined ? {} : { [name]: statements(documents, name) };
  };
  const levels = (name: 'scps' | 'rcps') => (policies[name] ?? []).map((level) => statements(level, name));
  return [
    { caller: principal, action, resource, resourceAccount: account, facts },
    {
      ...layer('identity'),
      ...layer('boundary'),
      ...layer('session'),
      ...layer('resource'),
      ...layer('endpoint'),
      ...(policies.scps === undefined ? {} : { serviceControl: levels('scps') }),
      ...(policies.rcps === undefined ? {} : { resourceControl: levels('rcps') }),
    },
  ];
}
