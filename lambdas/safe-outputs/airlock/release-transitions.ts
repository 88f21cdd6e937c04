import { nothing, type Transition, unchanged } from '../../workflow/contract.ts';
import type { Release } from '../contract.ts';
import type { ReleaseCommand, ReleaseEvent } from './release-record.ts';

export type ReleaseWho = 'airlock-release' | 'member' | 'checker';
export type ReleaseRule = 'same-content' | 'file';
export type ReleaseTransition = Transition<
  Release['state'],
  ReleaseCommand['kind'],
  ReleaseWho,
  ReleaseRule,
  ReleaseEvent['kind'],
  never
>;
type Row = Omit<ReleaseTransition, 'effects' | 'tells'>;
const row = (it: Row): ReleaseTransition => ({ ...it, effects: [], tells: [] });

/** The whole workflow of what has left. Nothing leads from `revoked`. */
export const releaseTransitions: readonly ReleaseTransition[] = [
  row({ from: [nothing], command: 'offer', to: 'offered', who: ['airlock-release'], when: [], events: ['offered'] }),
  row({
    ...{ from: ['offered'], command: 'offer', to: unchanged, who: ['airlock-release'] },
    ...{ when: ['same-content'], events: [] },
  }),
  row({
    ...{ from: ['offered'], command: 'download', to: unchanged, who: ['member', 'checker'] },
    ...{ when: ['file'], events: ['downloaded'] },
  }),
  row({
    ...{ from: [nothing], command: 'revoke', to: 'revoked', who: ['airlock-release'] },
    ...{ when: [], events: ['revoked'] },
  }),
  row({
    ...{ from: ['offered'], command: 'revoke', to: 'revoked', who: ['airlock-release'] },
    ...{ when: ['same-content'], events: ['revoked'] },
  }),
  row({
    ...{ from: ['revoked'], command: 'revoke', to: unchanged, who: ['airlock-release'] },
    ...{ when: ['same-content'], events: [] },
  }),
];
