import type { Field, Fields } from './door.ts';

/** Words in which the safes say what their answers hold, each with where it came from. */

export const text = (origin: Field['origin'], says: string): Field => ({ type: 'string', origin, says });
export const may = (field: Field): Field => ({ ...field, optional: true });
export const part = (origin: Field['origin'], says: string, fields: Fields): Field => ({
  ...{ type: 'object', origin, says, fields },
});
export const list = (origin: Field['origin'], says: string, fields: Fields): Field => ({
  ...part(origin, says, fields),
  list: true,
});
export const id = (says: string) => text('id', says);
export const word = (says: string) => text('enumeration', says);
export const at = (says: string) => text('instant', says);
export const typed = (says: string) => text('typed-outside', says);
export const inside = (says: string) => text('typed-inside', says);
export const flag = (says: string): Field => ({ type: 'boolean', origin: 'enumeration', says });
export const count = (says: string): Field => ({ type: 'integer', origin: 'count', says });
export const figure = (says: string): Field => ({ type: 'number', origin: 'count', says });
