import { credentialKinds } from '../access.ts';
import type { DraftDeployment } from '../draft.ts';
import type { Finding } from '../problem.ts';

/** Who gets in: every kind of credential is demanded, and a token of one door is none at the other. */
export const checkAccess = (draft: DraftDeployment): Finding[] => [...demands(draft), ...clients(draft)];

/** A kind that nobody demands lapses, and nothing changes. */
function demands({ access }: DraftDeployment): Finding[] {
  const lines = access?.demands;
  if (lines === undefined || lines.some((line) => line?.kind === undefined)) return [];
  return credentialKinds
    .filter((kind) => !lines.some((line) => line?.kind === kind))
    .map((kind) => ({
      path: ['access', 'demands'],
      rule: `must have a line of kind ${kind}, for one that lapses would change nothing`,
      remedy: `add { kind: ${kind} }, which any scheme meets`,
    }));
}

function clients({ identity }: DraftDeployment): Finding[] {
  const environment = identity?.environment;
  if (environment?.kind !== 'oidc') return [];
  const { private: inside, public: outside } = environment.clientIds ?? {};
  if (inside === undefined || inside !== outside) return [];
  return [
    {
      path: ['identity', 'environment', 'clientIds', 'public'],
      rule: 'must be another than the private one, or what is signed in outside is signed in inside',
      remedy: 'ask the provider for a second client',
    },
  ];
}
