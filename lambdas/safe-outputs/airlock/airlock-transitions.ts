import { nothing, type Transition, unchanged } from '../../workflow/contract.ts';
import type { AirlockState } from '../contract.ts';
import type { AirlockCommand } from './airlock-commands.ts';
import type { AirlockEffect } from './airlock-effects.ts';
import { restingDays, waiting } from './airlock-limits.ts';
import type { Audience, EventKind, FindingWord, RuleWord, StandingWord } from './airlock-words.ts';
import { standingRules } from './release-standing.ts';

/**
 * The whole workflow of an airlock request as data. The reducer reads it: what has no row is refused, whoever asks; the documentation, its diagram
 * and the truth tables are made of it. What follows from it:
 * - only `releasing` leads to `released`, only `approved` to `releasing`, and only the last of two finished reviews to `approved`;
 * - only `submitted` leads to `checking`, and only `checking`, with every scan and the report of this round, to `in-review`;
 * - nothing is begun to be released, or is released, unless requester, project and both reviewers stand then as they must;
 * - while bytes may be on their way into the store of releases nobody withdraws, and nothing expires.
 *
 * Long because it is one table.
 */
export type AirlockEffectKind = AirlockEffect['kind'];
export type AirlockTransition = Omit<
  Transition<AirlockState, AirlockCommand['kind'], StandingWord, RuleWord | FindingWord, EventKind, AirlockEffectKind>,
  'tells'
> & { readonly tells: readonly Audience[] };

type Row = Omit<AirlockTransition, 'effects'> & { readonly orders?: readonly AirlockEffectKind[] };

/** Whatever a state needs is ordered with every step into it: the public door is told, and what rests or waits is looked at again. */
const row = ({ orders = [], ...rest }: Row): AirlockTransition => {
  const { to, tells } = rest;
  const moves = to !== unchanged;
  const effects: readonly AirlockEffectKind[] = [
    ...orders,
    ...(moves ? (['airlock-publish'] as const) : []),
    ...(moves && restingDays[to] !== undefined ? (['airlock-expire'] as const) : []),
    ...(moves && waiting.some((state) => state === to) ? (['airlock-stuck'] as const) : []),
    ...(tells.length === 0 ? [] : (['airlock-notify'] as const)),
  ];
  return { ...rest, effects };
};

/** Leaves the state as it is, and tells nobody. */
const within = (it: Omit<Row, 'to' | 'tells' | 'orders'>): AirlockTransition =>
  row({ ...it, to: unchanged, tells: [] });

const seen = ['in-review', 'changes-requested', 'rejected', 'approved', 'releasing'] as const;

/** What the last of scans and report comes to. */
const checks = (command: 'scan-result' | 'checked', base: Pick<Row, 'from' | 'who'>, when: readonly RuleWord[]) => {
  const event = command === 'checked' ? ('checked' as const) : ('scanned' as const);
  const news = command === 'checked' ? [] : (['something-new'] as const);
  const line = (finding: FindingWord, to: Row['to'], then: readonly EventKind[], tells: readonly Audience[]) =>
    row({ ...base, command, to, when: [...when, ...news, finding], events: [event, ...then], tells });
  return [
    line('more-to-come', unchanged, [], []),
    line('threat', 'blocked', ['blocked'], ['requester', 'officers']),
    line('disclosure', 'blocked', ['blocked'], ['requester']),
    line('needs-fix', 'changes-requested', ['changes-requested'], ['requester']),
    line('reviewable', 'in-review', ['review-opened'], ['requester', 'checkers']),
  ];
};

const finished = ['unfinished', 'all-voted', 'not-requester', 'never-member'] as const;
const finishing = (to: Row['to'], finding: FindingWord, events: readonly EventKind[], more: Partial<Row> = {}) =>
  row({
    ...{ from: ['in-review'], command: 'finish-review', to, who: ['reviewer'], when: [...finished, finding] },
    ...{ events: ['review-finished', ...events], tells: [], ...more },
  });

const retrying = (to: AirlockState, finding: FindingWord, orders: readonly AirlockEffectKind[]) =>
  row({
    ...{ from: ['failed'], command: 'retry', to, who: ['working-requester', 'officer'], when: [finding] },
    ...{ events: ['retried'], tells: [], orders },
  });

export const airlockTransitions: readonly AirlockTransition[] = [
  row({
    ...{ from: [nothing], command: 'draft', to: 'draft', who: ['may-request'], when: [] },
    ...{ events: ['drafted'], tells: [] },
  }),
  within({
    ...{ from: ['draft'], command: 'add-file', who: ['working-requester'] },
    when: ['new-file', 'file-name', 'unique-name', 'own-deposit', 'origin', 'bytes', 'room'],
    events: ['file-added'],
  }),
  within({
    ...{ from: ['draft'], command: 'describe-file', who: ['working-requester'] },
    when: ['file', 'file-name', 'unique-name'],
    events: ['file-described'],
  }),
  within({
    ...{ from: ['draft'], command: 'remove-file', who: ['working-requester'], when: ['file'] },
    events: ['file-removed'],
  }),
  row({
    ...{ from: ['draft'], command: 'submit', to: 'submitted', who: ['working-requester'], when: ['files'] },
    ...{ events: ['submitted'], tells: [], orders: ['airlock-freeze'] },
  }),
  row({
    from: ['draft', 'submitted', 'checking', 'blocked', 'in-review', 'changes-requested', 'approved', 'failed'],
    ...{ command: 'withdraw', to: 'withdrawn', who: ['requester', 'officer'], when: ['nothing-released'] },
    ...{ events: ['withdrawn'], tells: ['requester', 'reviewers'] },
  }),
  row({
    ...{ from: ['submitted'], command: 'freeze', to: 'checking', who: ['airlock-checker'] },
    ...{ when: ['round', 'same-bytes', 'profile'], events: ['frozen'], tells: [] },
    orders: ['airlock-check', 'airlock-scan-deadline'],
  }),
  within({
    ...{ from: ['submitted', 'failed'], command: 'scan-result', who: ['airlock-scan'] },
    ...{ when: ['round', 'file', 'version', 'something-new'], events: ['scanned'] },
  }),
  within({
    from: ['submitted', 'failed', 'checking', 'in-review', 'approved', 'releasing', 'released'],
    ...{ command: 'scan-result', who: ['airlock-scan'], when: ['round', 'file', 'version', 'nothing-new'], events: [] },
  }),
  ...checks('scan-result', { from: ['checking'], who: ['airlock-scan'] }, ['round', 'file', 'version']),
  row({
    ...{ from: ['in-review', 'approved'], command: 'scan-result', to: 'blocked', who: ['airlock-scan'] },
    ...{ when: ['round', 'file', 'version', 'something-new', 'unclean'], events: ['scanned', 'blocked'] },
    tells: ['requester', 'reviewers', 'officers'],
  }),
  row({
    ...{ from: ['releasing', 'released'], command: 'scan-result', to: unchanged, who: ['airlock-scan'] },
    ...{ when: ['round', 'file', 'version', 'something-new', 'unclean'], events: ['scanned'], tells: ['officers'] },
  }),
  ...checks('checked', { from: ['checking'], who: ['airlock-checker'] }, ['round', 'same-bytes', 'worst']),
  row({
    ...{ from: ['checking'], command: 'scan-overdue', to: 'blocked', who: ['airlock-checker'] },
    ...{ when: ['round', 'overdue', 'scans-missing'], events: ['blocked'], tells: ['requester', 'officers'] },
  }),
  row({
    ...{ from: ['in-review'], command: 'take-review', to: unchanged, who: ['checker'] },
    ...{ when: ['not-requester', 'never-member', 'place'], events: ['review-taken'], tells: [] },
  }),
  within({
    ...{ from: ['in-review'], command: 'drop-review', who: ['oneself', 'officer'] },
    ...{ when: ['holds-place', 'unfinished'], events: ['review-dropped'] },
  }),
  within({
    ...{ from: ['in-review'], command: 'vote', who: ['reviewer'] },
    ...{ when: ['file', 'unfinished', 'reason', 'not-requester', 'never-member'], events: ['voted'] },
  }),
  finishing(unchanged, 'one-finished', []),
  finishing(unchanged, 'other-void', ['review-voided'], { tells: ['checkers', 'officers'] }),
  finishing('rejected', 'one-rejects', ['rejected'], { tells: ['requester', 'reviewers'] }),
  finishing('changes-requested', 'one-wants-changes', ['changes-requested'], { tells: ['requester', 'reviewers'] }),
  finishing('approved', 'both-approve', ['approved'], {
    tells: ['requester', 'reviewers'],
    orders: ['airlock-release'],
  }),
  within({
    from: ['draft', 'blocked', 'in-review', 'changes-requested', 'rejected'],
    ...{ command: 'comment', who: ['requester', 'reviewer'], when: ['file'], events: ['commented'] },
  }),
  within({
    ...{
      from: seen,
      command: 'view',
      who: ['present-requester', 'reviewer'],
      when: ['file', 'frozen'],
      events: ['viewed'],
    },
  }),
  within({
    ...{ from: ['released'], command: 'view', who: ['present-requester', 'reviewer'] },
    ...{ when: ['outbound', 'file', 'frozen'], events: ['viewed'] },
  }),
  within({
    ...{ from: ['released'], command: 'view', who: ['member', 'reviewer'] },
    ...{ when: ['inbound', 'file', 'frozen'], events: ['viewed'] },
  }),
  row({
    ...{ from: ['blocked', 'changes-requested'], command: 'reopen', to: 'draft', who: ['working-requester'], when: [] },
    ...{ events: ['reopened'], tells: [] },
  }),
  // Nothing of it lies anywhere yet, so that others may review it anew where who approved it does not count any more.
  row({
    ...{ from: ['failed'], command: 'reopen', to: 'draft', who: ['working-requester'], when: ['was-approved'] },
    ...{ events: ['reopened'], tells: [] },
  }),
  row({
    ...{ from: ['approved'], command: 'releasing', to: 'releasing', who: ['airlock-release'] },
    ...{ when: ['round', ...standingRules], events: ['release-begun'], tells: [] },
  }),
  row({
    ...{ from: ['releasing'], command: 'released', to: 'released', who: ['airlock-release'] },
    ...{ when: ['round', 'same-bytes', 'clean', ...standingRules], events: ['released'] },
    tells: ['requester', 'reviewers'],
  }),
  row({
    ...{ from: ['released'], command: 'revoke', to: 'revoked', who: ['checker', 'officer'], when: [] },
    ...{ events: ['revoked'], tells: ['requester', 'reviewers', 'officers'], orders: ['airlock-revoke'] },
  }),
  row({
    ...{ from: ['failed'], command: 'revoke', to: 'revoked', who: ['checker', 'officer'], when: ['was-releasing'] },
    ...{ events: ['revoked'], tells: ['requester', 'reviewers', 'officers'], orders: ['airlock-revoke'] },
  }),
  row({
    ...{ from: ['submitted'], command: 'fail', to: 'failed', who: ['airlock-checker'], when: ['round'] },
    ...{ events: ['failed'], tells: ['requester', 'officers'] },
  }),
  row({
    ...{ from: ['checking'], command: 'fail', to: 'failed', who: ['airlock-checker'], when: ['round', 'no-report'] },
    ...{ events: ['failed'], tells: ['requester', 'officers'] },
  }),
  within({
    ...{ from: ['checking'], command: 'fail', who: ['airlock-checker'], when: ['round', 'report-in'], events: [] },
  }),
  row({
    ...{ from: ['approved', 'releasing'], command: 'fail', to: 'failed', who: ['airlock-release'], when: ['round'] },
    ...{ events: ['failed'], tells: ['requester', 'officers'] },
  }),
  retrying('submitted', 'was-freezing', ['airlock-freeze']),
  retrying('checking', 'was-checking', ['airlock-check', 'airlock-scan-deadline']),
  retrying('approved', 'was-approved', ['airlock-release']),
  retrying('releasing', 'was-releasing', ['airlock-release']),
  row({
    from: ['draft', 'blocked', 'changes-requested', 'in-review', 'failed'],
    ...{ command: 'expire', to: 'expired', who: ['airlock-checker'], when: ['due', 'nothing-released'] },
    ...{ events: ['expired'], tells: ['requester'] },
  }),
  row({
    ...{ from: waiting, command: 'mark-stuck', to: unchanged, who: ['airlock-checker'] },
    ...{ when: ['stuck-due', 'not-marked'], events: ['stuck'], tells: ['requester', 'checkers', 'officers'] },
  }),
];
