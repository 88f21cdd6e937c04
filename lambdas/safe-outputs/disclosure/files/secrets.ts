import type { Finding } from '../contract.ts';
import { finding } from './refusal.ts';

/** Shapes that their issuers publish so that they can be found; each is linear in the text. */
const shapes: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY-----/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}/,
  /\bgithub_pat_[A-Za-z0-9_]{22}/,
  /\bglpat-[A-Za-z0-9_-]{20}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10}/,
  /\bpypi-AgEI[A-Za-z0-9_-]{20}/,
  /\bnpm_[A-Za-z0-9]{36}/,
  /\bsk-[A-Za-z0-9_-]{20}/,
  /\beyJ(?:hbGciOi|0eXAiOi|raWQiOi)[A-Za-z0-9_-]{10,200}\.eyJ[A-Za-z0-9_-]{10}/,
];

/** Keys and tokens: one finding, at the first. */
export const secretFindings = (text: string): readonly Finding[] => {
  const places = shapes.map((shape) => text.search(shape)).filter((index) => index >= 0);
  if (places.length === 0) return [];
  const first = Math.min(...places);
  return [
    finding(
      'secret',
      'review',
      'the file holds a private key or a token',
      'remove it, and withdraw it where it was issued',
      {
        line: text.slice(0, first).split('\n').length,
      },
    ),
  ];
};
