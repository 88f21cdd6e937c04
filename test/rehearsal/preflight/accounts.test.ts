import type { AnyCall } from '../../../rehearsal/preflight/call.ts';
import { everyQuestion } from '../../../rehearsal/preflight/questions.ts';
import { empty, livedIn, underControlTower } from './accounts.ts';
import { asked, before, idsOf, subjectOf } from './examples.ts';
import { recordedAccount, type Saying } from './recorded-account.ts';

const standalone = subjectOf('greater-manchester');
const landingZone = subjectOf('thames-valley');

test('in an empty account that is bootstrapped nothing would fail and nothing is unknown', async () => {
  const subject = subjectOf('greater-manchester', before);
  const findings = await asked(recordedAccount(...empty(subject)), subject);
  expect(idsOf(findings, 'would-fail')).toEqual([]);
  expect(idsOf(findings, 'unknown')).toEqual([]);
  expect(idsOf(findings, 'note')).toEqual([
    'secure-browser',
    'quota-of-networks',
    'quota-of-interface-endpoints',
    'quota-of-gateway-endpoints',
    'quota-of-keys',
    'lambda-concurrency',
    'cost-allocation-tag',
    'names-not-asked',
  ]);
});

test('since AWS closed the secure browser to new customers, an account without a portal would fail there', async () => {
  const findings = await asked(recordedAccount(...empty(standalone)), standalone);
  expect(idsOf(findings, 'would-fail')).toEqual(['secure-browser']);
  expect(findings.find(({ outcome }) => outcome === 'would-fail')).toMatchObject({
    source: expect.stringContaining('workspaces-secure-browser-maintenance-mode'),
    elsewhere: expect.stringContaining('an account that had a portal before'),
  });
});

test('where a detector, a recorder and Lake Formation are on, exactly these are named, each with what to change', async () => {
  const findings = await asked(recordedAccount(...livedIn(standalone)), standalone);
  expect(idsOf(findings, 'unknown')).toEqual([]);
  const failures = findings.flatMap((finding) => (finding.outcome === 'would-fail' ? [finding] : []));
  expect(failures.map(({ question, change }) => [question, change?.path])).toEqual([
    ['config-recorder', 'provisions.configRecorder'],
    ['guardduty-detector', 'provisions.guardDuty'],
    ['lake-formation', undefined],
    ['secure-browser', undefined],
  ]);
  const lake = failures.find(({ question }) => question === 'lake-formation');
  expect(lake?.why).toContain('Required Create Database on Catalog');
  expect(lake?.elsewhere).toContain('Use only IAM access control');
});

test('under Control Tower a file that attests what the landing zone provides would not fail', async () => {
  const findings = await asked(recordedAccount(...underControlTower(landingZone)), landingZone);
  expect(idsOf(findings, 'would-fail')).toEqual([]);
  expect(idsOf(findings, 'unknown')).toEqual([]);
});

test('under Control Tower a file that creates everything itself is told which provisions to attest', async () => {
  const findings = await asked(recordedAccount(...underControlTower(standalone)), standalone);
  const paths = findings.flatMap((finding) =>
    finding.outcome === 'would-fail' ? [`${finding.question}: ${finding.change?.path}`] : [],
  );
  expect([...new Set(paths)]).toEqual([
    'control-tower: provisions.configRecorder',
    'config-recorder: provisions.configRecorder',
    'guardduty-detector: provisions.guardDuty',
    'security-hub: provisions.securityHub',
    'macie-session: provisions.macie',
    'vpc-block-public-access: provisions.vpcBlockPublicAccess',
  ]);
});

describe('in an account where nothing may be asked', () => {
  test('everything is unknown, nothing is fine, and each line names the permission that is missing', async () => {
    const findings = await asked(recordedAccount(), standalone);
    expect(idsOf(findings, 'fine')).toEqual([]);
    expect(idsOf(findings, 'would-fail')).toEqual([]);
    expect(idsOf(findings, 'note')).toEqual(['names-not-asked']);
    expect(idsOf(findings, 'unknown')).toEqual(
      everyQuestion.map(({ id }) => id).filter((id) => id !== 'names-not-asked'),
    );
    for (const finding of findings) {
      if (finding.outcome !== 'unknown') continue;
      const declared = everyQuestion.find(({ id }) => id === finding.question)?.calls ?? [];
      expect(finding.because).toBe('denied');
      expect(declared.map(({ action }) => action)).toContain(finding.action);
    }
  });

  test.each(everyQuestion.map(({ id }) => id))('%s hides no other question by what it lacks', async (id) => {
    const subject = subjectOf('greater-manchester', before);
    const question = everyQuestion.find((one) => one.id === id);
    const lost = new Set<AnyCall>(question?.calls);
    const left = empty(subject).filter(({ call }) => !lost.has(call));
    const findings = await asked(recordedAccount(...left), subject);
    const others = everyQuestion.filter(({ calls }) => !calls.some((call) => lost.has(call)));
    const unknown = idsOf(findings, 'unknown');
    expect(others.filter((other) => unknown.includes(other.id))).toEqual([]);
    expect(findings.length).toBeGreaterThanOrEqual(everyQuestion.length);
  });
});

test('every call that a question declares is made to one of these accounts, so the policy asks for nothing idle', async () => {
  const made = new Set<AnyCall>();
  const walk = async (sayings: readonly Saying[], subject: typeof standalone) => {
    const account = recordedAccount(...sayings);
    await asked(account, subject);
    for (const call of account.asked) made.add(call);
  };
  await walk(empty(standalone), standalone);
  await walk(livedIn(standalone), standalone);
  await walk(underControlTower(landingZone), landingZone);
  await walk(underControlTower(standalone), standalone);
  const declared = new Set(everyQuestion.flatMap(({ calls }): readonly AnyCall[] => calls));
  const actions = (calls: Iterable<AnyCall>) => [...calls].map(({ action }) => action).sort();
  expect(actions(declared).filter((action) => !actions(made).includes(action))).toEqual([
    'cloudformation:ListStackResources', // asked once a stack of the deployment stands
  ]);
});
