import type { Facts } from './circumstances.ts';

/** Who makes a call. ARNs are canonical text: what AWS generates is a symbol in them. */
export interface Caller {
  readonly kind:
    | 'role-session'
    | 'user'
    | 'root'
    | 'federated-user'
    | 'service'
    | 'anonymous'
    | 'web-identity'
    | 'saml';
  /** Of the role, user, root or federated user. */
  readonly arn?: string;
  /** Name of the role session, when it is known. */
  readonly session?: string;
  readonly account?: string;
  /** Of a service principal, such as `cloudtrail.amazonaws.com`. */
  readonly service?: string;
  /** Identity provider of a web identity or SAML subject, as a trust policy names it. */
  readonly issuer?: string;
  /** Service control policies do not reach an organisation's management account. */
  readonly managementAccount?: boolean;
  /** Neither service control nor resource control policies reach service-linked roles. */
  readonly serviceLinked?: boolean;
  /** A Deny with NotPrincipal never spares whoever stands under a permissions boundary. */
  readonly hasBoundary?: boolean;
}

/** Signed by IAM or STS: it has identity policies, and service control policies bear on it. */
export const isIamPrincipal = ({ kind }: Caller): boolean =>
  kind === 'role-session' || kind === 'user' || kind === 'root' || kind === 'federated-user';

const principalType: Readonly<Record<Caller['kind'], readonly string[] | null>> = {
  'role-session': ['AssumedRole'],
  user: ['User'],
  root: ['Account'],
  'federated-user': ['FederatedUser'],
  anonymous: ['Anonymous'],
  service: null,
  'web-identity': null,
  saml: null,
};

/**
 * What a call says of its caller, whatever else it sends. A service principal and an anonymous caller have no ARN and no account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function factsOf(caller: Caller): Facts {
  const { kind, arn, account, service } = caller;
  const isService = kind === 'service';
  const userName = kind === 'user' && arn !== undefined ? [arn.split('/').at(-1) ?? ''] : null;
  return {
    ...(isIamPrincipal(caller)
      ? {
          ...(arn === undefined ? {} : { 'aws:principalarn': [arn] }),
          ...(account === undefined ? {} : { 'aws:principalaccount': [account], 'kms:calleraccount': [account] }),
        }
      : {
          'aws:principalarn': null,
          // An anonymous caller is of the account `anonymous`.
          'aws:principalaccount': kind === 'anonymous' ? ['anonymous'] : null,
          'aws:principalorgid': null,
          'aws:principalorgpaths': null,
        }),
    'aws:principaltype': principalType[kind],
    'aws:username': userName,
    'aws:principalisawsservice': [isService ? 'true' : 'false'],
    'aws:principalservicename': isService && service !== undefined ? [service] : null,
    ...(isService
      ? { 'aws:viaawsservice': ['false'], 'aws:calledvia': null, 'aws:calledviafirst': null, 'aws:calledvialast': null }
      : // Sent only with calls that a service makes in its own name.
        {
          'aws:principalservicenameslist': null,
          'aws:sourceaccount': null,
          'aws:sourcearn': null,
          'aws:sourceorgid': null,
          'aws:sourceorgpaths': null,
        }),
  };
}

/** The ARN of a session of a role: without the role's path. */
export function sessionArn({ arn = '', account = '', session }: Caller): string | undefined {
  if (session === undefined) return undefined;
  const name = arn.split('/').at(-1) ?? '';
  return ['arn', arn.split(':')[1] ?? 'aws', 'sts', '', account, `assumed-role/${name}/${session}`].join(':');
}

/** What begins the ARN of every session of a role. */
export const sessionBeginning = ({ arn = '', account = '' }: Caller): string =>
  `${['arn', arn.split(':')[1] ?? 'aws', 'sts', '', account, 'assumed-role'].join(':')}/${arn.split('/').at(-1) ?? ''}/`;
