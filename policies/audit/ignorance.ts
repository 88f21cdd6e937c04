import type { Estate } from '../estate/estate.ts';
import { list, record } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';
import type { Judgement, Outcome } from '../rule.ts';

/** Rules whose failure says only that nobody knows -> what is not known. */
const ofIgnorance: Readonly<Record<string, string>> = {
  'every-kind-of-resource-is-known': 'no rule is about the kind',
  'records-lie-where-rules-look': 'no rule is about the kind',
  'templates-decide-nothing-later': 'only the deployment decides it',
};

/**
 * What nobody knows, where a failure says only that. In our own estate ignorance is a failure; in anybody else's template it is what the
 * audit must say, and no accusation.
 */
export function notKnown(rule: string, { result }: Outcome, type: string | undefined): string | undefined {
  if (result !== 'fail') return undefined;
  if (rule === 'vpc-has-no-way-out' && type?.startsWith('AWS::EC2::') === true && !inOrOut.has(type))
    return 'the kind is not modelled';
  return Object.hasOwn(ofIgnorance, rule) ? ofIgnorance[rule] : undefined;
}

/** Judge the text of the template, whatever its unknown values become: those do not stand in it. */
const ofTheTextAlone = new Set([
  'stacks-share-at-most-200-values',
  'templates-hold-no-secret',
  'templates-stay-under-a-megabyte',
]);

export const judgesTheTextAlone = (rule: string): boolean => ofTheTextAlone.has(rule);

/** Kinds that join a network to another one, whatever they hold. A network kind beyond these and the harmless ones is not modelled. */
const inOrOut = new Set(
  [
    'CarrierGateway',
    'ClientVpnEndpoint',
    'CustomerGateway',
    'EgressOnlyInternetGateway',
    'EIP',
    'EIPAssociation',
    'InternetGateway',
    'NatGateway',
    'TransitGateway',
    'TransitGatewayAttachment',
    'TransitGatewayPeeringAttachment',
    'TransitGatewayVpcAttachment',
    'VPCEndpointService',
    'VPCGatewayAttachment',
    'VPCPeeringConnection',
    'VPNConnection',
    'VPNGateway',
    'VPC',
  ].map((kind) => `AWS::EC2::${kind}`),
);

const marked: (estate: Estate) => boolean = oncePerEstate((estate) =>
  estate.resources.some(({ properties }) =>
    list(properties.Tags).some((tag) => /^tre:(deployment|project)$/.test(String(record(tag).Key))),
  ),
);

/** Rules that tell people, projects and zones of data by the tags and names of this blueprint. */
const ofThisBlueprint = new Set([
  'backups-hold-no-extract',
  'boundary-reads-our-names-only',
  'broker-does-nothing-but-assume',
  'curated-tables-hold-no-direct-identifier',
  'functions-run-our-own-code',
  'identifiable-zones-admit-no-person',
  'landing-is-written-never-read',
  'people-are-denied-all-but-reading',
  'people-stand-under-a-boundary',
  'people-write-nowhere',
  'quarantine-is-scanned-for-malware',
  'sessions-name-a-person-and-a-project',
  'zones-have-keys-of-their-own',
]);

/**
 * Why a rule says nothing of this estate at all. Of templates without the tags of this blueprint nobody can say which role is a
 * researcher's, which bucket is a project's or a zone's: to take every role for a person would accuse at random.
 */
export function cannotApply(rule: Judgement & { readonly safe?: string }, estate: Estate): string | undefined {
  if (marked(estate) || !(rule.safe === 'projects' || ofThisBlueprint.has(rule.id))) return undefined;
  return 'it tells people, projects and zones by tags of this blueprint (tre:deployment, tre:project), which no resource bears';
}

/** Rules that have something to say of every resource: an outcome of theirs does not mean that anybody looked at the kind. */
export const ofEveryResource: ReadonlySet<string> = new Set([
  'estate-is-one-account',
  'every-kind-of-resource-is-known',
  'resources-stay-in-the-united-kingdom',
  'templates-decide-nothing-later',
  'templates-hold-no-secret',
  'nothing-carries-data-away',
]);
