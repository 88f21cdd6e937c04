import { ask } from '../access/ask.ts';
import { readerOf } from '../access/canonical.ts';
import { physicalName, regionOf } from '../access/physical-names.ts';
import { symbol } from '../access/symbols.ts';
import { accessMatrix, type Pair } from '../access-matrix/access-matrix.ts';
import type { Cell } from '../access-matrix/cell.ts';
import type { Verb } from '../access-matrix/verbs.ts';
import { bootstrapRoleKind } from '../bootstrap.ts';
import type { Estate, Resource } from '../estate.ts';
import { at, list, record } from '../values.ts';
import { grouped } from '../views.ts';
import { type Arrow, type Part, wordsOf, type Zone } from './flow.ts';
import { otherAccounts, ownedBy, world, zoneOf } from './zones.ts';

const taking: readonly Verb[] = ['read', 'query', 'see results'];

interface Reach {
  readonly zone: Zone;
  readonly verb: Verb;
  readonly cell: Cell;
}

/** What the principals of the templates can carry: each reads here and writes there, and bytes move through it. */
export function carriedByRoles(estate: Estate): readonly Part[] {
  const byRole = grouped(
    accessMatrix(estate).filter(({ principalKind }) => principalKind === 'role' || principalKind === 'user'),
    ({ principal }) => [principal],
  );
  return [...byRole].flatMap(([address, pairs]) => {
    const role = estate.at(address);
    if (role === undefined) return [];
    return isPublisher(estate, role)
      ? [
          {
            zones: [],
            arrows: [],
            notes: [
              `${role.address} publishes code or starts deployments. It is not drawn, but listed as residual trust.`,
            ],
          },
        ]
      : [ofRole(estate, role, pairs)];
  });
}

/** The pipeline's own roles bring code and templates in. What they deploy with is drawn: it makes what the templates say. */
function isPublisher(estate: Estate, role: Resource): boolean {
  const kind = bootstrapRoleKind(estate, role);
  return kind !== undefined && kind !== 'cfn-exec';
}

function ofRole(estate: Estate, role: Resource, pairs: readonly Pair[]): Part {
  const reached = pairs.flatMap((pair) => reachesOf(estate, pair));
  const opaque = reached.find(({ cell }) => cell.statements.some((one) => isOwnUnseen(one, role)));
  if (opaque !== undefined)
    return {
      zones: [],
      arrows: [],
      notes: [
        `${role.address} holds rights that these templates do not show. It is not drawn: it may do whatever the stores themselves do not deny it, as the matrix says.`,
      ],
    };
  const isQuery = ({ zone, verb }: Reach): boolean => zone.kind === 'results' && verb === 'query';
  const queries = reached.filter(isQuery);
  const taken = reached.filter((reach) => taking.includes(reach.verb) && !isQuery(reach));
  const given = reached.filter(({ verb }) => verb === 'write');
  const own = holderOf(estate, role, taken.length > 0);
  const arrow = (from: string, to: string, { verb, cell }: Reach): Arrow => ({
    from,
    to,
    gate: gateOf(role, cell),
    detail: `${role.address}: ${verb} ${cell.answer}${cell.residual === undefined ? '' : ` ${cell.residual}`}`,
    certainty: cell.answer === 'no' ? 'unknown' : cell.answer,
  });
  const arrows = [
    ...taken.flatMap((reach) =>
      reach.zone.kind !== 'results' && isForwardedOnly(reach.cell) && queries.length > 0
        ? queries.map(({ zone }) => arrow(reach.zone.id, zone.id, reach))
        : [arrow(reach.zone.id, own.id, reach)],
    ),
    ...given.map((reach) => arrow(own.id, reach.zone.id, reach)),
    ...(taken.length === 0 && own.kind !== 'store'
      ? []
      : [...toForeignAccounts(estate, role, own), ...toTheInternet(estate, role, own)]),
  ].filter(({ from, to }) => from !== to);
  return {
    zones: arrows.length === 0 ? [] : [own, ...reached.map(({ zone }) => zone), ...ends(arrows)],
    arrows,
  };
}

const ends = (arrows: readonly Arrow[]): readonly Zone[] =>
  [world, otherAccounts].filter(({ id }) => arrows.some(({ to }) => to === id));

/** Where a foreign account lets everybody write, our side alone decides. */
function toForeignAccounts(estate: Estate, role: Resource, own: Zone): readonly Arrow[] {
  const [account, region] = [symbol('generated', 'another account'), regionOf(estate, role.stack)];
  const foreign = (service: string, what: string) => ['arn', 'aws', service, region, account, what].join(':');
  const carrying: readonly (readonly [string, string])[] = [
    ['s3:PutObject', ['arn', 'aws', 's3', '', '', `${symbol('generated', 'another bucket')}/key`].join(':')],
    ['sns:Publish', foreign('sns', 'topic')],
    ['sqs:SendMessage', foreign('sqs', 'queue')],
    ['kinesis:PutRecord', foreign('kinesis', 'stream/stream')],
    ['events:PutEvents', foreign('events', 'event-bus/bus')],
    ['lambda:InvokeFunction', foreign('lambda', 'function:function')],
  ];
  return carrying.flatMap(([action, to]): readonly Arrow[] => {
    const who = physicalName(estate, role).arn;
    const { decision } = ask(estate, { who, action, to, owner: account, withoutGuardrails: true });
    if (decision === 'denied') return [];
    const certainty = decision === 'allowed' ? 'yes' : decision === 'conditional' ? 'only if' : 'unknown';
    const gate = `${wordsOf(role.logicalId)}, if they let it`;
    return [{ from: own.id, to: otherAccounts.id, gate, detail: `${role.address}: ${action} ${certainty}`, certainty }];
  });
}

/** A function outside the VPC has the internet, whatever its role says. */
function toTheInternet(estate: Estate, role: Resource, own: Zone): readonly Arrow[] {
  const outside = functionsOf(estate, role).filter((one) => list(at(one, 'VpcConfig.SubnetIds')).length === 0);
  return outside.map(({ address }) => ({
    from: own.id,
    to: world.id,
    gate: 'no gate',
    detail: `${address} runs outside the VPC`,
    certainty: 'yes',
  }));
}

function functionsOf(estate: Estate, role: Resource): readonly Resource[] {
  const { arn } = physicalName(estate, role);
  return estate
    .ofType('AWS::Lambda::Function')
    .filter(({ stack, properties }) => readerOf(estate, stack)(properties.Role ?? null) === arn);
}

function reachesOf(estate: Estate, pair: Pair): readonly Reach[] {
  const store = estate.at(pair.store);
  const zone = store && zoneOf(estate, store);
  if (zone === undefined) return [];
  return ([...taking, 'write'] as const).flatMap((verb) => {
    const cell = pair.without[verb];
    return cell === undefined || cell.answer === 'no' ? [] : [{ zone, verb, cell }];
  });
}

/** A policy of the role's own that is attached from outside: of its rights nothing is known. */
const isOwnUnseen = (statement: string, role: Resource): boolean =>
  statement.startsWith(`Allow ${role.address} Properties.ManagedPolicyArns.`);

const isForwardedOnly = ({ byPath }: Cell): boolean =>
  byPath !== undefined && byPath.direct === 'no' && byPath.vpce === 'no' && byPath.athena !== 'no';

function gateOf(role: Resource, cell: Cell): string {
  const { byPath, answer } = cell;
  const way = isForwardedOnly(cell)
    ? ', through Athena only'
    : byPath !== undefined && byPath.direct === 'no' && byPath.vpce !== 'no'
      ? ', through our endpoints only'
      : '';
  return `${wordsOf(role.logicalId)}${way}${answer === 'unknown' ? ', if nothing unseen forbids it' : ''}`;
}

/** Who holds what a role reads: a function, a service of AWS, or the session of whoever may become it. */
function holderOf(estate: Estate, role: Resource, reads: boolean): Zone {
  if (functionsOf(estate, role).length > 0)
    return reads
      ? { id: role.address, label: wordsOf(role.logicalId), detail: 'function', kind: 'service' }
      : idleFunctions;
  const services = list(record(role.properties.AssumeRolePolicyDocument).Statement)
    .map((statement) => record(record(statement).Principal).Service)
    .flatMap((service) => list(service).filter((one): one is string => typeof one === 'string'));
  const [service] = services;
  if (service === undefined || service === 'lambda.amazonaws.com')
    return {
      id: role.address,
      label: `${wordsOf(role.logicalId)} session`,
      kind: 'session',
      ...ownedBy(estate, role, 'whoever becomes the role'),
    };
  const vaults = estate.ofType('AWS::Backup::BackupVault');
  const vault = service === 'backup.amazonaws.com' && vaults.length === 1 ? vaults[0] : undefined;
  return (vault && zoneOf(estate, vault)) ?? serviceZone(service);
}

export const idleFunctions: Zone = {
  id: 'functions',
  label: 'Functions',
  detail: 'that read no store',
  kind: 'service',
};

const serviceNames: Readonly<Record<string, string>> = {
  'cloudtrail.amazonaws.com': 'CloudTrail',
  'config.amazonaws.com': 'AWS Config',
  'logging.s3.amazonaws.com': 'S3 access logging',
  'malware-protection-plan.guardduty.amazonaws.com': 'Malware scan',
  'vpc-flow-logs.amazonaws.com': 'VPC flow logs',
  'workspaces-web.amazonaws.com': 'Secure browser logs',
  'backup.amazonaws.com': 'AWS Backup',
};

export const serviceZone = (service: string): Zone => ({
  id: service,
  label: serviceNames[service] ?? service.replace('.amazonaws.com', ''),
  detail: 'service of AWS',
  kind: 'service',
});
