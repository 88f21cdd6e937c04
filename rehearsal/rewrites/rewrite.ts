import type { Template, Templates } from '../left-out/template.ts';

/** Where the templates go. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** A change to the templates by which an emulator comes to do what AWS would; the difference it bridges is on the list. */
export type Rewrite = (templates: Templates, place: Place) => Templates;

export const eachTemplate = (templates: Templates, change: (value: unknown, key: string) => unknown): Templates =>
  new Map([...templates].map(([stack, template]) => [stack, deeply(template, '', change) as Template]));

/** Inside out: `change` sees each value with its key (none in a list), after what is below it was changed. */
function deeply(value: unknown, key: string, change: (value: unknown, key: string) => unknown): unknown {
  if (Array.isArray(value))
    return change(
      value.map((item) => deeply(item, '', change)),
      key,
    );
  if (typeof value !== 'object' || value === null) return change(value, key);
  return change(
    Object.fromEntries(Object.entries(value).map(([name, child]) => [name, deeply(child, name, change)])),
    key,
  );
}
