import { documentedRemoval, removalOf, removalOrder } from '../../rehearsal/documented-removal.ts';
import { examples } from '../examples.ts';

describe('removal in the documented order', () => {
  test('is read from the commands of the how-to', () => {
    const markdown =
      "```sh\nnpx cdk destroy -c deployment=x.yaml 'Project*' # 1\nnpx cdk destroy -c deployment=x.yaml Network # 2\n```";
    expect(documentedRemoval(markdown)).toEqual(['Project*', 'Network']);
  });

  test('a how-to without a command is an error, not an empty removal', () => {
    expect(() => documentedRemoval('nothing')).toThrow('no command');
  });

  test('a command names every stack that its pattern finds, and a command that finds none is passed over', () => {
    expect(removalOf(['Secure', 'Project*', 'Data'], ['Data', 'ProjectA', 'ProjectB'])).toEqual([
      ['ProjectA', 'ProjectB'],
      ['Data'],
    ]);
  });

  test('the how-to of this release names every stack of both examples but those that stay', () => {
    const noun = (name: string) =>
      name
        .replace(/^tre-(thames-valley|gtr-manchester)-/, '')
        .replace(/(^|-)([a-z])/g, (_, __, first) => first.toUpperCase());
    const stacks = [...examples.values()].flat().map(({ name }) => noun(name));
    const removed = removalOf(removalOrder(), stacks).flat();
    expect(stacks.length).toBeGreaterThan(10);
    const staying = new Set(stacks.filter((name) => !removed.includes(name)));
    expect([...staying].sort()).toEqual(['AccountBaseline', 'CDKToolkit', 'CDKToolkitTvssde', 'Guardrails']);
  });
});
