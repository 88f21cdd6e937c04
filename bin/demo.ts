import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { today } from './clock.ts';
import { evidence } from './verbs/evidence.ts';

/** `npm run demo`: the evidence packs of every example. Unmet statements are the point of a pack, not a failure of the demo. */
async function main(): Promise<void> {
  const folder = join(__dirname, '..', 'deployments');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name));
  let printed = '';
  const status = await evidence.run([...files, '--json'], {
    stdout: (text) => {
      printed += text;
    },
    stderr: (text) => process.stderr.write(text),
    today,
  });
  if (printed === '') {
    process.exitCode = status;
    return;
  }
  const packs: { deployment: string; folder: string; mandatoryUnmet: string[] }[] = JSON.parse(printed);
  for (const pack of packs) {
    console.log(`${pack.deployment}: ${pack.mandatoryUnmet.length} mandatory statements still unmet`);
  }
  console.log('\nOpen in a browser:');
  for (const pack of packs) console.log(`  ${resolve(pack.folder, 'index.html')}`);
}

main();
