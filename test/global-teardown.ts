import { rmSync } from 'node:fs';
import { assemblyVariable, cacheBeside } from './examples.ts';

export default function tearDown(): void {
  const folder = process.env[assemblyVariable];
  if (folder === undefined) return;
  for (const one of [folder, cacheBeside(folder)]) rmSync(one, { recursive: true, force: true });
}
