import type { PolicyStatement } from './access/documents.ts';
import { accountOf, physicalName } from './access/physical-names.ts';
import { resourcePolicy } from './access/resource-policies.ts';
import { holdsSymbol } from './access/symbols.ts';
import { bootstrapRoleKind } from './bootstrap.ts';
import type { Estate, Resource } from './estate.ts';
import { oncePerEstate } from './views.ts';

/** Somebody of whom the templates decide what they may do. */
export interface Actor {
  readonly kind: 'role' | 'user' | 'service' | 'stranger';
  /** As `ask` takes it. */
  readonly who: string;
  /** For people. */
  readonly name: string;
  /** The role or user. */
  readonly resource: Resource | undefined;
}

/** Every role and user that the templates create. Who deploys the estate is none: it could change every rule of it, and stands in the evidence as trusted. */
export const identities: (estate: Estate) => readonly Actor[] = oncePerEstate((estate) =>
  estate
    .ofType('AWS::IAM::Role', 'AWS::IAM::User')
    .filter((resource) => bootstrapRoleKind(estate, resource) === undefined)
    .map((resource) => ({
      kind: resource.type === 'AWS::IAM::Role' ? 'role' : 'user',
      who: physicalName(estate, resource).arn,
      name: resource.address,
      resource,
    })),
);

/** A number that no account has. */
export const nobodys = '000000000000';

const inAccount = (account: string): string => ['arn', 'aws', 'iam', '', account, 'role/somebody'].join(':');

/**
 * Whom no template creates and whom the policy of a resource may still let in: services of AWS that it names, anybody without credentials,
 * and somebody of another account, among them every account whose number it mentions. Identities of our own account that the templates
 * do not create, such as deployers, are not here: they count as residual trust.
 */
export const outsiders: (estate: Estate) => readonly Actor[] = oncePerEstate((estate) => {
  const own = new Set(estate.stacks.map(({ name }) => accountOf(estate, name)));
  const services = new Set<string>();
  const accounts = new Set([nobodys]);
  const arns = new Set<string>();
  const seen = new Set<readonly PolicyStatement[]>();
  for (const resource of estate.resources) {
    const policy = resourcePolicy(estate, resource);
    if (policy === undefined || seen.has(policy)) continue;
    seen.add(policy);
    for (const { effect, principals = [], conditions } of policy) {
      if (effect === 'Deny') continue;
      for (const { kind, value } of principals) if (kind === 'Service' && value !== undefined) services.add(value);
      const named = principals.flatMap(({ kind, value }) => (kind === 'AWS' && value !== undefined ? [value] : []));
      for (const text of [...named, ...conditions.flatMap(({ values }) => values)])
        for (const [account] of (text ?? '').matchAll(/(?<!\d)\d{12}(?!\d)/g))
          if (!own.has(account)) accounts.add(account);
      for (const name of named)
        if (
          name.startsWith('arn:') &&
          !own.has(name.split(':')[4] ?? '') &&
          !holdsSymbol(name) &&
          !name.endsWith(':root')
        )
          arns.add(name);
    }
  }
  const stranger = (who: string, name: string): Actor => ({ kind: 'stranger', who, name, resource: undefined });
  return [
    ...[...services].map((who): Actor => ({ kind: 'service', who, name: who, resource: undefined })),
    ...[...accounts].map((account) =>
      stranger(
        inAccount(account),
        account === nobodys ? 'somebody of another account' : `somebody of account ${account}`,
      ),
    ),
    ...[...arns].map((arn) => stranger(arn, arn)),
    stranger('*', 'anybody without credentials'),
  ];
});

/** Everybody whom the templates let act, or could. */
export const actors: (estate: Estate) => readonly Actor[] = oncePerEstate((estate) => [
  ...identities(estate),
  ...outsiders(estate),
]);
