import type { Estate } from '../estate/estate.ts';
import { type Sighting, watching } from '../estate/sightings.ts';
import { grouped } from '../estate/views.ts';
import type { Judgement, Outcome } from '../rule.ts';
import { cannotApply, judgesTheTextAlone, notKnown } from './ignorance.ts';
import { neighbours, surroundings } from './neighbours.ts';
import { type Finding, findingOf, unknownOf } from './verdict.ts';

/** What one rule has to say of one estate. */
export interface Answer {
  readonly findings: readonly Finding[];
  /** Why the rule as a whole could not be judged. */
  readonly unjudged?: string;
}

/**
 * Runs a rule over a watched estate and asks of every outcome what it stands on.
 *
 * Rules are written for an estate in which everything is fixed, and take the marker of an unresolved value as they take any wrong value.
 * In somebody else's template that would be an accusation, and where a rule merely skips what it does not recognise, a false pass. So the
 * estate tells which unknown values a rule reads while it runs, and an outcome is one of three things:
 *
 * - A **pass** stays one only if the rule read nothing unknown in the resource, nor in any resource at most two references away (the
 *   policy of a bucket, the policies of the role of a function), those apart that are of the same kind, two references away and judged by
 *   themselves. Otherwise it is unknown: some value of the unknown could have failed it.
 * - A **fail** stays one unless what it points at is unknown: an unknown value that the rule read at, inside or above the path of the
 *   finding; in a resource one reference away that the rule judged only through this one; an attachment of which nobody knows to what
 *   (a bucket policy for `!Ref SomeBucketName`); or whether the resource exists at all. A wall that is open by a fixed value stays an
 *   accusation, whatever else is unknown.
 * - **Not applicable** is unknown where the rule read something unknown in the resource: with another value it might apply.
 *
 * What a rule read and no outcome answers for is an unknown of its own, one a stack, at the first such value. So no value that a rule reads can be
 * unknown and leave the rule a pass. Conservative by construction: it may say unknown where a closer look would know.
 */
export function askOfEach(rule: Judgement, estate: Estate): Answer {
  const inapplicable = cannotApply(rule, estate);
  if (inapplicable !== undefined) return { findings: [], unjudged: inapplicable };
  let watchedRun: { readonly result: readonly Outcome[]; readonly sightings: ReadonlySet<Sighting> };
  try {
    watchedRun = watching(() => rule.check(estate));
  } catch (error) {
    return { findings: [], unjudged: `it could not be evaluated: ${error instanceof Error ? error.message : error}` };
  }
  const stray = watchedRun.result.find(({ resource }) => estate.at(resource) === undefined);
  if (stray !== undefined)
    return { findings: [], unjudged: `it spoke of ${stray.resource}, which the estate does not hold` };
  if (judgesTheTextAlone(rule.id)) return { findings: watchedRun.result.map(findingOf) };
  const unknowns = new Unknowns(
    estate,
    watchedRun.sightings,
    new Set(watchedRun.result.map(({ resource }) => resource)),
  );
  const findings = watchedRun.result.map((outcome) => judgeOutcome(rule, estate, outcome, unknowns));
  const answered = unknowns.answeredBy(findings);
  const unanswered = [...watchedRun.sightings].filter(
    ({ address, path }) => !unknowns.judged.has(address) && !answered.has(address) && path !== 'Condition',
  );
  return { findings: [...findings, ...oncePerStack(estate, unanswered)] };
}

function oncePerStack(estate: Estate, unanswered: readonly Sighting[]): readonly Finding[] {
  const byStack = grouped(unanswered, ({ address }) => [estate.at(address)?.stack]);
  return [...byStack.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const more = others.length === 0 ? '' : `, nor ${others.length} more values of the stack that the rule reads`;
    const reason = 'the rule reads it, and has no other outcome that answers for it';
    return [unknownOf({ resource: first.address, path: first.path, reason }, `the template does not fix it${more}`)];
  });
}

function judgeOutcome(rule: Judgement, estate: Estate, outcome: Outcome, unknowns: Unknowns): Finding {
  const because = unknowns.under(outcome);
  if (because !== undefined) return unknownOf(outcome, because);
  const ignorance = notKnown(rule.id, outcome, estate.at(outcome.resource)?.type);
  if (ignorance !== undefined) return unknownOf(outcome, ignorance);
  return findingOf(outcome);
}

/** The unknown values that one rule read, by where they matter. */
class Unknowns {
  readonly judged: ReadonlySet<string>;
  readonly #estate: Estate;
  readonly #at: ReadonlyMap<string, readonly Sighting[]>;
  readonly #attachments: ReadonlyMap<string, Sighting>;
  /** Something unknown in a resource on which the rule has no outcome: it is read for the sake of the others. */
  readonly #unjudged: Sighting | undefined;

  constructor(estate: Estate, sightings: ReadonlySet<Sighting>, judged: ReadonlySet<string>) {
    const at = new Map<string, Sighting[]>();
    for (const sighting of sightings) {
      const known = at.get(sighting.address);
      if (known === undefined) at.set(sighting.address, [sighting]);
      else known.push(sighting);
    }
    this.#estate = estate;
    this.judged = judged;
    this.#at = at;
    this.#unjudged = [...sightings].find(({ address, path }) => !judged.has(address) && path !== 'Condition');
    this.#attachments = new Map(
      [...sightings]
        .filter(({ address, path }) => !judged.has(address) && isAttachment(estate, address, path))
        .map((sighting) => [estate.at(sighting.address)?.stack ?? '', sighting]),
    );
  }

  /** In words, what the outcome stands on and nobody knows. */
  under({ result, resource, path }: Outcome): string | undefined {
    if (this.#at.size === 0) return undefined;
    const own = this.#at.get(resource) ?? [];
    if (result !== 'fail') {
      const found = own.find((sighting) => sighting.path !== 'Condition');
      if (found !== undefined || result === 'not-applicable') return found && describe(found, resource);
      const other = this.#unjudged;
      return this.#near(this.#around(resource), resource) ?? (other && describe(other, resource));
    }
    const found = own.find((sighting) => sighting.path === 'Condition' || concerns(sighting.path, path));
    if (found !== undefined) return describe(found, resource);
    const through = neighbours(this.#estate, resource).filter((address) => !this.judged.has(address));
    return this.#near(through, resource, (sighting) => !isForPeople.test(sighting.path));
  }

  /**
   * Resources at most two references away. Two roles under one key are that, and have nothing to do with each other where a rule judges
   * each.
   */
  *#around(resource: string): Iterable<string> {
    const near = neighbours(this.#estate, resource);
    yield* near;
    const type = this.#estate.at(resource)?.type;
    for (const one of near) {
      for (const other of neighbours(this.#estate, one)) {
        if (!this.#at.has(other)) continue;
        if (!(this.judged.has(other) && this.#estate.at(other)?.type === type)) yield other;
      }
    }
  }

  #near(
    addresses: Iterable<string>,
    resource: string,
    matters: (sighting: Sighting) => boolean = () => true,
  ): string | undefined {
    for (const address of addresses) {
      const found = this.#at.get(address)?.find(matters);
      if (found !== undefined) return describe(found, resource);
    }
    const attachment = this.#attachments.get(this.#estate.at(resource)?.stack ?? '');
    return attachment && describe(attachment, resource);
  }

  /** Resources whose unknown values an unknown finding already speaks of. */
  answeredBy(findings: readonly Finding[]): ReadonlySet<string> {
    const speaking = findings.filter(({ verdict }) => verdict === 'unknown').map(({ resource }) => resource);
    return new Set([...speaking, ...speaking.flatMap((address) => [...surroundings(this.#estate, address)])]);
  }
}

/** A path is concerned by what stands at, inside or above it; `Type` and `Properties` speak of the whole resource. */
const concerns = (unknown: string, path: string): boolean =>
  path === 'Type' ||
  path === 'Properties' ||
  unknown === path ||
  unknown.startsWith(`${path}.`) ||
  path.startsWith(`${unknown}.`);

/** Kinds that say something of another resource, and the property that says of which. */
const attachments: Readonly<Record<string, RegExp>> = {
  'AWS::S3::BucketPolicy': /^Properties\.Bucket$/,
  'AWS::IAM::Policy': /^Properties\.Roles(\.\d+)?$/,
  'AWS::IAM::RolePolicy': /^Properties\.RoleName$/,
  'AWS::IAM::ManagedPolicy': /^Properties\.Roles(\.\d+)?$/,
  'AWS::EC2::Route': /^Properties\.RouteTableId$/,
  'AWS::EC2::SubnetRouteTableAssociation': /^Properties\.(SubnetId|RouteTableId)$/,
  'AWS::EC2::SecurityGroupIngress': /^Properties\.GroupId$/,
  'AWS::EC2::SecurityGroupEgress': /^Properties\.GroupId$/,
  'AWS::EC2::FlowLog': /^Properties\.ResourceId$/,
  'AWS::SNS::TopicPolicy': /^Properties\.Topics(\.\d+)?$/,
  'AWS::SQS::QueuePolicy': /^Properties\.Queues(\.\d+)?$/,
  'AWS::Lambda::Permission': /^Properties\.FunctionName$/,
};

/** Texts for whoever reads a console, which clear nobody. */
const isForPeople = /^Properties\.(DisplayName|Description|Comment|Tags\b.*)$/;

const isAttachment = (estate: Estate, address: string, path: string): boolean =>
  attachments[estate.at(address)?.type ?? '']?.test(path) === true;

function describe({ address, path, what }: Sighting, resource: string): string {
  if (path === 'Condition') return `${address === resource ? 'it' : address} exists only under a condition`;
  if (what !== undefined) return `the templates do not say ${what}`;
  return `the template does not fix ${path}${address === resource ? '' : ` of ${address}`}`;
}
