import { deploymentJsonSchema } from './json-schema.ts';
import { deploymentReference } from './reference.ts';
import { validationJsonSchema } from './validation.ts';

/** Path in the repository -> content of every file that is derived from the schema of the deployment file and of what is said about it. */
export const generatedFiles = (): Map<string, string> =>
  new Map([
    ['docs/reference/deployment.schema.json', `${JSON.stringify(deploymentJsonSchema(), undefined, 2)}\n`],
    ['docs/reference/deployment-file.md', deploymentReference()],
    ['docs/reference/validate-schema.json', `${JSON.stringify(validationJsonSchema(), undefined, 2)}\n`],
  ]);
