import type { DraftDeployment } from '../draft.ts';
import type { Finding, Path } from '../problem.ts';
import { contains, type IpRange, ipRange, overlaps } from './ip-range.ts';

/** RFC 1918. AWS takes other ranges too, but they may belong to somebody on the internet. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(ipRange);

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html: a VPC is /28 to /16. */
const largest = 16;
/** Four tiers in up to three zones, each with room for about thirty endpoints or a hundred functions: twelve times /24. */
const smallest = 20;

export function checkNetwork({ network }: DraftDeployment): Finding[] {
  const findings: Finding[] = [];
  const reserved = (network?.reserved ?? []).map((entry, index) => {
    if (entry?.cidr === undefined) return undefined;
    const range = ipRange(entry.cidr);
    findings.push(...canonical(entry.cidr, range, ['network', 'reserved', index, 'cidr']));
    return { range, label: `network.reserved[${index}] (${range.canonical}${entry.name ? `, ${entry.name}` : ''})` };
  });
  if (network?.cidr === undefined) return findings;

  const path: Path = ['network', 'cidr'];
  const range = ipRange(network.cidr);
  findings.push(...canonical(network.cidr, range, path));
  if (!privateRanges.some((outer) => contains(outer, range))) {
    const remedy = 'choose one inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16';
    findings.push({ path, rule: 'must be a private range', remedy });
  }
  if (range.prefix < largest) {
    findings.push({ path, rule: 'must be /16 or smaller: AWS allows no larger network', remedy: 'choose /16 to /20' });
  }
  if (range.prefix > smallest) {
    const rule = 'must be /20 or larger: it is cut into twelve subnets that hold endpoints, functions and browsers';
    findings.push({ path, rule, remedy: 'choose /16 to /20' });
  }
  for (const other of reserved) {
    if (other === undefined || !overlaps(range, other.range)) continue;
    findings.push({ path, rule: `must not overlap ${other.label}`, remedy: 'choose a range that nobody uses' });
  }
  return findings;
}

/** EC2 silently rounds 10.0.0.1/16 down; a file that says something else than AWS has is refused instead. */
function canonical(written: string, range: IpRange, path: Path): Finding[] {
  if (written === range.canonical) return [];
  return [{ path, rule: 'must start at the first address of the range', remedy: `write ${range.canonical}` }];
}
