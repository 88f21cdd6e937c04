import { join } from 'node:path';
import { readOrExplain } from '../../bin/deployment-file.ts';
import type { Deployment } from '../../lib/config/deployment.ts';
import { root } from './process.ts';

export const asOf = '2026-11-24';

/** The example region under another name, with so many projects, all copies of its first. */
export function region(id: string, projects: number): Deployment {
  const example = readOrExplain(join(root, 'deployments', 'thames-valley.yaml'), asOf);
  const [first] = example.projects;
  if (first === undefined) throw new Error('the example has no project to copy');
  return { ...example, id, projects: Array.from({ length: projects }, (_, index) => ({ ...first, id: `p-${index}` })) };
}
