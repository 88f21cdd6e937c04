import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../estate.ts';

const folder = join(__dirname, 'aws-managed');

/** AWS-managed policies by the name at the end of their ARN, as AWS's reference of managed policies printed them on the day in the file. */
export const awsManaged: ReadonlyMap<string, JsonObject> = new Map(
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { document }: { document: JsonObject } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      return [file.replace(/\.json$/, ''), document];
    }),
);
