import { SaxesParser } from 'saxes';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import { decode } from './utf8.ts';

export interface XmlElement {
  /** Without its prefix: which prefix a writer chose says nothing. */
  readonly name: string;
  /** By name without prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly depth: number;
}

export interface XmlHandlers {
  readonly open?: (element: XmlElement) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

export interface XmlSeen {
  readonly root: string;
  /** Comments and instructions, which no reader of an office document shows. */
  readonly hidden: number;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const malformed = (entry: number | undefined) =>
  new Refusal(
    'xml-malformed',
    'a part of the file is not the XML that it must be',
    'save the file again',
    entry === undefined ? {} : { entry },
  );

/** Walks a document in bounded depth and amount. A document type is refused, and with it every entity but the five of XML. Throws {@link Refusal}. */
export const readXml = (bytes: Uint8Array, handlers: XmlHandlers, entry?: number): XmlSeen => {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let events = 0;
  let depth = 0;
  let hidden = 0;
  let root = '';
  const count = () => {
    if (++events > limits.xmlEvents) throw malformed(entry);
  };
  const refuse = () => {
    throw malformed(entry);
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('comment', () => {
    hidden++;
  });
  parser.on('processinginstruction', () => {
    hidden++;
  });
  parser.on('opentag', (tag) => {
    count();
    if (++depth > limits.xmlDepth) refuse();
    const name = local(tag.name);
    if (depth === 1) root = name;
    const attributes = new Map(Object.entries(tag.attributes).map(([key, value]) => [local(key), value] as const));
    handlers.open?.({ name, attributes, depth });
  });
  parser.on('closetag', (tag) => {
    depth--;
    handlers.close?.(local(tag.name));
  });
  const text = (part: string) => {
    count();
    handlers.text?.(part);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(decode(bytes)).close();
  return { root, hidden };
};
