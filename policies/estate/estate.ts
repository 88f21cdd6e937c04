/** JSON as it stands in a template. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * One resource, its references resolved.
 *
 * A resolved string holds `${<stack>/<logicalId>}` for what `Ref` gives and `${<stack>/<logicalId>.<Attribute>}` for `GetAtt`,
 * across stacks too (`ImportValue`, `Fn::GetStackOutput`). Pseudo parameters are replaced by the stack's environment (partition: `aws`).
 * What no rule of this model resolves becomes the object `{ 'Unresolved': <as written> }`, which nothing may take for proof.
 */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  /** `<stack>/<logicalId>`. */
  readonly address: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: string | undefined;
  readonly updateReplacePolicy: string | undefined;
  /** Name of the condition under which CloudFormation makes it; undefined: always. */
  readonly condition?: string | undefined;
}

/** A place in a template whose value no reader of the template can know. */
export interface LateDecision {
  /** Logical id where it stands in a resource. */
  readonly logicalId: string | undefined;
  readonly path: string;
  readonly what: string;
}

export interface Stack {
  /** Name that is unique in the estate: the artifact id, or the file name without its ending. */
  readonly name: string;
  /** Template file, relative to the folder that was loaded. */
  readonly templateFile: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly resources: readonly Resource[];
  /** What the template says of itself. */
  readonly metadata: JsonObject;
  /** What of the template only CloudFormation decides, when it deploys it. */
  readonly late: readonly LateDecision[];
}

/** Every resource of a cloud assembly or a folder of templates. */
export interface Estate {
  readonly stacks: readonly Stack[];
  readonly resources: readonly Resource[];
  ofType(...types: string[]): readonly Resource[];
  /** By address. */
  at(address: string): Resource | undefined;
  /**
   * The resource that a resolved value points at: `${stack/Id}`, `${stack/Id.Arn}`, an ARN or URL built around one of them, or a
   * physical name or ARN that equals the fixed name of a resource in the estate.
   *
   * Two kinds of resource may bear one name: name the `types` that are meant, or take the first. An ARN of another account, and a
   * reference that is only a part of a longer name, mean nothing here.
   */
  find(value: Json | undefined, ...types: string[]): Resource | undefined;
}
