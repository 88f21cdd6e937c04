/** One way by which AWS moves bytes for whoever may ask it to. */
export interface Route {
  readonly id: string;
  /** What would happen, in one sentence. */
  readonly route: string;
  /** Service -> names of its actions, with blanks between. */
  readonly actions: Readonly<Record<string, string>>;
  /** What a stranger would have ready to receive them: ARNs without their beginning, `{region}` ours, `{stranger}` a foreign account. */
  readonly to?: readonly string[];
  /** Needed at home, and a way out where the resource is somebody else's. */
  readonly amongStrangersOnly?: true;
  readonly source: string;
}

export const reference = (page: string): string =>
  `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${page}.html`;

/** The actions of a route in full: `s3:PutObject`. */
export const actionsOf = ({ actions }: Pick<Route, 'actions'>): readonly string[] =>
  Object.entries(actions).flatMap(([service, names]) => names.split(' ').map((name) => `${service}:${name}`));
