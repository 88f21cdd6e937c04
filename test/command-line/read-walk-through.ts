/** One command of a walk-through that a README shows. */
export interface Step {
  readonly at: 'desk';
  readonly person: string;
  /** What stands behind `npx tre`. */
  readonly args: readonly string[];
  /** Rules that the refusal names; none: the command ends with 0. */
  readonly refused: readonly string[];
}
export interface Day {
  readonly at: 'day';
  readonly day: string;
}

/**
 * Reads the commands under a heading. Comments say who types (`# officer-one: why`, `# each of a b c`) and on which day (`# on 2027-04-01`); one
 * behind a command says by which rules it is refused.
 * @throws at a line that is none of these: a walk-through with a command that nobody runs would be worth nothing.
 */
export function readWalkThrough(
  page: string,
  heading: string,
  words: Readonly<Record<string, string>>,
): readonly (Step | Day)[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const block = /```sh\n(.*?)```/s.exec(section)?.[1] ?? '';
  const steps: (Step | Day)[] = [];
  let people: readonly string[] = [];
  for (const line of block.replaceAll('\\\n', ' ').split('\n')) {
    const [, day] = /^# on (\d{4}-\d{2}-\d{2})/.exec(line) ?? [];
    const [, each] = /^# each of ([a-z- ]+)/.exec(line) ?? [];
    const [, one] = /^# ([a-z]+(?:-[a-z]+)+)(?::|$)/.exec(line) ?? [];
    if (line.trim() === '') continue;
    if (day !== undefined) steps.push({ at: 'day', day });
    else if (each !== undefined) people = each.trim().split(' ');
    else if (one !== undefined) people = [one];
    else {
      const [, command = '', refusal = ''] = /^npx tre (.*?)(?:\s+# refused: (.*))?$/.exec(line) ?? [];
      if (command === '' || people.length === 0) throw new Error(`nobody runs the line ${JSON.stringify(line)}`);
      const refused = refusal === '' ? [] : refusal.split(', ');
      for (const person of people) steps.push({ at: 'desk', person, args: argumentsOf(command, words), refused });
    }
  }
  return steps;
}

/** As a shell splits them: quotes of both kinds, and variables outside the single ones. @throws for an unknown variable. */
function argumentsOf(command: string, words: Readonly<Record<string, string>>): readonly string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain = '']) =>
    quoted !== undefined
      ? quoted
      : plain.replace(/\$([A-Z_]+)/g, (_, name: string) => {
          const word = words[name];
          if (word === undefined) throw new Error(`nobody says what $${name} is`);
          return word;
        }),
  );
}
