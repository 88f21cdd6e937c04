/** What the filter knows of a CloudFormation template; everything else passes through untouched. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, Output>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
}

export interface Output {
  readonly Value: unknown;
  readonly Export?: { readonly Name: unknown };
}

/** Stack name -> template. */
export type Templates = ReadonlyMap<string, Template>;
