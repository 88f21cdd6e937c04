import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { type Preset, presets, starter } from '../../lib/config/starter.ts';
import { asOfProblem } from './as-of.ts';
import type { Verb } from './verb.ts';

const usage = `usage: tre init <file> [--preset ${presets.join('|')}] [--as-of YYYY-MM-DD]

Writes a commented deployment file that validates as it stands: a trial on synthetic records (default: control-tower).
Never overwrites. Exit status: 0 written, 1 refused, 2 usage.`;

export const init: Verb = {
  usage,
  async run(args, io) {
    const options = parse(args);
    if (typeof options === 'string') {
      io.stderr(`tre init: ${options}\n\n${usage}\n`);
      return 2;
    }
    const { file, preset, asOf = io.today() } = options;
    const text = starter({ id: idFrom(file), preset, asOf, schemaPath: schemaSeenFrom(file) });
    const refusal = writeNew(file, text);
    if (refusal !== undefined) {
      io.stderr(`tre init: ${refusal}\n`);
      return 1;
    }
    io.stdout(`${file} written (${preset}); replace what is marked REPLACE, then run: tre validate ${file}\n`);
    return 0;
  },
};

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { preset: { type: 'string', default: 'control-tower' }, 'as-of': { type: 'string' } },
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) return 'name one file to write';
    if (!/\.ya?ml$/.test(file)) return `the name must end in .yaml or .yml, not ${JSON.stringify(basename(file))}`;
    const preset = presets.find((one) => one === values.preset);
    if (preset === undefined) {
      return `--preset must be ${presets.join(' or ')}, not ${JSON.stringify(values.preset)}`;
    }
    const wrongDay = asOfProblem(values['as-of']);
    if (wrongDay) return wrongDay;
    const asOf = values['as-of'];
    return { file, preset, ...(asOf === undefined ? {} : { asOf }) } satisfies {
      file: string;
      preset: Preset;
      asOf?: string;
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The file's own name as far as an id allows it, so that two starters do not share every AWS name. */
function idFrom(file: string): string {
  const words = basename(file)
    .replace(/\.ya?ml$/, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .join('-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 16)
    .replace(/-+$/, '');
  return words.length >= 2 ? words : 'my-region';
}

const schemaSeenFrom = (file: string): string =>
  relative(dirname(resolve(file)), join(__dirname, '..', '..', 'docs', 'reference', 'deployment.schema.json'))
    .split(sep)
    .join('/');

/** Writes only where nothing is, not even a dangling link, and leaves nothing behind when writing fails half-way. */
function writeNew(file: string, text: string): string | undefined {
  let handle: number;
  try {
    handle = openSync(file, 'wx');
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
    if (code === 'EEXIST') return `${file} is already there and is never overwritten; choose another name`;
    if (code === 'ENOENT') return `${dirname(file)} does not exist; make the folder first`;
    return `${file} cannot be written: ${code}`;
  }
  try {
    writeSync(handle, text);
    return undefined;
  } catch (error) {
    unlinkSync(file);
    return `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    closeSync(handle);
  }
}
