import type { Json, JsonObject } from '../estate/estate.ts';
import type { Template } from '../estate/model.ts';
import { list, record, text } from '../estate/values.ts';

/** Something in a template that stands for resources which no rule has seen. */
export interface NotRead {
  readonly stack: string;
  /** Logical id, or the section of the template. */
  readonly place: string;
  readonly what: string;
}

const baseName = (url: string): string => url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';

/** The template of a nested stack, by the asset that CDK notes or the last part of its address. */
const isHere = (body: JsonObject, files: ReadonlySet<string>): boolean => {
  const asset = text(record(body.Metadata)['aws:asset:path']);
  const url = record(body.Properties).TemplateURL;
  const written = typeof url === 'string' ? url : text(record(url as Json)['Fn::Sub']);
  return [asset, written].some((path) => path !== undefined && files.has(baseName(path)));
};

/** A function that stands in the templates is judged there. */
const isOfTheTemplate = (token: Json | undefined): boolean => {
  const written = record(token);
  return (
    written['Fn::GetAtt'] !== undefined ||
    written['Fn::ImportValue'] !== undefined ||
    written['Fn::GetStackOutput'] !== undefined
  );
};

function inResource(logicalId: string, body: JsonObject, files: ReadonlySet<string>): string | undefined {
  const type = text(body.Type) ?? '';
  if (logicalId.startsWith('Fn::')) return `${logicalId} makes resources when it is deployed`;
  if (type.startsWith('AWS::Serverless::')) return `${type} becomes several resources; SAM is not expanded here`;
  if (type.endsWith('::MODULE')) return `the module ${type} is not expanded here`;
  if (type === 'AWS::CloudFormation::Macro') return 'a macro rewrites templates as its function likes';
  if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource')
    return isOfTheTemplate(record(body.Properties).ServiceToken)
      ? undefined
      : 'a custom resource does what its function does, and the function is not in its template';
  if (type === 'AWS::CloudFormation::Stack' || type === 'AWS::CloudFormation::StackSet')
    return isHere(body, files) ? undefined : 'a nested stack whose template is not in the folder';
  if (record(body.Properties)['Fn::Transform'] !== undefined) return 'a macro writes its properties';
  return undefined;
}

/** Everything in the templates that stands for what was not seen: it is never silently passed. */
export function notRead(templates: readonly Template[]): readonly NotRead[] {
  const files = new Set(templates.map(({ templateFile }) => baseName(templateFile)));
  return templates.flatMap(({ name, template }) => [
    ...list(template.Transform)
      .filter((macro) => macro !== 'AWS::LanguageExtensions')
      .map((macro) => ({
        stack: name,
        place: 'Transform',
        what: `the macro ${text(macro) ?? JSON.stringify(macro)} rewrites the template; it is not expanded here`,
      })),
    ...(template['Fn::Transform'] === undefined
      ? []
      : [{ stack: name, place: 'Fn::Transform', what: 'a macro adds to the template; it is not expanded here' }]),
    ...Object.entries(record(template.Resources)).flatMap(([logicalId, body]) => {
      const what = inResource(logicalId, record(body), files);
      return what === undefined ? [] : [{ stack: name, place: logicalId, what }];
    }),
  ]);
}
