import { type Fields, publicOrigins, type Route } from './door.ts';

/** A part of a path: words and hyphens, or one whole parameter; `ping` and `sping` at the root are API Gateway's own. */
const path = /^(?!\/s?ping(\/|$))(\/([a-z0-9-]+|\{[a-z][A-Za-z0-9]*\}))+$/;

/**
 * Everything about a table of routes that API Gateway, the doors or the design would not take; all of it at once.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function routeFaults(routes: readonly Route[]): readonly string[] {
  const faults: string[] = [];
  const demand = (met: boolean, operation: string, says: string): void => {
    if (!met) faults.push(`${operation} ${says}`);
  };
  const operations = new Set<string>();
  const places = new Set<string>();
  const variables = new Map<string, string>();
  for (const { operation, method, path: at, doors, parameters, asks, streams, answers } of routes) {
    demand(
      /^[a-z][A-Za-z0-9-]{1,63}$/.test(operation),
      operation,
      'must be a short name of letters, digits and hyphens',
    );
    demand(!operations.has(operation), operation, 'must be unique');
    demand(!places.has(`${method} ${at}`), operation, `must be the only ${method} ${at}`);
    operations.add(operation);
    places.add(`${method} ${at}`);
    demand(path.test(at), operation, `must have a path of words and whole parameters, got ${at}`);
    demand(doors.length > 0, operation, 'must be deployed at a door');
    demand(method === 'post' || asks === undefined, operation, 'must be a post if it asks for a body');

    demand(
      streams === undefined || (method === 'get' && Object.keys(answers).length === 0),
      operation,
      'must be a get without fields if it streams bytes',
    );

    const inPath = [...at.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
    const declared = Object.entries(parameters).filter(([, { in: place }]) => place === 'path');
    const same = inPath.join() === declared.map(([name]) => name).join();
    demand(same, operation, 'must declare exactly the parameters of its path, in their order');
    demand(!declared.some(([, { optional }]) => optional), operation, 'must not call a parameter of its path optional');
    at.split('/').forEach((part, index, parts) => {
      if (!part.startsWith('{')) return;
      const parent = parts.slice(0, index).join('/');
      const other = variables.get(parent) ?? part;
      variables.set(parent, other);
      demand(other === part, operation, `must call the parameter after ${parent}/ ${other}, as another route does`);
    });
    const bytes = streams === undefined ? [] : [['bytes', streams.origin] as const];
    for (const [name, origin] of [...originsOf(answers), ...bytes]) {
      const shown = publicOrigins.includes(origin);
      demand(shown || !doors.includes('public'), operation, `must not show ${name} (${origin}) at the public door`);
    }
  }
  return faults;
}

/** Origin of every field, by its path, such as `rows[].cells[]`. */
export const originsOf = (fields: Fields, before = ''): readonly (readonly [string, Fields[string]['origin']])[] =>
  Object.entries(fields).flatMap(([name, { origin, list, fields: inner }]) => {
    const at = `${before}${name}${list ? '[]' : ''}`;
    return [[at, origin] as const, ...originsOf(inner ?? {}, `${at}.`)];
  });
