import type { Finding } from '../contract.ts';
import { finding } from './refusal.ts';

const weighed = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += (10 - i) * Number(digits[i]);
  const check = 11 - (sum % 11);
  return check !== 10 && (check === 11 ? 0 : check) === Number(digits[9]);
};

export const identifiersInText = (text: string): readonly Finding[] =>
  text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/g)]
      .filter(([match]) => weighed(match.replace(/\D/g, '')))
      .slice(0, 1)
      .map((match) =>
        finding('nhs-number', 'blocked', 'a number that is an NHS number by its check digit', 'remove it', {
          line: index + 1,
          column: (match.index ?? 0) + 1,
        }),
      ),
  );
