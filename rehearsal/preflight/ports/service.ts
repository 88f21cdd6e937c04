import type { Call, Connection, Place } from '../call.ts';

/** What every client of the SDK takes. */
export interface Settings {
  readonly region: string;
  readonly maxAttempts: number;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly disableHostPrefix?: boolean;
  readonly forcePathStyle?: boolean;
}

type Handler = (request: never) => Promise<never>;

interface Client {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler, context: { readonly commandName?: string }) => Handler,
      options: { readonly step: 'initialize'; readonly name: string },
    ): void;
  };
}

interface Tools<Sdk, Made> {
  readonly sdk: Sdk;
  readonly client: Made;
  readonly signal: AbortSignal;
}

interface Specification<Sdk, Made, Input, Output> {
  readonly action: string;
  readonly resources?: (place: Place) => readonly string[];
  make(tools: Tools<Sdk, Made>, input: Input): Promise<Output>;
}

const reads = /^(Get|List|Describe|BatchGet)[A-Z]/;

/**
 * One AWS service. Its SDK is loaded at the first call, so that other commands do not pay for it; a client is made once per
 * connection; and a command that does not read is refused before it is sent.
 */
export function service<Sdk, Made extends object>(
  load: () => Promise<Sdk>,
  construct: (sdk: Sdk, settings: Settings) => Made,
) {
  const connected = new WeakMap<Connection, Promise<{ sdk: Sdk; client: Made }>>();
  const connect = async (connection: Connection) => {
    const sdk = await load();
    return { sdk, client: readOnly(construct(sdk, settingsOf(connection))) };
  };
  return <Input, Output>({
    action,
    resources = () => ['*'],
    make,
  }: Specification<Sdk, Made, Input, Output>): Call<Input, Output> => ({
    action,
    resources,
    async make(connection, input, signal) {
      const ready = connected.get(connection) ?? connect(connection);
      connected.set(connection, ready);
      return make({ ...(await ready), signal }, input);
    },
  });
}

/** At an endpoint of one's own there are no addresses per account or per bucket. */
const settingsOf = ({ region, profile, endpoint }: Connection): Settings => ({
  region,
  maxAttempts: 3,
  ...(profile === undefined ? {} : { profile }),
  ...(endpoint === undefined ? {} : { endpoint, disableHostPrefix: true, forcePathStyle: true }),
});

function readOnly<Made extends object>(client: Made): Made {
  (client as unknown as Client).middlewareStack.add(
    (next, { commandName = '' }) => {
      if (!reads.test(commandName)) throw new Error(`${commandName} is no reading command; preflight changes nothing`);
      return next;
    },
    { step: 'initialize', name: 'readsOnly' },
  );
  return client;
}
