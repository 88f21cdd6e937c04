import { strict as assert } from 'node:assert';
import {
  checked,
  deposited,
  drafted,
  filesIn,
  gone,
  harmless,
  requestIn,
  reviewed,
  scanEvent,
  stepAt,
  tooSmall,
} from '../doors/airlock.ts';
import { castOf } from '../doors/cast.ts';
import { invoke, tick } from '../doors/functions.ts';
import { bucketOf } from '../target/names.ts';
import { keysIn } from '../target/stored.ts';
import { cannotSignIn, rehearsed } from './access-is-applied-for.ts';
import { gatherCheckers } from './results-leave-through-the-airlock.ts';
import type { Scenario } from './scenario.ts';

const identifiers = `nhs_number,count\n${['9434765919', '4505577104', '9876543210', '9434765919', '4505577104'].map((one) => `${one},20`).join('\n')}\n`;

export const airlockTurnsAway: Scenario = {
  sentence:
    'small numbers go back to whoever asked, before a reviewer is troubled; identifiers and malware are blocked; one reviewer who says no is enough; and nothing of it is released',
  at: 'deployed',
  passes: ['plain'],
  cannot: cannotSignIn,
  async run(stage) {
    const project = rehearsed(stage);
    await gatherCheckers(stage);
    const begun = async (text: string, name: string) =>
      drafted(stage, 'researcher', project, [{ deposit: await deposited(stage, 'researcher', project, text), name }]);

    const small = await begun(tooSmall, 'small.csv');
    assert.equal(await checked(stage, 'researcher', small), 'changes-requested');
    const [file] = await filesIn(stage, small);
    const { findings } = await castOf(stage).get('researcher', {
      ...{ door: 'private', path: `/airlock/${small}/files/${file?.id}/findings` },
    });
    const threshold = (findings as { rule: string; at: { cells?: object[] } }[]).find(
      ({ rule }) => rule === 'threshold',
    );
    assert.deepEqual(threshold?.at.cells, [{ row: 1, column: 3 }], 'the cell is named');
    assert.doesNotMatch(JSON.stringify(findings), /smoker/, 'and nothing that stands in the file');
    await stepAt(stage, 'researcher', small, 'reopen');

    const people = await begun(identifiers, 'people.csv');
    assert.equal(await checked(stage, 'researcher', people), 'blocked');

    const sick = await begun(harmless, 'sick.csv');
    await stepAt(stage, 'researcher', sick, 'submit');
    await tick(stage, 'airlock-checker');
    await gone(stage, sick, 'submitted');
    const [frozen] = await filesIn(stage, sick);
    assert.ok(frozen);
    const other = { ...frozen, frozen: { key: '', sha256: '', ...frozen.frozen, versionId: 'another' } };
    await invoke(stage, 'airlock-scan', scanEvent(stage, other, 'NO_THREATS_FOUND'));
    await tick(stage, 'airlock-checker');
    assert.equal((await requestIn(stage, sick)).state, 'checking', 'the scan of another version says nothing');
    await invoke(stage, 'airlock-scan', scanEvent(stage, frozen, 'THREATS_FOUND'));
    assert.equal((await requestIn(stage, sick)).state, 'blocked');

    const unwanted = await begun(harmless, 'unwanted.csv');
    assert.equal(await checked(stage, 'researcher', unwanted), 'in-review');
    await reviewed(stage, 'checker-1', unwanted, 'approve');
    assert.equal(await reviewed(stage, 'checker-2', unwanted, 'reject'), 'rejected');

    await tick(stage, 'airlock-release');
    const keys = await keysIn(stage.clients, bucketOf(stage.deployment, 'release'));
    const all = [small, people, sick, unwanted];
    assert.deepEqual(
      keys.filter((key) => all.some((one) => key.includes(one))),
      [],
      'nothing of it is released',
    );
    return `${all.length} requests turned away`;
  },
};
