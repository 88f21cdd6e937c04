import { join } from 'node:path';
import type { Deployment } from '../../lib/config/deployment.ts';
import { copyWith, templatesOf } from '../left-out/assembly-folder.ts';
import { type Filtered, type Lacks, leaveOut } from '../left-out/filter.ts';
import type { Templates } from '../left-out/template.ts';
import { inItsWords } from '../rewrites/rewrites.ts';

/** One set of templates, ready for the target. */
export interface Plan {
  readonly deployment: Deployment;
  /** As synthesised. */
  readonly templates: Templates;
  /** As deployed. */
  readonly deployed: Templates;
  readonly filtered: Filtered;
  /** Folder for the CDK command line. */
  readonly app: string;
}

/** @param lacks undefined for AWS itself, which gets the templates as they are */
export function planOf(deployment: Deployment, assembly: string, lacks: Lacks | undefined, folder: string): Plan {
  const templates = templatesOf(assembly);
  const filtered = leaveOut(templates, lacks ?? (() => undefined));
  const deployed = lacks === undefined ? templates : inItsWords(filtered.templates, deployment.aws);
  const app = join(folder, 'app');
  copyWith(assembly, deployed, app);
  return { deployment, templates, deployed, filtered, app };
}
