import { type Body, set } from '../mutant.ts';

export type ChromePolicies = Record<string, { value: unknown }>;

/** Edits the Chrome policies that the settings hold as JSON; what CloudFormation fills in later keeps its place. */
export function editChrome(body: Body, edit: (policies: ChromePolicies) => void): void {
  const written = body.Properties.BrowserPolicy;
  const parts =
    typeof written === 'string' ? [written] : ((written as Record<string, [string, unknown[]]>)['Fn::Join']?.[1] ?? []);
  const later: unknown[] = [];
  const text = parts.map((part) => (typeof part === 'string' ? part : `<${later.push(part) - 1}>`)).join('');
  const parsed: { chromePolicies: ChromePolicies } = JSON.parse(text);
  edit(parsed.chromePolicies);
  const edited = JSON.stringify(parsed)
    .split(/<(\d+)>/)
    .map((part, index) => (index % 2 === 0 ? part : later[Number(part)]));
  set(body, 'BrowserPolicy', edited.length === 1 ? edited[0] : { 'Fn::Join': ['', edited] });
}
