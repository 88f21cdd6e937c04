import type { Estate, Resource } from '../estate.ts';
import { oncePerEstate } from '../views.ts';

const conditional: (estate: Estate) => ReadonlySet<string> = oncePerEstate(
  ({ stacks }) =>
    new Set(
      stacks.flatMap(({ name, late }) =>
        late.flatMap(({ logicalId, path }) =>
          path === 'Condition' && logicalId !== undefined ? [`${name}/${logicalId}`] : [],
        ),
      ),
    ),
);

/** Whether a condition decides at deployment if the resource exists. What closes a way proves nothing then. */
export const mayBeMissing = (estate: Estate, resource: Resource | undefined): boolean =>
  resource !== undefined && conditional(estate).has(resource.address);
