import { readFileSync, statSync } from 'node:fs';
import { quoted } from './problem.ts';

/** One megabyte: a hundred times a large region. More is a mistake or an attack on the parser. */
const largest = 1_000_000;

export type Text =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly rule: string; readonly value: string; readonly remedy: string };

const refused = (rule: string, value: string, remedy: string): Text => ({ ok: false, rule, value, remedy });

/** Text of a deployment file, without byte order mark. Looks at the size first, and never reads a device or a pipe. */
export function readText(file: string): Text {
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return refused('must be a file', 'a folder', 'name the YAML file in it');
    if (!stat.isFile()) return refused('must be a regular file', 'a device, pipe or socket', 'name a YAML file');
    if (stat.size > largest) {
      return refused(`must be at most ${largest} bytes`, `${stat.size} bytes`, 'check that it is a deployment file');
    }
    return decode(readFileSync(file));
  } catch (error) {
    const reason = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
    if (reason === 'ENOENT') return refused('must exist', 'nothing', 'check the name, or make one with `tre init`');
    return refused('must be readable', reason, 'check the name and the permissions');
  }
}

/** Refuses what is not UTF-8 rather than guess: a guessed letter could change an organisation's name. */
function decode(bytes: Uint8Array): Text {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.trim() === '') return refused('must not be empty', 'nothing', 'start from `tre init`');
    return { ok: true, text };
  } catch {
    const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
    return refused('must be UTF-8 text', `bytes that are not, in ${quoted(start)}`, 'save it as UTF-8');
  }
}
