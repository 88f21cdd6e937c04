import { eachTemplate, type Rewrite } from './rewrite.ts';

/** The loopback address from which the proxy passes on a call that says it comes from our VPC. */
export const addressInsideTheNetwork = '127.0.0.2';

/** By this header a client of the rehearsal says so; the proxy takes it off. */
export const networkHeader = 'x-rehearsal-network';

/**
 * The emulator knows from which address a call comes, but not from which VPC. A condition on our VPC becomes the same
 * condition on an address that only calls "from inside" have; operators, and with them the logic of the policy, stay.
 */
export const networkOfTheCall: Rewrite = (templates) =>
  eachTemplate(templates, (value, key) => {
    if (!/^String(Not)?Equals(IfExists)?$/.test(key) || typeof value !== 'object' || value === null) return value;
    if (!Object.hasOwn(value, 'aws:SourceVpc')) return value;
    return Object.fromEntries(
      Object.entries(value).map((entry) =>
        entry[0] === 'aws:SourceVpc' ? ['aws:SourceIp', addressInsideTheNetwork] : entry,
      ),
    );
  });
