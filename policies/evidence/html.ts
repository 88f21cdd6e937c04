/** Text that is markup already. Only the tag below makes it. */
export interface Html {
  readonly markup: string;
}

type Part = string | number | Html | false | undefined | readonly Part[];

/** Markup from a template. What is not markup already is escaped, for text and for quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: strings.map((string, index) => string + rendered(parts[index])).join('') };
}

/** Our own style and script, which escaping would break. Never anything that a person wrote. */
export const verbatim = (markup: string): Html => ({ markup });

function rendered(part: Part): string {
  if (part === false || part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(part);
  if (isList(part)) return part.map(rendered).join('');
  return part.markup;
}

const isList = (part: Html | readonly Part[]): part is readonly Part[] => Array.isArray(part);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** A link where the text is a web address, the text itself where it is a document reference. */
export const linked = (text: string): Html =>
  /^https:\/\/[^\s"'<>]+$/.test(text) ? html`<a href="${text}" rel="noreferrer">${text}</a>` : html`${text}`;
