import type { Body } from '../mutant.ts';
import {
  accountOf,
  type Change,
  foreignAccount,
  foreignRoot,
  listed,
  type Operator,
  roleArn,
  type Site,
} from './site.ts';

type Fields = Record<string, unknown>;

/** What a policy document is for decides which changes to it are dangerous. */
type Kind = 'identity' | 'trust' | 'resource' | 'endpoint' | 'boundary';

interface Place {
  readonly kind: Kind;
  /** Keys from the properties to the statement. */
  readonly path: readonly (string | number)[];
  readonly statement: Fields;
  /** How the statement is called in a name. */
  readonly called: string;
}

/**
 * Every statement of every policy document of a resource, changed in each way that lets more happen: an Allow made wider, a Deny made
 * narrower. A condition dropped from a Deny would make it wider, and is no danger.
 */
export const statementChanges: Operator = (site) =>
  placesOf(site).flatMap((place) =>
    (place.statement.Effect === 'Deny' ? denyChanges(site, place) : allowChanges(site, place)).map(
      ({ what, edit }): Change => ({
        what: `${place.called}: ${what}`,
        edit: (body) => edit(at(body, place.path), body),
      }),
    ),
  );

interface StatementChange {
  readonly what: string;
  readonly edit: (statement: Fields, body: Body) => void;
}

const set =
  (key: string, value: unknown) =>
  (statement: Fields): void => {
    statement[key] = structuredClone(value);
  };

function allowChanges(site: Site, { kind, statement, path }: Place): readonly StatementChange[] {
  const actions = listed(statement.Action).map(String);
  const services = [...new Set(actions.map((action) => action.split(':')[0] ?? ''))];
  const [service = ''] = services;
  const changes: StatementChange[] = [];
  if (!actions.some((action) => action.endsWith(':*') || action === '*')) {
    const wide = services.map((one) => `${one}:*`);
    changes.push({ what: `the actions become ${wide.join(' and ')}`, edit: set('Action', wide) });
  }
  if (kind !== 'trust' && kind !== 'resource' && statement.Resource !== '*')
    changes.push({ what: 'the resource becomes *', edit: set('Resource', '*') });
  if (kind === 'trust' || kind === 'resource') changes.push(...principalChanges(site, statement));
  if (kind === 'endpoint' && statement.Condition === undefined)
    changes.push({
      what: `every ${service} action is allowed too`,
      edit: (one) => {
        one.Action = `${service}:*`;
      },
    });
  changes.push(...conditionChanges(statement));
  changes.push({
    what: 'the same is allowed once more to anybody',
    edit: (_, body) => {
      const list = at(body, path.slice(0, -1)) as unknown as Fields[];
      const { Condition: _condition, Sid: _sid, Principal, ...rest } = statement;
      list.push(Principal === undefined ? { ...rest, Resource: '*' } : { ...rest, Principal: '*' });
    },
  });
  // An Allow beside one that says it all already says nothing new.
  const saysItAll = kind === 'identity' ? statement.Resource === '*' : statement.Principal === '*';
  return saysItAll && statement.Condition === undefined
    ? changes.filter(({ what }) => !what.startsWith('the same is allowed'))
    : changes;
}

function principalChanges(site: Site, { Principal }: Fields): readonly StatementChange[] {
  const own = roleArn(accountOf(site.neighbours), 'any').replace(/role\/any$/, 'root');
  const named = JSON.stringify(Principal);
  const changes: StatementChange[] = [
    { what: 'the principal becomes *', edit: set('Principal', '*') },
    { what: 'a foreign account is admitted too', edit: alsoFor(foreignRoot) },
  ];
  if (!named.includes(':root') && !named.includes('"Service"'))
    changes.push({ what: 'the principal becomes the whole account', edit: set('Principal', { AWS: own }) });
  if (named.includes('"Service"')) changes.push({ what: 'the whole account is admitted too', edit: alsoFor(own) });
  return changes;
}

const alsoFor =
  (arn: string) =>
  (statement: Fields): void => {
    const principal = statement.Principal;
    const before = typeof principal === 'object' && principal !== null ? (principal as Fields) : {};
    statement.Principal = { ...before, AWS: [...listed(before.AWS), arn] };
  };

function conditionChanges({ Condition }: Fields): readonly StatementChange[] {
  const pairs = Object.entries((Condition ?? {}) as Record<string, Fields>).flatMap(([operator, keys]) =>
    Object.keys(keys).map((key) => ({ operator, key, value: keys[key] })),
  );
  return pairs.flatMap(({ operator, key, value }) => {
    const within = (statement: Fields) => (statement.Condition as Record<string, Fields>)[operator] ?? {};
    const dropped: StatementChange = {
      what: `the condition ${operator} ${key} is dropped`,
      edit: (statement) => {
        const { [key]: _gone, ...rest } = within(statement);
        const conditions = statement.Condition as Record<string, Fields>;
        if (Object.keys(rest).length > 0) conditions[operator] = rest;
        else delete conditions[operator];
        if (Object.keys(conditions).length === 0) delete statement.Condition;
      },
    };
    const account = /Account$/.test(key)
      ? [
          {
            what: `the condition ${operator} ${key} admits a foreign account too`,
            edit: (statement: Fields) => {
              within(statement)[key] = [...listed(value), foreignAccount];
            },
          },
        ]
      : [];
    const anything = /Like$/.test(operator)
      ? [
          {
            what: `the condition ${operator} ${key} admits *`,
            edit: (statement: Fields) => {
              within(statement)[key] = '*';
            },
          },
        ]
      : [];
    return [dropped, ...account, ...anything];
  });
}

function denyChanges(site: Site, { statement, path }: Place): readonly StatementChange[] {
  const own = accountOf(site.neighbours);
  const changes: StatementChange[] = [
    {
      what: 'is dropped',
      edit: (_, body) => {
        const list = at(body, path.slice(0, -1)) as unknown as unknown[];
        list.splice(Number(path.at(-1)), 1);
      },
    },
    {
      what: 'excuses our own account',
      edit: (one) => {
        const before = (one.Condition ?? {}) as Record<string, Fields>;
        one.Condition = {
          ...before,
          StringNotEquals: { ...before.StringNotEquals, 'aws:PrincipalAccount': own },
        };
      },
    },
  ];
  if (statement.Principal !== undefined)
    changes.push({
      what: 'concerns one foreign account only',
      edit: set('Principal', { AWS: foreignRoot }),
    });
  for (const action of listed(statement.Action).map(String)) {
    if (listed(statement.Action).length > 1)
      changes.push({
        what: `forgets ${action}`,
        edit: (one) => {
          one.Action = listed(one.Action).filter((other) => other !== action);
        },
      });
    else if (action.endsWith(':*'))
      changes.push({ what: 'concerns reading only', edit: set('Action', `${action.split(':')[0]}:Get*`) });
  }
  if (statement.NotAction !== undefined)
    for (const action of ['s3:PutObject', 'sts:AssumeRole', 'iam:PassRole'])
      changes.push({
        what: `lets ${action} through`,
        edit: (one) => {
          one.NotAction = [...listed(one.NotAction), action];
        },
      });
  const resources = listed(statement.Resource);
  for (const [index, word] of [
    [0, 'objects'],
    [1, 'the bucket'],
  ] as const)
    if (resources.length === 2)
      changes.push({
        what: `concerns ${word} no more`,
        edit: (one) => {
          one.Resource = resources[index];
        },
      });
  return [...changes, ...exemptions(statement)];
}

/** A Deny on everybody but a few is opened by one more of the few, and one on a value by the other value. */
function exemptions({ Condition }: Fields): readonly StatementChange[] {
  return Object.entries((Condition ?? {}) as Record<string, Fields>).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, value]): readonly StatementChange[] => {
      const within = (statement: Fields) => (statement.Condition as Record<string, Fields>)[operator] ?? {};
      if (/^(ArnNot|StringNot)/.test(operator))
        return [
          {
            what: `excuses whatever ${key} as well`,
            edit: (statement) => {
              const conditions = statement.Condition as Record<string, Fields>;
              const like = operator.replace('NotEquals', 'NotLike');
              const { [key]: _gone, ...rest } = within(statement);
              delete conditions[operator];
              if (Object.keys(rest).length > 0) conditions[operator] = rest;
              conditions[like] = { ...conditions[like], [key]: [...listed(value), '*'] };
            },
          },
        ];
      if (operator.startsWith('Bool') || operator === 'Null')
        return [
          {
            what: `asks ${operator} ${key} the wrong way round`,
            edit: (statement) => {
              within(statement)[key] = value === 'true' ? 'false' : 'true';
            },
          },
        ];
      if (operator.startsWith('NumericLessThan'))
        return [
          {
            what: `lets ${key} 1.0 through`,
            edit: (statement: Fields) => {
              within(statement)[key] = '1.0';
            },
          },
        ];
      return [];
    }),
  );
}

const kindOf = (type: string, key: string): Kind => {
  if (key === 'AssumeRolePolicyDocument') return 'trust';
  if (type === 'AWS::EC2::VPCEndpoint') return 'endpoint';
  if (type === 'AWS::IAM::ManagedPolicy') return 'boundary';
  return type.startsWith('AWS::IAM::') ? 'identity' : 'resource';
};

const wordOf: Readonly<Record<Kind, string>> = {
  identity: 'right',
  trust: 'trust',
  resource: 'statement',
  endpoint: 'endpoint statement',
  boundary: 'boundary statement',
};

/** Finds the documents: whatever holds a list `Statement`, however deep. */
function placesOf({ body }: Site): readonly Place[] {
  const found: Place[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const here = [...path, Array.isArray(value) ? Number(key) : key];
      if (key !== 'Statement' || !Array.isArray(inner)) {
        walk(inner, here);
        continue;
      }
      const kind = kindOf(body.Type, String(path.findLast((one) => typeof one === 'string')));
      inner.forEach((statement: Fields, index) => {
        found.push({
          kind,
          path: [...here, index],
          statement,
          called: `${wordOf[kind]} ${statement.Sid ?? sentenceOf(statement, index)}`,
        });
      });
    }
  };
  walk(body.Properties, []);
  return found;
}

/** A statement without a Sid is called by its place and first action. */
const sentenceOf = ({ Action, NotAction }: Fields, index: number): string =>
  `${index + 1} (${listed(Action ?? NotAction)[0]})`;

const at = (body: Body, path: readonly (string | number)[]): Fields =>
  path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], body.Properties) as Fields;
