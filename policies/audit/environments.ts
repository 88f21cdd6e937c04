import type { Template } from '../estate/model.ts';

/** Stand-ins for the account and region that a template does not know. The account is never assigned; no region is called so. */
const standIn = { account: '000000000000', region: 'xx-unknown-1' } as const;

const count = (texts: readonly string[], form: RegExp): readonly string[] => {
  const counts = new Map<string, number>();
  for (const text of texts) for (const [found] of text.matchAll(form)) counts.set(found, (counts.get(found) ?? 0) + 1);
  return [...counts].sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1)).map(([found]) => found);
};

/**
 * The same templates in several environments, where they do not say in which they will stand: one that nobody has named, one in London
 * and in the account that the templates name most, and one for the second account and the region that they name most. What a rule says
 * in all of them does not hang on the environment; what differs is unknown. So a reference to the own account stays a reference to the
 * own account, and an account number that is written down is an accusation only where it is not the own one in any of them.
 */
export function environments(templates: readonly Template[]): readonly (readonly Template[])[] {
  if (templates.every(({ account, region }) => account !== undefined && region !== undefined)) return [templates];
  const texts = templates.map(({ template }) => JSON.stringify(template));
  const [account = '111111111111', second] = count(texts, /(?<![\w-])\d{12}(?![\w-])/g);
  const region = count(texts, /(?<![\w])(?:af|ap|ca|eu|me|sa|us|il|mx)-[a-z]+-\d(?![\w])/g).find(
    (one) => one !== 'eu-west-2',
  );
  const places = [
    standIn,
    { account, region: 'eu-west-2' },
    ...(second === undefined && region === undefined
      ? []
      : [{ account: second ?? '222222222222', region: region ?? 'us-east-1' }]),
  ];
  return places.map((place) =>
    templates.map((template) => ({
      ...template,
      account: template.account ?? place.account,
      region: template.region ?? place.region,
    })),
  );
}

/** Text of a finding, the stand-ins put in words. */
export const inWords = (text: string): string =>
  text.replaceAll(standIn.account, '<own account>').replaceAll(standIn.region, '<own region>');
