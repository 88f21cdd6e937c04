import { type Notify, officers } from '../safe-people/contract.ts';
import type { Decision, Workflow } from '../workflow/contract.ts';
import type { SweepFinding, SweptPerson } from './sweep-plan.ts';

/**
 * What sweeps did and found, as workflows of their own, so that each of it is an event in the locked archive and stands in the register for the
 * sweep after.
 */
export const enforced = ['workgroup', 'person', 'finding'] as const;
export type Enforced = (typeof enforced)[number];

/** Partition of what was enforced; `sort` is the workgroup's name, the person's id or the finding's. */
export const enforcementPartition = (of: Enforced): string => `enforcement#${of}`;

/** `closing`: a workgroup whose closing was begun and not seen to its end. `finding`: it stands. */
export interface Enforcement {
  readonly closing?: boolean;
  readonly person?: SweptPerson;
  readonly finding?: SweepFinding;
}

export type EnforcementEvent =
  | { readonly kind: 'workgroup-closing' | 'workgroup-closed' | 'workgroup-opened'; readonly workgroup: string }
  | { readonly kind: 'person-signed-out' | 'person-freed'; readonly id: string; readonly swept: SweptPerson }
  | { readonly kind: 'finding-appeared' | 'finding-ended'; readonly finding: SweepFinding };

/** Commands are what happened; nobody but the sweeper says so. */
export type EnforcementCommand = EnforcementEvent;

export const sweeper = 'sweeper';

export const instanceOf = (command: EnforcementCommand): { readonly of: Enforced; readonly id: string } =>
  'workgroup' in command
    ? { of: 'workgroup', id: command.workgroup }
    : 'finding' in command
      ? { of: 'finding', id: command.finding.id }
      : { of: 'person', id: command.id };

/** Officers are told of what they must look into: a finding, when it appears. */
const told = (command: EnforcementCommand): readonly Notify[] =>
  command.kind !== 'finding-appeared'
    ? []
    : [
        {
          kind: 'notify',
          to: [officers],
          notice: {
            about: command.finding.kind,
            ...(command.finding.project === undefined ? {} : { project: command.finding.project }),
          },
        },
      ];

/** Said twice, the second changes nothing and is refused, so that a repeated sweep writes no second event. */
const alreadySo = (state: Enforcement | undefined, command: EnforcementCommand): boolean => {
  switch (command.kind) {
    case 'workgroup-closing':
      return state?.closing === true;
    case 'workgroup-closed':
      return state?.closing !== true;
    case 'workgroup-opened':
      return false;
    case 'finding-appeared':
      return state?.finding !== undefined;
    case 'finding-ended':
      return state?.finding === undefined;
    default:
      return (
        state?.person?.directory === command.swept.directory && state.person.signedOutAt === command.swept.signedOutAt
      );
  }
};

export const enforcement = (of: Enforced): Workflow<Enforcement, EnforcementCommand, EnforcementEvent, Notify> => ({
  name: enforcementPartition(of),
  decide(state, command, { actor }): Decision<EnforcementEvent, Notify> {
    if (actor.kind !== 'service' || actor.name !== sweeper) {
      return { ok: false, refusals: [{ rule: 'service', says: `only the service ${sweeper} may say what it did` }] };
    }
    if (alreadySo(state, command)) {
      return { ok: false, refusals: [{ rule: 'unchanged', says: 'it is already recorded so' }] };
    }
    return { ok: true, events: [command], effects: told(command) };
  },
  evolve(_state, event) {
    switch (event.kind) {
      case 'workgroup-closing':
        return { closing: true };
      case 'workgroup-closed':
      case 'workgroup-opened':
      case 'finding-ended':
        return {};
      case 'finding-appeared':
        return { finding: event.finding };
      default:
        return { person: event.swept };
    }
  },
});
