import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foundingRequest } from '../../lambdas/safe-people/founding.ts';

const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'how-to', 'deploy.md'), 'utf8');

test('the guide founds the register with what the function takes, once its gaps are filled', () => {
  const [, payload = ''] = /```json\n(.*?)```/s.exec(guide) ?? [];
  let subjects = 0;
  const filled = payload
    .replace(/<subject>/g, () => `subject-${subjects++}`)
    .replaceAll('<ODS code>', 'RMARC')
    .replace(/"email": "…"/g, () => `"email": "officer-${subjects++}@example.nhs.uk"`)
    .replaceAll('…', 'Ada Lovelace');
  expect(foundingRequest.safeParse(JSON.parse(filled)).error).toBeUndefined();
});

// https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html, and the command line reads a comma as the next part
test('the reason that the guide gives for breaking the glass is one that STS takes', () => {
  const [, reason = ''] = /--tags 'Key=tre:reason,Value=([^']*)'/.exec(guide) ?? [];
  expect(reason.length).toBeGreaterThanOrEqual(8);
  expect(reason).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u);
});
