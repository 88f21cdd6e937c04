import { rmSync } from 'node:fs';
import { assemblyVariable } from './examples.ts';

export default function tearDown(): void {
  for (const folder of [process.env[assemblyVariable], process.env.XDG_CACHE_HOME])
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
