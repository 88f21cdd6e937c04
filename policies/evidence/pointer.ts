import type { Outcome, Rule } from '../rule.ts';
import type { Subject } from './result.ts';

const escaped = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

/** Where an outcome stands, as `<template file>#<JSON pointer>`: an assessor can open the file and find the line. */
export function pointerOf({ resource, path }: Outcome, templates: Subject['templates']): string {
  const slash = resource.indexOf('/');
  const stack = resource.slice(0, slash);
  const logicalId = resource.slice(slash + 1);
  const tokens = path.split(/[.[\]]+/).filter((token) => token !== '');
  return `${templateOf(stack, templates)}#/${['Resources', logicalId, ...tokens].map(escaped).join('/')}`;
}

/** A stack goes by its CloudFormation name or by its template file without the ending. */
function templateOf(stack: string, templates: Subject['templates']): string {
  const known = templates.find((template) => template.stack === stack || withoutEnding(template.file) === stack);
  return known?.file ?? stack;
}

const withoutEnding = (file: string): string => file.replace(/(\.template)?\.(json|ya?ml)$/, '');

/** A rule's file is named by its id and lies in the room of its safe. */
export const sourceOf = ({ id, safe }: Rule): string => `policies/safe-${safe}/${id}.ts`;
