import type { Statement } from '../estate/statements.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { dataBuckets } from './data-buckets.ts';
import { namedRole } from './named-roles.ts';

const admitted = ({ principals, notPrincipals }: Statement): readonly string[] =>
  notPrincipals !== undefined || principals === undefined
    ? ['everybody']
    : Object.entries(principals).flatMap(([kind, names]) =>
        kind === 'AWS' ? names : names.map((n) => `${kind} ${n}`),
      );

export const dataBucketsAdmitNamedRolesOnly: Rule = {
  id: 'data-buckets-admit-named-roles-only',
  safe: 'data',
  controls: ['3.2.03', '3.1.12', '1.5.03'],
  severity: 'fatal',
  why: 'Another account, a service or the public can reach a bucket only if its policy lets them; ours lets in roles of this estate, or nobody.',
  fix: 'take the Allow out, or name roles of this estate in it; a service that writes logs gets a bucket of its own',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-policy-language-overview.html',
  check: (estate) =>
    dataBuckets(estate).map(({ resource, policies, statements }) => {
      const place = policies[0] ?? resource;
      const allows = statements.filter(({ effect }) => effect === 'Allow');
      const unknown = allows.find(({ unresolved }) => unresolved);
      if (unknown !== undefined) return fail(place, unknown.path, 'whom it admits could not be resolved');
      const stranger = allows.flatMap(admitted).find((arn) => namedRole(estate, arn) === undefined);
      if (stranger !== undefined) return fail(place, 'Properties.PolicyDocument', `admits ${stranger}`);
      const whom = allows.length === 0 ? 'nobody' : 'named roles of this estate only';
      return pass(place, 'Properties.PolicyDocument', `admits ${whom}; the rest is for the policies of roles`);
    }),
};
