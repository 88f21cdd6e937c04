import type { Lacks } from './filter.ts';

/** Types that the emulator has, less one property that it refuses. The difference of the same name asks whether it still does. */
const halfKnown = [{ type: 'AWS::CloudWatch::Alarm', property: 'Metrics' }] as const;

/** @param types what the emulator says it can make */
export const lacksOf =
  (types: ReadonlySet<string>): Lacks =>
  ({ Type, Properties = {} }) => {
    if (Type.startsWith('Custom::')) return undefined;
    if (!types.has(Type)) return Type;
    const refused = halfKnown.find(({ type, property }) => type === Type && Object.hasOwn(Properties, property));
    return refused && `${Type} with ${refused.property}`;
  };
