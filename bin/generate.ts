import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedFiles } from './generated-files.ts';

/** `npm run generate`: writes every file that is derived from the code. A test fails when one is stale. */
for (const [file, content] of generatedFiles()) {
  const path = join(__dirname, '..', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  console.log(file);
}
