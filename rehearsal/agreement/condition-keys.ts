import type { Templates } from '../left-out/template.ts';

/** What IAM itself says of every signed call, whoever makes it: never left out. */
const saidOfEveryCall = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:principalisawsservice',
  'aws:resourceaccount',
  's3:resourceaccount',
  'aws:requestedregion',
  'kms:calleraccount',
]);

/** Every condition key that the templates name, in lower case, but for those that every call sends. */
export function conditionKeys(templates: Templates): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown, inCondition: boolean): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, inCondition);
    if (typeof value === 'string')
      for (const [, key = ''] of value.matchAll(/\$\{([a-z0-9]+:[^},]+)/gi)) found.add(key.toLowerCase());
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [name, child] of Object.entries(value)) {
      if (inCondition && typeof child === 'object' && child !== null)
        for (const key of Object.keys(child)) found.add(key.toLowerCase());
      visit(child, name === 'Condition');
    }
  };
  for (const template of templates.values()) visit(template.Resources, false);
  return [...found].filter((key) => key.includes(':') && !saidOfEveryCall.has(key)).sort();
}
