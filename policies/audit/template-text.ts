import { parseDocument } from 'yaml';
import type { JsonObject } from '../estate/estate.ts';
import { isRecord } from '../estate/values.ts';
import { intrinsicTags } from '../estate/yaml-intrinsics.ts';

/** What the text of a file turned out to be. `nothing`: readable, or not even text, and no template. */
export type Parsed =
  | { readonly is: 'template'; readonly template: JsonObject }
  | { readonly is: 'unreadable'; readonly why: string }
  | { readonly is: 'nothing'; readonly why: string };

/**
 * CloudFormation takes 1 MB from a bucket. What is larger cannot be deployed, and is not parsed beyond this, in bytes.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const largest = 8_000_000;

/** Where the keyword stands at all, somebody meant a template, and silence about it would be a pass. */
const meansTemplate = /AWSTemplateFormatVersion|"Resources"\s*:|^Resources\s*:/m;

export function parseTemplate(bytes: Buffer): Parsed {
  if (bytes.subarray(0, 8_192).includes(0)) return { is: 'nothing', why: 'is not text' };
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  try {
    return recognise(/^\s*\{/.test(text) ? fromJson(text) : fromYaml(text));
  } catch (error) {
    const why = `cannot be parsed: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
    return meansTemplate.test(text) ? { is: 'unreadable', why } : { is: 'nothing', why };
  }
}

/** YAML takes most of JSON, and some templates called JSON hold what only YAML takes, such as line breaks inside text. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    try {
      return fromYaml(text);
    } catch {
      throw error;
    }
  }
}

function fromYaml(text: string): unknown {
  const document = parseDocument(text, { customTags: intrinsicTags, logLevel: 'silent' });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw problem;
  // A few lines of aliases can unfold to billions; the parser stops at this many.
  return document.toJS({ maxAliasCount: 100 });
}

function recognise(value: unknown): Parsed {
  const template = value as JsonObject;
  if (!isRecord(template) || !isRecord(template.Resources)) return { is: 'nothing', why: 'holds no Resources' };
  const bodies = Object.entries(template.Resources);
  const isTemplate =
    template.AWSTemplateFormatVersion !== undefined ||
    bodies.some(([id, body]) => id.startsWith('Fn::') || (isRecord(body) && typeof body.Type === 'string'));
  if (!isTemplate) return { is: 'nothing', why: 'its Resources have no Type' };
  // Walks the whole once: text nested beyond what a walk can bear is found here and not in a rule.
  JSON.stringify(template);
  return { is: 'template', template };
}
