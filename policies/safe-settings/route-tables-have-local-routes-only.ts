import { pointingAt } from '../estate/network.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const routeTablesHaveLocalRoutesOnly: Rule = {
  id: 'route-tables-have-local-routes-only',
  safe: 'settings',
  controls: ['2.2.11', '2.2.10', '3.1.12'],
  severity: 'fatal',
  why: 'A route is what makes a gateway reachable; gateway endpoints add their own, so no other is needed.',
  fix: 'remove the AWS::EC2::Route; every table has the local route already',
  check: (estate) => [
    ...estate
      .ofType('AWS::EC2::Route')
      .map((route) =>
        fail(route, 'Properties', 'a route was added; only the local one, which needs no resource, stays inside'),
      ),
    ...estate.ofType('AWS::EC2::RouteTable').map((table) => {
      const added = pointingAt(estate, 'AWS::EC2::Route', 'RouteTableId', table).length;
      return judged(added === 0, table, 'Type', 'holds the local route alone', `${added} routes were added to it`);
    }),
  ],
};
