import type { Answer } from './ask-of-each.ts';
import { inWords } from './environments.ts';
import type { Finding, Verdict } from './verdict.ts';

const weight: Readonly<Record<Verdict, number>> = { fail: 3, unknown: 2, pass: 1, 'not-applicable': 0 };

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const byPlace = (one: Finding, other: Finding): number =>
  weight[other.verdict] - weight[one.verdict] ||
  compare(one.resource, other.resource) ||
  compare(one.path, other.path) ||
  compare(one.reason, other.reason) ||
  compare(one.because ?? '', other.because ?? '');

/** The worst of each place: two outcomes of one rule may stand at one place. */
function byPlaceOf({ findings }: Answer): ReadonlyMap<string, Finding> {
  const worst = new Map<string, Finding>();
  for (const finding of [...findings].sort(byPlace)) {
    const place = `${finding.resource} ${finding.path}`;
    if (!worst.has(place)) worst.set(place, finding);
  }
  return worst;
}

/**
 * One answer from those of several environments. A place at which they differ, one of them silent included, is unknown; the words are
 * those of the worst. Unjudged in any of them is unjudged.
 */
export function agreed([first, ...others]: readonly [Answer, ...(readonly Answer[])]): Answer {
  const unjudged = [first, ...others].find((answer) => answer.unjudged !== undefined)?.unjudged;
  if (unjudged !== undefined) return { findings: [], unjudged: inWords(unjudged) };
  if (others.length === 0) return { findings: [...first.findings].sort(byPlace) };
  const all = [first, ...others].map(byPlaceOf);
  const places = new Set(all.flatMap((one) => [...one.keys()]));
  const findings = [...places].map((place): Finding => {
    const found = all.map((one) => one.get(place));
    const [worst] = found.filter((finding) => finding !== undefined).sort(byPlace);
    if (worst === undefined) throw new Error(`no environment has anything to say of ${place}`);
    const words = {
      ...worst,
      reason: inWords(worst.reason),
      ...(worst.because === undefined ? {} : { because: inWords(worst.because) }),
    };
    const same = found.every((finding) => finding?.verdict === worst.verdict);
    return same ? words : { ...words, verdict: 'unknown', because: words.because ?? hangsOnThePlace };
  });
  return { findings: findings.sort(byPlace) };
}

const hangsOnThePlace =
  'it hangs on the account or region, which the template does not say; give --account and --region';
