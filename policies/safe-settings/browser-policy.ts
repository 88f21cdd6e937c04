import type { Estate, Json, JsonObject, Resource } from '../estate/estate.ts';
import { isRecord, list, record, text } from '../estate/values.ts';

export interface BrowserPolicy {
  /** The settings that hold it, or the portal that has none. */
  readonly resource: Resource;
  /** Chrome policy -> value; undefined where it is missing or is no JSON. */
  readonly chrome: JsonObject | undefined;
}

export const browserPolicies = (estate: Estate): readonly BrowserPolicy[] => [
  ...estate
    .ofType('AWS::WorkSpacesWeb::Portal')
    .filter(
      ({ properties }) => estate.find(properties.BrowserSettingsArn)?.type !== 'AWS::WorkSpacesWeb::BrowserSettings',
    )
    .map((resource) => ({ resource, chrome: undefined })),
  ...estate
    .ofType('AWS::WorkSpacesWeb::BrowserSettings')
    .map((resource) => ({ resource, chrome: chromeOf(text(resource.properties.BrowserPolicy)) })),
];

/** The form of the service: `{chromePolicies: {<policy>: {value}}}`. */
function chromeOf(policy: string | undefined): JsonObject | undefined {
  if (policy === undefined) return undefined;
  try {
    const parsed: Json = JSON.parse(policy);
    const policies = record(parsed).chromePolicies;
    if (!isRecord(policies)) return undefined;
    return Object.fromEntries(Object.entries(policies).map(([name, item]) => [name, record(item).value ?? null]));
  } catch {
    return undefined;
  }
}

export const listed = (chrome: JsonObject, policy: string): readonly Json[] => list(chrome[policy]);
