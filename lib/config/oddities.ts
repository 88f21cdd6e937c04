import { type Document, isAlias, isMap, isNode, isScalar, visit, type YAMLMap } from 'yaml';

/** A deployment file needs a few anchors at most; thousands of expansions are a bomb. */
export const mostAliases = 200;

export interface Oddities {
  readonly aliases: { readonly offset: number; readonly rule: string; readonly remedy: string }[];
  /** Offsets of keys that a map already has. */
  readonly repeats: number[];
}

/** What is valid YAML, or passes for it, and still no deployment file. */
export function oddities(document: Document): Oddities {
  const anchors = new Set<string>();
  const found: Oddities = { aliases: [], repeats: [] };
  let count = 0;
  visit(document, (_, node) => {
    if (isAlias(node)) {
      count += 1;
      const offset = node.range?.[0] ?? 0;
      if (!anchors.has(node.source)) {
        const rule = 'must not use an alias without an anchor';
        found.aliases.push({ offset, rule, remedy: 'quote a value that starts with *' });
      } else if (count > mostAliases) {
        const rule = `must not use more than ${mostAliases} aliases`;
        found.aliases.push({ offset, rule, remedy: 'write the values out' });
        return visit.BREAK;
      }
    } else if (isNode(node) && node.anchor !== undefined) anchors.add(node.anchor);
    if (isMap(node)) addRepeatedKeys(node, found.repeats);
    return undefined;
  });
  return found;
}

function addRepeatedKeys(map: YAMLMap, repeats: number[]): void {
  const keys = new Set<string>();
  for (const { key } of map.items) {
    const name = keyText(key);
    if (keys.has(name)) repeats.push(isNode(key) ? (key.range?.[0] ?? 0) : 0);
    keys.add(name);
  }
}

/** A key as JavaScript will have it: `1` and `'1'` are the same, and an empty key is the empty text. */
export const keyText = (key: unknown): string => String(isScalar(key) ? (key.value ?? '') : key);
