import { PassThrough } from 'node:stream';
import { Interrupted, terminalOf } from '../../bin/door/terminal.ts';

/** A terminal as far as Node shows it: raw or not, and what it would echo. */
function screen() {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    isRaw: false,
    setRawMode(on: boolean) {
      raw.push(on);
      return input;
    },
  });
  const output = Object.assign(new PassThrough(), { isTTY: true });
  let shown = '';
  output.on('data', (text) => {
    shown += text;
  });
  const terminal = terminalOf(input as unknown as NodeJS.ReadStream, output as unknown as NodeJS.WriteStream);
  return { terminal, input, raw, shown: () => shown };
}

test.each([
  ['as it is typed', ['secret 1!\r'], 'secret 1!'],
  ['in pieces', ['sec', 'ret', '\n'], 'secret'],
  ['with a slip put right', ['secrey\x7ft€\b\r'], 'secret'],
  ['begun anew', ['wrong\x15right\r'], 'right'],
  ['with an arrow pressed', ['se', '\x1b[D', 'cret\r'], 'secret'],
  ['with a letter of two units', ['p\u{1f511}\r'], 'p\u{1f511}'],
])('a password is read %s, and nothing of it appears', async (_, typed, expected) => {
  const { terminal, input, raw, shown } = screen();
  const read = terminal.askSecret('password: ');
  for (const some of typed) input.write(some);
  expect(await read).toBe(expected);
  expect(raw).toEqual([true, false]);
  expect(shown()).toBe('password: \n');
});

test.each(['\x03', '\x04'])('Ctrl-C and Ctrl-D end it, and the terminal is as it was', async (key) => {
  const { terminal, input, raw } = screen();
  const read = terminal.askSecret('password: ');
  input.write(`half${key}`);
  await expect(read).rejects.toThrow(Interrupted);
  expect(raw).toEqual([true, false]);
});

test('a question that nobody answers is interrupted, not answered with nothing', async () => {
  const { terminal, input } = screen();
  const read = terminal.ask('address: ');
  input.end();
  await expect(read).rejects.toThrow(Interrupted);
});

test('nobody sits where input or output is no terminal', () => {
  const { input } = screen();
  const stream = input as unknown as NodeJS.ReadStream;
  expect(terminalOf(stream, new PassThrough() as unknown as NodeJS.WriteStream).present).toBe(false);
});
