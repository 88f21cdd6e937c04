import { known } from '../answer.ts';
import { fine, type Verdict, wouldFail } from '../finding.ts';
import { availabilityZones, endpointServices as services } from '../ports/ec2.ts';
import type { Question } from '../question.ts';

const source = 'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html';

/** Every service that the closed network reaches needs an endpoint service here, in each zone, that takes a policy. */
export const endpointServices: Question = {
  id: 'endpoint-services',
  about: 'endpoint services',
  calls: [services, availabilityZones],
  async ask(account, { deployment: { aws }, plan: { endpoints } }) {
    const names = endpoints.map(({ service }) => service);
    return known(await account.ask(services, names), async (found) =>
      known(await account.ask(availabilityZones, undefined), (zones) => {
        const nameOf = (id: string) => zones.find((zone) => zone.id === id)?.name ?? id;
        const trouble = endpoints.flatMap(({ service, kind }): Verdict[] => {
          const offer = found.find(({ name, kinds }) => name === service && kinds.includes(kind));
          if (offer === undefined) {
            return [
              wouldFail({
                found: `${service}: no ${kind.toLowerCase()} endpoint`,
                why: `the network has no other way to the service: InvalidServiceName`,
                source,
                change: { path: 'aws.region', value: 'eu-west-2' },
                elsewhere: 'another region needs an exception and zones of its own',
              }),
            ];
          }
          const missing =
            kind === 'Interface' ? aws.availabilityZoneIds.filter((id) => !offer.zones.includes(nameOf(id))) : [];
          return [
            ...missing.map((id) =>
              wouldFail({
                found: `${service}: not in ${id}`,
                why: 'an endpoint is made in every zone of the file, and fails in one that the service lacks',
                source,
                change: {
                  path: `aws.availabilityZoneIds[${aws.availabilityZoneIds.indexOf(id)}]`,
                  value:
                    zones.find(({ name, id: other }) => offer.zones.includes(name) && other !== id)?.id ?? 'REPLACE',
                },
              }),
            ),
            ...(offer.takesPolicy
              ? []
              : [
                  wouldFail({
                    found: `${service}: takes no endpoint policy here`,
                    why: 'without its policy the endpoint would lead to every account: creation with a policy is refused',
                    source,
                    elsewhere: 'ask AWS when the region will support policies for it',
                  }),
                ]),
          ];
        });
        return trouble.length > 0 ? trouble : [fine(`all ${endpoints.length} exist in every zone and take policies`)];
      }),
    );
  },
};
