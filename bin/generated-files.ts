import { generatedFiles as deploymentFileDocs } from '../lib/config/generated.ts';
import { auditJsonSchema } from '../policies/audit/audit-schema.ts';
import { waysOutPage } from '../policies/catalogue/ways-out.ts';
import { resultsJsonSchema } from '../policies/evidence/results-schema.ts';
import { reportJsonSchema as preflightJsonSchema } from '../rehearsal/preflight/report.ts';
import { rehearsalJsonSchema } from '../rehearsal/report.ts';
import { accessTimelinePage } from './access-timeline.ts';
import { airlockWorkflowPage } from './airlock-workflow-page.ts';
import { apiPage, openApi } from './api-reference.ts';
import { canJsonSchema } from './can-schema.ts';
import { checkJsonSchema } from './check-schema.ts';
import { disclosureRulesPage } from './disclosure-rules-page.ts';
import { doorCommandsJsonSchema } from './door-commands-schema.ts';
import { peopleRegisterPage } from './people-register-page.ts';
import { projectWorkflowPage } from './project-workflow-page.ts';

/** Every file that is derived from the code: path from the root of the repository -> content. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ...deploymentFileDocs(),
    ['docs/reference/access-timeline.md', accessTimelinePage()],
    ['docs/reference/people-register.md', peopleRegisterPage()],
    ['docs/reference/ways-out.md', waysOutPage()],
    ['docs/reference/api.md', apiPage()],
    ['docs/reference/openapi.json', `${JSON.stringify(openApi(), undefined, 2)}\n`],
    ['docs/reference/airlock-workflow.md', airlockWorkflowPage()],
    ['docs/reference/project-workflow.md', projectWorkflowPage()],
    ['docs/reference/results-schema.json', `${JSON.stringify(resultsJsonSchema(), undefined, 2)}\n`],
    ['docs/reference/can-schema.json', `${JSON.stringify(canJsonSchema(), undefined, 2)}\n`],
    ['docs/reference/check-schema.json', `${JSON.stringify(checkJsonSchema(), undefined, 2)}\n`],
    ['docs/reference/disclosure-rules.md', disclosureRulesPage()],
    ['docs/reference/door-commands-schema.json', `${JSON.stringify(doorCommandsJsonSchema(), undefined, 2)}\n`],
    ['docs/reference/audit-schema.json', `${JSON.stringify(auditJsonSchema(), undefined, 2)}\n`],
    ['docs/reference/preflight-schema.json', `${JSON.stringify(preflightJsonSchema(), undefined, 2)}\n`],
    ['docs/reference/rehearse-schema.json', `${JSON.stringify(rehearsalJsonSchema(), undefined, 2)}\n`],
  ]);
