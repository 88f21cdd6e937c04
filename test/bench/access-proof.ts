import { ask } from '../../policies/estate/access/ask.ts';
import { storesOf } from '../../policies/estate/access-matrix/access-matrix.ts';
import { askersOf } from '../../policies/estate/access-matrix/askers.ts';
import { placesOf } from '../../policies/estate/access-matrix/places.ts';
import { isSilent } from '../../policies/estate/access-matrix/silence.ts';
import { type Scope, storeKinds } from '../../policies/estate/access-matrix/verbs.ts';
import { estateOf } from '../../policies/estate/model.ts';
import { exampleTemplates, largeEstate } from './large-estate.ts';

const seconds = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

/**
 * CPU of asking 200 principals for 200 stores by each of 30 actions, in an estate of 10,000 resources. The projects are copies of one,
 * and none is spared for that: every pair is asked, so that no likeness has to be believed.
 */
export function accessProof(): void {
  const templates = largeEstate(exampleTemplates(), 200, 10_000);
  const loading = process.cpuUsage();
  const estate = estateOf(templates);
  console.log(`${estate.resources.length} resources loaded: ${seconds(loading).toFixed(1)} s CPU`);

  const begun = process.cpuUsage();
  const principals = askersOf(estate).filter(({ name }) => name.endsWith('/ProjectRole'));
  const stores = storesOf(estate).filter(({ logicalId }) => logicalId === 'ExtractBucket');
  const aims = Object.values(storeKinds['AWS::S3::Bucket']?.verbs ?? {}).flatMap((one) => Object.entries(one));
  let [questions, open] = [0, 0];
  for (const asker of principals) {
    for (const store of stores) {
      for (const [scope, actions] of aims) {
        for (const to of placesOf(estate, store, scope as Scope)) {
          for (const action of actions) {
            questions += 1;
            if (isSilent(estate, asker, action, to, store)) continue;
            const { decision } = ask(estate, { who: asker.who, action, to, governedBy: store });
            if (decision !== 'denied') open += 1;
          }
        }
      }
    }
  }
  const actions = aims.reduce((sum, [, one]) => sum + one.length, 0);
  console.log(
    `access proof: ${principals.length} principals x ${stores.length} stores x ${actions} actions, ${questions.toLocaleString('en-GB')} questions, ${open} not denied: ${seconds(begun).toFixed(1)} s CPU (target <= 5.0), resident ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
  );
}
