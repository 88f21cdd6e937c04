import { createInterface } from 'node:readline/promises';

/** Whoever sits before it. Everything is shown on standard error, so that answers on standard output stay clean. */
export interface Terminal {
  /** Whether somebody sits there, to be asked and shown things. */
  readonly present: boolean;
  /** @throws Interrupted on Ctrl-C and Ctrl-D. */
  ask(question: string): Promise<string>;
  /** The same, and nothing of what is typed appears. */
  askSecret(question: string): Promise<string>;
  show(text: string): void;
}

export class Interrupted extends Error {}

type Input = NodeJS.ReadStream;
type Output = NodeJS.WriteStream;

export const terminalOf = (input: Input, output: Output): Terminal => ({
  present: input.isTTY === true && output.isTTY === true,
  async ask(question) {
    const lines = createInterface({ input, output });
    const ended = new Promise<never>((_, reject) => lines.once('close', () => reject(new Interrupted())));
    try {
      return (await Promise.race([lines.question(question), ended])).trim();
    } finally {
      ended.catch(() => {});
      lines.close();
    }
  },
  askSecret: (question) => typedUnseen(question, input, output),
  show: (text) => {
    output.write(text);
  },
});

/** Raw, so that the terminal itself echoes nothing. Backspace and Ctrl-U work; other control characters and keys are no part of a password. */
function typedUnseen(question: string, input: Input, output: Output): Promise<string> {
  output.write(question);
  return new Promise((resolve, reject) => {
    let typed = '';
    const before = input.isRaw;
    const end = (settle: () => void) => {
      input.off('data', read);
      input.setRawMode(before);
      input.pause();
      output.write('\n');
      settle();
    };
    const read = (chunk: string) => {
      if (chunk.startsWith('\x1b') && chunk.length > 1) return; // an arrow or another key of several bytes
      for (const key of chunk) {
        if (key === '\r' || key === '\n') return end(() => resolve(typed));
        if (key === '\x03' || key === '\x04') return end(() => reject(new Interrupted()));
        if (key === '\x7f' || key === '\b') typed = [...typed].slice(0, -1).join('');
        else if (key === '\x15') typed = '';
        else if (key >= ' ') typed += key;
      }
    };
    input.setRawMode(true);
    input.setEncoding('utf8');
    input.on('data', read);
    input.resume();
  });
}
