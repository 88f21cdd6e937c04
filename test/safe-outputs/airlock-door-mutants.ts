import type { Mutant } from '../mutant.ts';
import { grant } from '../safe-data/changes.ts';
import { letIn, many, objects, onResource, openKey } from './airlock-edits.ts';

type Values = Record<string, unknown>;

/** Edits the first operation of a door that streams. */
const streaming =
  (door: 'Private' | 'Public', edit: (operation: Values) => void): Mutant['mutate'] =>
  (templates) =>
    onResource(templates, 'AWS::ApiGateway::RestApi', `${door}Api`, (body) => {
      const { paths } = body.Properties.Body as { paths: Record<string, Record<string, Values>> };
      const found = Object.values(paths)
        .flatMap((item) => Object.values(item))
        .find((one) => JSON.stringify(one).includes('"STREAM"'));
      if (found === undefined) throw new Error('no operation streams');
      edit(found);
    });

const firewall =
  (edit: (rules: Values[]) => Values[]): Mutant['mutate'] =>
  (templates) =>
    onResource(templates, 'AWS::WAFv2::WebACL', 'PublicFirewall', (body) => {
      body.Properties.Rules = edit(body.Properties.Rules as Values[]);
    });

const rewriting = (from: string, to: string) =>
  firewall((rules) => JSON.parse(JSON.stringify(rules).replaceAll(from, to)));

export const airlockDoorMutants: readonly Mutant[] = [
  ...many('text-typed-inside-stays-inside', {
    'files under review are streamed at the public door': streaming('Public', (one) => {
      one['x-tre-origins'] = { bytes: 'data' };
    }),
    'something that somebody typed outside is streamed beside what was released': streaming('Public', (one) => {
      one['x-tre-origins'] = { bytes: 'typed-outside' };
    }),
    'a stream does not say where its bytes come from': streaming('Private', (one) => {
      one['x-tre-origins'] = {};
    }),
  }),
  ...many('nothing-behind-the-public-door-reaches-data', {
    'the public door reads what arrived': (templates) =>
      letIn(templates, 'airlock-public', 's3:GetObject', {
        store: 'AirlockInbound',
        noun: 'airlock-inbound',
        sids: ['DenyReadingToOthers'],
      }),
    'the public door opens the key of what arrived': (templates) =>
      openKey(templates, 'AirlockInboundKey', 'airlock-public'),
    'the public door puts among drafts': (templates) =>
      letIn(templates, 'airlock-public', 's3:PutObject', {
        store: 'AirlockDraft',
        noun: 'airlock-draft',
        sids: ['DenyWritingToOthers'],
      }),
    'the public door writes a release': (templates) =>
      letIn(templates, 'airlock-bytes-public', 's3:PutObject', {
        store: 'Release',
        noun: 'release',
        sids: ['DenyWritingToOthers'],
      }),
  }),
  ...many('public-door-stands-behind-a-firewall', {
    'bodies are limited nowhere': firewall((rules) => rules.filter(({ Name }) => Name !== 'body-size')),
    'bodies are counted and not refused': firewall((rules) =>
      rules.map((rule) => (rule.Name === 'body-size' ? { ...rule, Action: { Count: {} } } : rule)),
    ),
    'every path takes large bodies': rewriting('^/v1/arrivals/[^/]+/parts$', '^/v1/.*$'),
    'whatever ends like parts takes large bodies': rewriting('^/v1/arrivals/[^/]+/parts$', 'parts$'),
    'large bodies are let through unseen': rewriting('"OversizeHandling":"MATCH"', '"OversizeHandling":"CONTINUE"'),
    'another rule of AWS is counted as well': rewriting('SizeRestrictions_BODY', 'CrossSiteScripting_BODY'),
  }),
  ...many('broker-does-nothing-but-assume', {
    'the broker puts wherever it likes among drafts': (templates) =>
      grant(templates, 'broker', { Action: 's3:PutObject', Resource: objects('airlock-draft') }),
    'the broker reads drafts': (templates) =>
      grant(templates, 'broker', { Action: 's3:GetObject', Resource: objects('airlock-draft', 'deposits/*') }),
    'the broker puts under review': (templates) =>
      grant(templates, 'broker', { Action: 's3:PutObject', Resource: objects('airlock-review', 'deposits/*') }),
  }),
];
