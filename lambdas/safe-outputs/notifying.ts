import { tellNotices } from '../safe-people/entrance.ts';
import type { CarryOut } from '../workflow/worker.ts';
import type { EffectOf } from './carry-out.ts';
import type { ReleasePorts } from './release-ports.ts';

/** Notices lie in the table of releases, for the public door reads them: of ids and words alone. Carried out twice, one is written once. */
export const notifying = ({ releases }: Pick<ReleasePorts, 'releases'>): CarryOut<EffectOf<'airlock-notify'>> => {
  const tell = tellNotices(releases);
  return ({ to, notice }, id) => tell({ kind: 'notify', to, notice }, id);
};
