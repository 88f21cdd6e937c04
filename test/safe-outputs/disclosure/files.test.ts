import { fileCases } from '../../cases/disclosure/files-cases.ts';
import { judge, profile } from './files-profile.ts';
import { bytesOf } from './samples.ts';

const made = (content: Uint8Array | string): Uint8Array => (typeof content === 'string' ? bytesOf(content) : content);

describe('each file is what its bytes say, and is judged for what is in it', () => {
  test.each(fileCases.map((each) => [each.id, each] as const))(
    '%s',
    async (_, { path, make, type, escalated, expected }) => {
      const judged = await judge(path, made(make()), { ...profile, escalated: escalated ?? [] });
      expect({
        type: judged.type,
        verdict: judged.verdict,
        missing: expected.rules.filter((rule) => !judged.rules.includes(rule)),
        found: judged.rules,
      }).toEqual({
        type,
        verdict: expected.verdict,
        missing: [],
        found: judged.rules,
      });
    },
  );
});
