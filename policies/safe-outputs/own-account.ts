import type { Estate } from '../estate/estate.ts';
import { conditionValues, type Statement } from '../estate/statements.ts';
import { parseArn } from '../safe-people/arn.ts';

const numbers = ['aws:PrincipalAccount', 'aws:SourceAccount', 'aws:SourceOwner', 'kms:CallerAccount'];
const arns = ['aws:PrincipalArn', 'aws:SourceArn'];
const comparing = ['StringEquals', 'StringLike', 'ArnEquals', 'ArnLike'];

/** Contexts of encryption that a service fills with the ARN of what it encrypts. */
const contexts = ({ conditions }: Statement): readonly string[] =>
  comparing
    .flatMap((operator) => Object.keys(conditions[operator] ?? {}))
    .filter((key) => /^kms:EncryptionContext:.*arn$/i.test(key));

const all = (values: readonly string[], holds: (value: string) => boolean): boolean =>
  values.length > 0 && values.every(holds);

/**
 * Whether a statement holds for callers, or for sources, of one account alone. `IfExists` and `ForAllValues` hold where the key is
 * absent, an organisation is many accounts, and a star for the account is every account: none of them counts.
 */
export const isPinnedTo = (statement: Statement, account: string): boolean =>
  numbers.some((key) => all(conditionValues(statement, ['StringEquals'], key), (value) => value === account)) ||
  [...arns, ...contexts(statement)].some((key) =>
    all(conditionValues(statement, comparing, key), (value) => parseArn(value)?.account === account),
  );

/** Callers of a private API carry no account; that they come from our network is what can be asked of them. */
export const isPinnedToNetwork = (estate: Estate, statement: Statement): boolean =>
  statement.actions?.every((action) => action === 'execute-api:Invoke') === true &&
  ['aws:SourceVpc', 'aws:SourceVpce'].some((key) =>
    all(conditionValues(statement, ['StringEquals'], key), (value) =>
      /^AWS::EC2::VPC(Endpoint)?$/.test(value.startsWith('${') ? (estate.find(value)?.type ?? '') : ''),
    ),
  );
