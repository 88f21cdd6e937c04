import { today } from './clock.ts';
import type { Verb } from './verbs/verb.ts';

/** Exit status. */
export async function runVerb(verb: Verb, args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${verb.usage}\n`);
    return 0;
  }
  return verb.run(args, {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    today,
  });
}

export function endWith(running: Promise<number>): void {
  // Whoever reads only the first lines (`| head`) has what it wants.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  running.then((status) => {
    process.exitCode = status;
  });
}
