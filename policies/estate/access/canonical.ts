import type { Estate, Json, JsonObject, Resource } from '../estate.ts';
import { isRecord, list } from '../values.ts';
import { oncePerEstate } from '../views.ts';
import { plain, type Reader } from './documents.ts';
import { accountOf, attributeOf, physicalName, regionOf } from './physical-names.ts';
import { symbol } from './symbols.ts';

/** A reference of the model, told from a policy's own variable by the colon that every variable's namespace has. */
const reference = /\$\{([^}/:]+\/[^}.:]+)(?:\.([^}]*))?\}/g;
const lookedUpLater = /\{\{resolve:[^}]*\}\}/g;

const canonicalText = (estate: Estate, text: string): string =>
  text
    .replace(reference, (whole, address: string, attribute: string | undefined) => {
      const resource = estate.at(address);
      return resource === undefined ? whole : attributeOf(estate, resource, attribute);
    })
    .replace(lookedUpLater, (whole) => symbol('given', whole));

/**
 * Reads the text of one stack as canonical text: names and ARNs as AWS will know them, with a symbol for every part that only a
 * deployment decides. Undefined where not even that can be said.
 */
export const readerOf =
  (estate: Estate, stack: string): Reader =>
  (value) => {
    const text = plain(value);
    if (text !== undefined) return canonicalText(estate, text);
    return isRecord(value) && 'Unresolved' in value ? symbolic(estate, stack, value.Unresolved ?? null) : undefined;
  };

/** Text that the model left unresolved, its open parts as symbols. */
function symbolic(estate: Estate, stack: string, written: Json): string | undefined {
  if (typeof written === 'string' || typeof written === 'number' || typeof written === 'boolean')
    return canonicalText(estate, String(written));
  if (!isRecord(written)) return undefined;
  const [[name = '', argument] = []] = Object.entries(written);
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? referred(estate, stack, argument) : undefined;
    case 'Fn::GetAtt':
      return attribute(estate, stack, argument);
    case 'Fn::Join':
      return joined(estate, stack, argument);
    case 'Fn::Sub':
      return substituted(estate, stack, argument);
    default:
      return open(stack, written);
  }
}

/** Something a deployment decides: the same wherever the same is written. */
const open = (stack: string, written: JsonObject): string => symbol('given', `${stack} ${JSON.stringify(written)}`);

function referred(estate: Estate, stack: string, name: string): string | undefined {
  switch (name) {
    case 'AWS::AccountId':
      return accountOf(estate, stack);
    case 'AWS::Region':
      return regionOf(estate, stack);
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return stack;
    case 'AWS::NoValue':
      return undefined;
  }
  const resource = estate.at(`${stack}/${name}`);
  return resource === undefined ? symbol('given', `${stack}/${name}`) : attributeOf(estate, resource, undefined);
}

function attribute(estate: Estate, stack: string, argument: Json | undefined): string | undefined {
  const [id, ...parts] = typeof argument === 'string' ? argument.split('.') : list(argument);
  if (typeof id !== 'string' || parts.some((part) => typeof part !== 'string')) return undefined;
  const resource = estate.at(`${stack}/${id}`);
  const name = parts.join('.');
  return resource === undefined ? symbol('given', `${stack}/${id}.${name}`) : attributeOf(estate, resource, name);
}

function joined(estate: Estate, stack: string, argument: Json | undefined): string | undefined {
  const [separator, parts] = list(argument);
  if (typeof separator !== 'string' || !Array.isArray(parts)) return undefined;
  const texts = (parts as readonly Json[]).map((part) => symbolic(estate, stack, part));
  return texts.every((text) => text !== undefined) ? texts.join(separator) : undefined;
}

function substituted(estate: Estate, stack: string, argument: Json | undefined): string | undefined {
  const [text, variables] = Array.isArray(argument) ? (argument as readonly Json[]) : [argument, {}];
  if (typeof text !== 'string') return undefined;
  return text.replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const given = isRecord(variables) ? (variables as JsonObject)[name] : undefined;
    const part =
      given !== undefined
        ? symbolic(estate, stack, given)
        : name.includes('.')
          ? attribute(estate, stack, name)
          : referred(estate, stack, name);
    return part ?? symbol('given', `${stack} \${${name}}`);
  });
}

const byArn: (estate: Estate) => ReadonlyMap<string, Resource> = oncePerEstate(
  (estate) => new Map(estate.resources.toReversed().map((resource) => [physicalName(estate, resource).arn, resource])),
);

/** The resource of which an ARN is, or a part of which it names: an object of a bucket, a version of a function. */
export function ownerOf(estate: Estate, arn: string): Resource | undefined {
  const resources = byArn(estate);
  const whole = resources.get(arn);
  if (whole !== undefined) return whole;
  for (
    let rest = arn;
    rest.split(':').length >= 6;
    rest = rest.slice(0, Math.max(rest.lastIndexOf('/'), rest.lastIndexOf(':')))
  ) {
    const found = resources.get(rest);
    if (found !== undefined) return found;
    if (!/[/:]/.test(rest)) return undefined;
  }
  return undefined;
}
