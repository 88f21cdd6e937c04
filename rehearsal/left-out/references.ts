/** What has gone from one template: logical ids of its resources, and names of exports anywhere. */
export interface Gone {
  readonly resources: Pick<ReadonlySet<string>, 'has'>;
  readonly exports: ReadonlySet<string>;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ Ref }` or `{ Fn::… }`: such a value stands or falls as a whole. */
export const isIntrinsic = (value: unknown): boolean => {
  if (!isRecord(value)) return false;
  const [key, ...more] = Object.keys(value);
  return more.length === 0 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'));
};

/** The first thing inside `value` that refers to what has gone; undefined when all of it still stands. */
export function danglingReference(value: unknown, gone: Gone): string | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = danglingReference(item, gone);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  for (const [key, argument] of Object.entries(value)) {
    const found = named(key, argument, gone) ?? danglingReference(argument, gone);
    if (found !== undefined) return found;
  }
  return undefined;
}

function named(key: string, argument: unknown, { resources, exports }: Gone): string | undefined {
  const ours = (name: unknown) => (typeof name === 'string' && resources.has(name) ? name : undefined);
  if (key === 'Ref') return ours(argument);
  if (key === 'Fn::GetAtt') return ours(Array.isArray(argument) ? argument[0] : String(argument).split('.')[0]);
  if (key === 'Fn::ImportValue') {
    return typeof argument === 'string' && exports.has(argument) ? argument : undefined;
  }
  if (key === 'Fn::Sub') {
    const text = String(Array.isArray(argument) ? argument[0] : argument);
    const names = [...text.matchAll(/\$\{([A-Za-z0-9]+)(\.[^}]*)?\}/g)].map((match) => match[1]);
    return names.find((name) => ours(name) !== undefined);
  }
  return undefined;
}
