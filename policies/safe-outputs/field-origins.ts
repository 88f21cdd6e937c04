import type { Door, Operation } from '../estate/doors.ts';
import type { Json, JsonObject } from '../estate/estate.ts';
import { isRecord, list, record, text } from '../estate/values.ts';

/** Where a field may come from, and still be shown on the internet. */
const outside = ['enumeration', 'count', 'id', 'instant', 'typed-outside', 'released'];
/** What holds, or could hold, something of a record. */
const inside = ['typed-inside', 'data'];

/** A refusal is the name of a rule and a sentence of ours; API Gateway's own answers have a message. */
const ofRefusals = ['message', 'refusals', 'refusals.rule', 'refusals.says'];

/** Paths are written with dots; lists add nothing to them. */
const plain = (path: string): string => path.replaceAll('[]', '').replace(/^\$?\./, '');

function resolved(document: JsonObject, schema: Json | undefined): JsonObject {
  const written = record(schema);
  const [, name] = /^#\/components\/schemas\/(.+)$/.exec(text(written.$ref) ?? '') ?? [];
  return name === undefined ? written : record(record(record(document.components).schemas)[name]);
}

/** Every field of a schema, the parts of parts too; undefined where it leaves open which there are. */
function fieldsOf(document: JsonObject, schema: Json | undefined, depth = 0): readonly string[] | undefined {
  if (depth > 20) return undefined;
  const written = resolved(document, schema);
  if (written.type === 'array') return fieldsOf(document, written.items, depth + 1);
  if (isRecord(written.additionalProperties) || written.additionalProperties === true) return undefined;
  if ([written.allOf, written.anyOf, written.oneOf].some((one) => one !== undefined)) return undefined;
  if (written.type !== 'object') return written.type === undefined ? undefined : [];
  const found: string[] = [];
  for (const [name, part] of Object.entries(record(written.properties))) {
    const parts = fieldsOf(document, part, depth + 1);
    if (parts === undefined) return undefined;
    found.push(name, ...parts.map((one) => `${name}.${one}`));
  }
  return found;
}

function ofResponse(document: JsonObject, response: Json | undefined): readonly string[] | undefined {
  const written = resolved(document, response);
  const [, name] = /^#\/components\/responses\/(.+)$/.exec(text(record(response).$ref) ?? '') ?? [];
  const body = name === undefined ? written : record(record(record(document.components).responses)[name]);
  if (body.content === undefined) return [];
  const all = Object.values(record(body.content)).map((one) => fieldsOf(document, record(one).schema));
  return all.some((one) => one === undefined) ? undefined : all.flatMap((one) => one ?? []);
}

/** Bytes that are streamed are no fields: what the operation says of them must be said of something, and outside of nothing but what was released. */
function faultsOfStream(origins: ReadonlyMap<string, string | undefined>, kind: Door['kind']): readonly string[] {
  if (origins.size === 0) return ['streams bytes, and does not say where they come from'];
  const other = [...origins].find(([, origin]) => origin !== 'released');
  return kind === 'public' && other !== undefined
    ? [`streams ${other[0]}, which is ${other[1]}, at the public door, where released bytes alone are streamed`]
    : [];
}

/**
 * Why an operation may not stand at a door, by what it says of its answers. The list of origins is the list of fields: a document that shows a
 * schema besides must name no field that is not there, and one that has no list says nothing.
 */
export function faultsOfOrigins(
  document: JsonObject,
  { written, streams }: Operation,
  kind: Door['kind'],
): readonly string[] {
  const origins = new Map(
    Object.entries(record(written['x-tre-origins'])).map(([path, origin]) => [plain(path), text(origin)]),
  );
  if (!isRecord(written['x-tre-origins'])) return ['does not say where what it answers comes from'];
  const said = list(written['x-tre-doors']);
  if (!said.includes(kind)) return [`may stand at ${said.length === 0 ? 'no door' : said.join(' and ')}`];
  const strange = [...origins].find(([, origin]) => ![...outside, ...inside].includes(origin ?? ''));
  if (strange !== undefined) return [`says ${strange[1] ?? 'nothing'} of ${strange[0]}, which is no origin`];
  const within = [...origins].filter(([, origin]) => inside.includes(origin ?? ''));
  const [first] = within;
  if (first !== undefined && (kind === 'public' || said.includes('public')))
    return [`shows ${first[0]}, which is ${first[1]}, at the public door`];
  const streamed = streams === false ? [] : faultsOfStream(origins, kind);
  if (streamed.length > 0) return streamed;
  return Object.entries(record(written.responses)).flatMap(([status, response]) => {
    const fields = ofResponse(document, response);
    if (fields === undefined) return [`does not say which fields its answer ${status} has`];
    const isRefusal = !status.startsWith('2');
    const unsaid = fields.find((one) => !origins.has(one) && !(isRefusal && ofRefusals.includes(one)));
    return unsaid === undefined ? [] : [`does not say where ${unsaid} comes from`];
  });
}
