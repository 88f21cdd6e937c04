import type { Estate, Resource } from '../estate/estate.ts';

/** The function that a service token means, through an alias or a version of it. */
function functionAt(estate: Estate, token: Parameters<Estate['find']>[0]): Resource | undefined {
  const found = estate.find(token);
  if (found?.type === 'AWS::Lambda::Alias' || found?.type === 'AWS::Lambda::Version')
    return functionAt(estate, found.properties.FunctionName);
  return found?.type === 'AWS::Lambda::Function' ? found : undefined;
}

/** Custom resources with the function of these templates that works for each. */
export const customResources = (estate: Estate): readonly (readonly [Resource, Resource])[] =>
  estate.resources
    .filter(({ type }) => type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::'))
    .flatMap((custom) => {
      const func = functionAt(estate, custom.properties.ServiceToken);
      return func === undefined ? [] : [[custom, func] as const];
    });
