import { ask } from '../estate/access/ask.ts';
import { accountOf, physicalName } from '../estate/access/physical-names.ts';
import { type Actor, actors } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Access, firstThatMay } from '../estate/may.ts';
import { oncePerEstate } from '../estate/views.ts';
import { onlyFunctionOf } from '../safe-people/roles-of-one-function.ts';
import { behindThePrivateDoor, behindThePublicDoor } from './behind-the-public-door.ts';

/** Puts, copies or restores bytes. */
export const puttingObjects = ['s3:PutObject', 's3:ReplicateObject', 's3:RestoreObject'];
/** Says something else of bytes that are there: who may read them, under which key, what was found in them. */
export const relabelling = [
  's3:PutObjectAcl',
  's3:PutObjectVersionAcl',
  's3:PutObjectTagging',
  's3:PutObjectVersionTagging',
  's3:DeleteObjectTagging',
  's3:DeleteObjectVersionTagging',
  's3:ReplicateTags',
  's3:UpdateObjectEncryption',
];
export const endingObjects = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:ReplicateDelete'];
export const gettingObjects = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectTorrent',
  's3:GetObjectVersionTorrent',
  's3:GetObjectVersionForReplication',
];

/** Somebody who may, by what, and the one function that acts with the role. */
export interface Hand {
  readonly actor: Actor;
  readonly access: Access;
  readonly lambda: Resource | undefined;
}

/** Everybody whom the templates let do any of it, there. */
export const handsOn = (estate: Estate, actions: readonly string[], targets: readonly string[]): readonly Hand[] =>
  actors(estate).flatMap((actor) => {
    const access = firstThatMay(estate, actor, actions, targets);
    return access === undefined ? [] : [{ actor, access, lambda: onlyFunctionOf(estate, actor.resource)?.resource }];
  });

/** The ARN of an object of that name. */
export const objectIn = (estate: Estate, bucket: Resource, key: string): string =>
  `${physicalName(estate, bucket).arn}/${key}`;

/**
 * Somebody of the account whom no template makes, and whose rights nobody sees: `s3:PutObject to role/somebody`, unless the store's own policy refuses it.
 * Whoever may change that policy stands among the residual trust.
 */
export function openToTheAccount(
  estate: Estate,
  { stack }: Resource,
  actions: readonly string[],
  targets: readonly string[],
): string | undefined {
  const account = accountOf(estate, stack);
  for (const name of ['role/somebody', 'user/somebody', 'root'])
    for (const action of actions)
      for (const to of targets) {
        const who = ['arn', 'aws', 'iam', '', account, name].join(':');
        if (ask(estate, { who, action, to, withoutGuardrails: true }).decision !== 'denied')
          return `${action} to ${name}`;
      }
  return undefined;
}

const behind: (estate: Estate) => ReadonlyMap<Resource, 'private' | 'public'> = oncePerEstate((estate) => {
  const all = new Map<Resource, 'private' | 'public'>();
  for (const { lambda } of behindThePrivateDoor(estate)) all.set(lambda, 'private');
  for (const { lambda } of behindThePublicDoor(estate)) all.set(lambda, 'public');
  return all;
});

/** At which door requests can set the function to work; the public one counts before the private one. */
export const doorOf = (estate: Estate, lambda: Resource | undefined): 'private' | 'public' | undefined =>
  lambda === undefined ? undefined : behind(estate).get(lambda);
