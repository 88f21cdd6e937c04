/** Something that stands on a path and lets it pass. What refuses leaves no path. */
export interface Gate {
  readonly kind:
    | 'security group'
    | 'network ACL'
    | 'address'
    | 'route'
    | 'gateway'
    | 'endpoint'
    | 'endpoint policy'
    | 'DNS firewall'
    | 'resolver'
    | 'service';
  /** The resource that decides here, `<stack>/<logicalId>`; undefined where no resource of the estate does. */
  readonly resource: string | undefined;
  /** `narrows`: lets only a part through. `unknown`: what it lets through cannot be told from the templates. */
  readonly effect: 'passes' | 'narrows' | 'unknown';
  readonly says: string;
}

/**
 * `open`: nothing on the way holds anything back. `gated`: allowed, within what the gates name. `unknown`: something on the way is
 * unresolved or not modelled. What is surely closed is no path.
 */
export type PathState = 'open' | 'gated' | 'unknown';

/** `inside`: another stack of the same estate. `network`: one whose owner the templates do not tell. */
export type DestinationKind = 'internet' | 'project' | 'account' | 'network' | 'service' | 'inside';

/** One way by which bytes can leave where they are. */
export interface NetworkPath {
  /** `<stack>/<logicalId>` of what stands at the near end. */
  readonly from: string;
  /** In words, such as `subnet`, `function`. */
  readonly fromKind: string;
  /** A word such as `internet`, the name of a service, or the address of a resource of the estate. */
  readonly to: string;
  readonly toKind: DestinationKind;
  /** `outward`: the near end opens the connection. `inward`: the far end does, and is answered. */
  readonly direction: 'outward' | 'inward';
  /** Such as `tcp 443`, `all`, `dns`. */
  readonly protocol: string;
  readonly state: PathState;
  /** In the order in which a packet meets them. */
  readonly gates: readonly Gate[];
}

export const stateOf = (gates: readonly Gate[]): PathState =>
  gates.some(({ effect }) => effect === 'unknown')
    ? 'unknown'
    : gates.some(({ effect }) => effect === 'narrows')
      ? 'gated'
      : 'open';

/** The resources that decide a path, each once. */
export const decidersOf = ({ gates }: NetworkPath): readonly string[] => [
  ...new Set(gates.flatMap(({ resource }) => (resource === undefined ? [] : [resource]))),
];

/** The gates in one line. */
export const gatesInWords = ({ gates }: NetworkPath): string =>
  gates.map(({ kind, says }) => `${kind}: ${says}`).join('; ') || 'no gate';
