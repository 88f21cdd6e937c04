import { type Decision, type Moment, nothing, type Refusal, unchanged } from '../workflow/contract.ts';
import { rowsOf } from '../workflow/transitions.ts';
import { evolveProject } from './evolve-project.ts';
import { happenings } from './happenings.ts';
import { authorityRefusals } from './project-authority.ts';
import type { ProjectCommand } from './project-commands.ts';
import { effectsOf, type ProjectEffect } from './project-effects.ts';
import type { ProjectEvent } from './project-events.ts';
import type { ProjectFacts } from './project-facts.ts';
import type { ProjectRecord } from './project-record.ts';
import { finds, isFinding, ruleRefusals } from './project-rules.ts';
import { type ProjectTransition, projectTransitions } from './project-transitions.ts';
import type { RuleWord } from './project-words.ts';

/**
 * Reads the table: the rows of this state and command, who may, what must hold. Every reason for a "no" is given at once. What happens is the
 * row's events and no others.
 */
export function decideProject(
  record: ProjectRecord | undefined,
  command: ProjectCommand,
  moment: Moment,
  facts: ProjectFacts,
): Decision<ProjectEvent, ProjectEffect> {
  const asking = { record, command, moment, facts };
  const rows = rowsOf(projectTransitions, record?.state, command.kind);
  const lines = rows.length > 0 ? rows : projectTransitions.filter((row) => row.command === command.kind);
  const who = [...new Set(lines.flatMap((row) => row.who))];
  const refusals: Refusal[] = [...authorityRefusals(who, asking)];
  if (rows.length === 0) {
    const state = record?.state ?? nothing;
    refusals.unshift({ rule: 'state', says: `"${command.kind}" is not possible while the project is ${state}` });
  }

  let row: ProjectTransition | undefined = rows[0];
  if (record !== undefined && rows.length > 0) {
    const ruling = { ...asking, record };
    row = rows.find(({ when }) => when.every((word) => !isFinding(word) || finds(word, ruling)));
    const words = row?.when ?? rows.flatMap(({ when }) => when);
    const demanded = [...new Set(words)].filter((word): word is RuleWord => !isFinding(word));
    refusals.push(...demanded.flatMap((word) => ruleRefusals(word, ruling)));
  }
  if (refusals.length > 0 || row === undefined) {
    const rule = 'state';
    return { ok: false, refusals: refusals.length > 0 ? refusals : [{ rule, says: `nothing follows from this` }] };
  }

  const to = row.to === unchanged ? (record?.state ?? 'draft') : row.to;
  const events = happenings(asking, row.events).map((happening): ProjectEvent => ({ ...happening, to }));
  let after = record;
  for (const event of events) after = evolveProject(after, event, moment);
  if (after === undefined) throw new Error(`"${command.kind}" has no event in the table of projects`);
  return { ok: true, events, effects: effectsOf(row, after, moment) };
}
