import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import type { Template } from '../../policies/estate/model.ts';
import { rules } from '../../policies/rules.ts';
import { examples } from '../examples.ts';
import { MutableTemplates } from '../mutant.ts';
import { reasonFor } from './argued.ts';
import { corpus } from './corpus.ts';
import { controlTowerRules, guardJudge } from './guard-judge.ts';
import { handWritten } from './hand-written.ts';
import type { Judge } from './judge.ts';
import { nagJudge } from './nag-judge.ts';
import { ourJudge } from './our-judge.ts';
import type { Judged } from './score.ts';

export interface Progress {
  readonly at: number;
  readonly of: number;
}

export interface Answer {
  readonly judges: readonly string[];
  readonly notes: readonly string[];
  readonly judged: readonly (Judged & { readonly section: string; readonly index: number })[];
}

interface Case {
  readonly section: string;
  readonly name: string;
  readonly safe: Judged['safe'];
  readonly kind: string;
  readonly mutated: () => { readonly mutated: readonly Template[]; readonly base: readonly Template[] };
}

/** Every mutant of both sections, in an order that is the same in every process. */
function cases(): readonly Case[] {
  const generated = corpus(examples).map(
    (mutant): Case => ({
      section: 'generated',
      name: mutant.name,
      safe: mutant.safe,
      kind: mutant.kind,
      mutated: () => {
        const base = examples.get(mutant.example) ?? [];
        const mutable = new MutableTemplates(base);
        mutant.mutate(mutable);
        return { mutated: mutable.changed, base };
      },
    }),
  );
  const written = handWritten.map(
    (mutant): Case => ({
      section: 'written by hand',
      name: `${mutant.rule}: ${mutant.name}`,
      safe: rules.find(({ id }) => id === mutant.rule)?.safe ?? 'settings',
      kind: mutant.rule,
      mutated: () => {
        for (const base of examples.values()) {
          const mutable = new MutableTemplates(base);
          try {
            mutant.mutate(mutable);
          } catch {
            continue;
          }
          return { mutated: mutable.changed, base };
        }
        throw new Error(`${mutant.name} applies to no example`);
      },
    }),
  );
  return [...generated, ...written];
}

const typesOf = (templates: readonly Template[]): readonly string[] =>
  templates.flatMap(({ template }) =>
    Object.values((template.Resources ?? {}) as unknown as Record<string, { Type: string }>).map(({ Type }) => Type),
  );

/** Judges every n-th mutant and tells the parent process. */
function main(share: number, shares: number, every: number): void {
  const mine = cases()
    .map((one, index) => ({ ...one, index }))
    .filter(({ index }) => index % every === 0 && (index / every) % shares === share);
  const towers = controlTowerRules();
  const types = new Set([...examples.values()].flatMap(typesOf));
  for (const { mutated } of mine) for (const type of typesOf(mutated().mutated)) types.add(type);
  const judges: readonly Judge[] = [
    ourJudge(rules),
    nagJudge('cdk-nag AwsSolutions', (app) => new AwsSolutionsChecks(app, { verbose: true })),
    nagJudge('cdk-nag NIST 800-53 R5', (app) => new NIST80053R5Checks(app, { verbose: true })),
    ...(towers === undefined ? [] : [guardJudge(towers, types)]),
  ];
  const judged = mine.map(({ section, name, safe, kind, mutated, index }, at) => {
    if (at % 10 === 0) process.send?.({ at, of: mine.length } satisfies Progress);
    const pair = mutated();
    const verdicts = judges.map((judge) => ({ judge: judge.name, ...judge.verdict(pair.mutated, pair.base, kind) }));
    const reason = section === 'generated' ? reasonFor(name) : undefined;
    return {
      section,
      index,
      name,
      safe,
      ...(reason !== undefined && { argued: reason }),
      by: Object.fromEntries(verdicts.map(({ judge, by }) => [judge, by])),
      unread: verdicts.filter(({ unread }) => unread !== undefined).map(({ judge }) => judge),
    };
  });
  const notes = [
    towers === undefined
      ? 'Guard: not run, @cdklabs/cdk-validator-cfnguard is not installed; the engine bundled with aws-cdk-lib has no Guard rule of its own.'
      : `Guard: the ${towers.length} Control Tower rules of @cdklabs/cdk-validator-cfnguard, run by the engine bundled with aws-cdk-lib, which has no Guard rule of its own.`,
  ];
  process.send?.({ judges: judges.map(({ name }) => name), notes, judged } satisfies Answer);
}

main(Number(process.argv[2]), Number(process.argv[3]), Number(process.argv[4]));
