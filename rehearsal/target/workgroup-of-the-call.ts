import type { AthenaClient } from '@aws-sdk/client-athena';

interface Request {
  body?: unknown;
}

/**
 * AWS knows to which workgroup a query or a saved question belongs and checks the right to that workgroup. The emulator looks into the
 * request for one, so the clients of a role name their workgroup wherever the call has no place for it.
 */
export const sayWorkgroup = (athena: AthenaClient, workgroup: string): void =>
  athena.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as Request;
      if (typeof request.body === 'string' || request.body instanceof Uint8Array) {
        const asked = JSON.parse(
          typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body),
        );
        request.body = JSON.stringify({ WorkGroup: workgroup, ...asked });
      }
      return next(args);
    },
    { step: 'build', priority: 'high', name: 'sayWorkgroup' },
  );
