import { rmSync } from 'node:fs';
import { assemblyVariable } from './examples.ts';

export default function tearDown(): void {
  const folder = process.env[assemblyVariable];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
