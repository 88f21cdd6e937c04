const frozen = new WeakSet<object>();

/** The same value, which nobody can change any more, all the way down: what follows from it follows from it for good. */
export function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return value;
  for (const part of Object.values(value)) freeze(part);
  frozen.add(Object.freeze(value));
  return value;
}

/** Whether `freeze` has frozen it, and so every part of it too. */
export const isFrozen = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && frozen.has(value);
