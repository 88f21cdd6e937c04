import type { FileType, Finding } from '../contract.ts';
import { textual, typeByExtension } from './extensions.ts';
import { limits } from './limits.ts';
import { typeByMagic } from './magic.ts';
import { typeByMarkup } from './markup.ts';
import { pathFindings } from './paths.ts';
import { finding } from './refusal.ts';
import { isText, isUtf16 } from './utf8.ts';
import { typeOfArchive } from './zip-names.ts';

export interface Recognised {
  readonly type: FileType;
  readonly findings: readonly Finding[];
}

/** What the engine must hand over of a longer file, unless it holds the whole. */
export const headBytes = limits.headBytes;

const disagrees = finding(
  'type-disagrees',
  'blocked',
  'the content of the file is of another type than its name says',
  'name the file by what it is, or export it again in the type that its name says',
);
const unknown = finding(
  'unknown-type',
  'blocked',
  'the type of the file is not known',
  'send CSV, text, JSON, PNG, JPEG, PDF, XLSX or DOCX, under a name that ends so',
);
const sixteen = finding('utf-16', 'blocked', 'the text is in UTF-16', 'save the file in UTF-8', { byte: 0 });

const typeByContent = (path: string, head: Uint8Array, cut: boolean, byName: FileType | undefined) => {
  const text = isText(head, cut);
  const type =
    typeByMagic(head, text) ?? (text ? typeByMarkup(new TextDecoder().decode(head.subarray(0, 8192))) : undefined);
  if (type === 'zip') return typeOfArchive(head, byName, cut);
  if (type !== undefined) return type;
  return byName !== undefined && textual.has(byName) ? textualType(path, head, byName) : text ? 'text' : undefined;
};

/** Written by ACRO beside its outputs, always under this name. https://github.com/AI-SDC/ACRO */
const textualType = (path: string, head: Uint8Array, byName: FileType): FileType => {
  if (byName !== 'json' || !/(^|\/)results\.json$/.test(path)) return byName;
  const text = new TextDecoder().decode(head.subarray(0, 4096));
  return text.includes('"version"') && text.includes('"results"') ? 'acro-results' : byName;
};

/** What ACRO writes is JSON by its name. */
const sameAs: Readonly<Partial<Record<FileType, FileType>>> = { 'acro-results': 'json' };

/**
 * Type of a file by its first {@link headBytes} bytes (or all there are) and by its name. `whole`, where the engine holds it, tells what a ZIP is.
 * Both must agree: otherwise, and for what is unknown, a finding blocks the file. Whether the type may be released: {@link refusedType}.
 */
export const recognise = (path: string, head: Uint8Array, whole?: Uint8Array): Recognised => {
  const named = pathFindings(path);
  const byName = typeByExtension(path);
  const bytes = whole ?? head;
  if (bytes.length === 0) return { type: byName ?? 'unknown', findings: [...named, ...empty] };
  const text = byName === undefined || textual.has(byName);
  if (isUtf16(bytes) && text) return { type: byName ?? 'unknown', findings: [...named, sixteen] };
  const cut = whole === undefined && head.length >= headBytes;
  const type = typeByContent(path, bytes, cut, byName);
  if (type === undefined) return { type: 'unknown', findings: [...named, unknown] };
  if (byName !== undefined && (type === byName || sameAs[type] === byName)) return { type, findings: named };
  if (byName === undefined && type === 'text') return { type: 'unknown', findings: [...named, unknown] };
  return { type, findings: [...named, disagrees] };
};

const empty = [finding('empty-file', 'blocked', 'the file is empty', 'leave the file out')];
