import { sha256 } from '../workflow/canonical.ts';

/** Always the same id for the same text, of version 8: whoever sends a command twice makes one thing. https://www.rfc-editor.org/rfc/rfc9562 */
export const uuidOf = (text: string): string => {
  const hash = sha256(text);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};
