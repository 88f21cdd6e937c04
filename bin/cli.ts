import { today } from './clock.ts';
import { evidence } from './verbs/evidence.ts';
import { init } from './verbs/init.ts';
import { validate } from './verbs/validate.ts';
import type { Verb } from './verbs/verb.ts';

const verbs: Readonly<Record<string, Verb>> = { init, validate, evidence };

const usage = `usage: tre <command> [options]

${Object.entries(verbs)
  .map(([name, verb]) => `  ${name.padEnd(10)} ${verb.summary}`)
  .join('\n')}

tre <command> --help tells more. Exit status: 0 fine, 1 findings or refusal, 2 usage.
`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  const verb = name === undefined || !Object.hasOwn(verbs, name) ? undefined : verbs[name];
  if (verb === undefined) {
    const asked = name === '--help' || name === '-h' || name === 'help';
    (asked ? process.stdout : process.stderr).write(
      name === undefined || asked ? usage : `tre: there is no command ${JSON.stringify(name)}\n\n${usage}`,
    );
    return asked ? 0 : 2;
  }
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

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
