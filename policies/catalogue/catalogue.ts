import * as z from 'zod';
import { type Safe, safes } from '../rule.ts';
import { safeOfStatement, safeOfSupplementary } from './five-safes.ts';
import satre from './satre-2.0.1.json';
import guidelineList from './sde-guidelines.json';
import supplementaryList from './supplementary.json';

/** `mandatory*` is conditional: SATRE lets it be scored N/A. */
export const levels = ['mandatory', 'mandatory*', 'recommended', 'optional'] as const;
export type Level = (typeof levels)[number];

const Class = z.enum(['T', 'R', 'O']);
/** T: decidable on templates. R: shown by running code. O: a document or an attestation. */
export type ControlClass = z.infer<typeof Class>;

export const satreVersion = '2.0.1';

const Satre = z.strictObject({
  id: z.string().regex(/^[1-5]\.\d\.\d\d$/),
  framework: z.literal('SATRE'),
  version: z.literal(satreVersion),
  level: z.enum(levels),
  pillar: z.string(),
  capability: z.string(),
  class: Class,
  paraphrase: z.string(),
  check: z.string(),
});

const Supplement = z.strictObject({
  id: z.string().regex(/^TRE-X\d\d$/),
  source: z.string(),
  class: Class,
  paraphrase: z.string(),
  check: z.string(),
});

const SdeGuideline = z.strictObject({
  id: z.string().regex(/^G\d{1,2}$/),
  fiveSafe: z.string().toLowerCase().pipe(z.enum(safes)),
  paraphrase: z.string(),
  satreIds: z.array(z.string()),
  everyMandatory: z.boolean(),
  supplementaryIds: z.array(z.string()),
  checks: z.array(z.string()),
});

interface Common {
  readonly id: string;
  /** In our words: the catalogue holds no published wording. */
  readonly paraphrase: string;
  /** What would show that it is met. */
  readonly check: string;
  readonly fiveSafe: Safe;
}

export interface Statement extends Common {
  readonly framework: 'SATRE';
  readonly level: Level;
  readonly class: ControlClass;
  readonly pillar: string;
  /** With its number: `2.2 Infrastructure Management`. */
  readonly capability: string;
}

export interface Supplementary extends Common {
  readonly framework: 'supplementary';
  readonly class: ControlClass;
  /** The framework that prompted it. */
  readonly source: string;
}

/** Answered by the statements it lists, never by itself. */
export interface Guideline extends Common {
  readonly framework: 'SDE';
  readonly parts: readonly string[];
}

export type Control = Statement | Guideline | Supplementary;

export const statements: readonly Statement[] = z
  .array(Satre)
  .parse(satre)
  .map(({ version: _, ...statement }) => ({ ...statement, fiveSafe: safeOfStatement(statement) }));

export const supplementary: readonly Supplementary[] = z
  .array(Supplement)
  .parse(supplementaryList)
  .map((one) => ({ ...one, framework: 'supplementary', fiveSafe: safeOfSupplementary(one.id) }));

const everyMandatoryId = statements.filter(({ level }) => level === 'mandatory').map(({ id }) => id);

export const guidelines: readonly Guideline[] = z
  .array(SdeGuideline)
  .parse(guidelineList)
  .map(({ id, paraphrase, fiveSafe, checks, satreIds, supplementaryIds, everyMandatory }) => ({
    id,
    framework: 'SDE',
    paraphrase,
    check: checks.join(' '),
    fiveSafe,
    parts: [...new Set([...satreIds, ...(everyMandatory ? everyMandatoryId : []), ...supplementaryIds])],
  }));

/** All 215: SATRE in the order of its ids, then the SDE guidelines, then the supplementary controls. */
export const controls: readonly Control[] = [...statements, ...guidelines, ...supplementary];

export const controlIds: ReadonlySet<string> = new Set(controls.map(({ id }) => id));

/**
 * 3.3.09 was lowered to Optional the day before SATRE 2.0.0, though its text still demands. Here it blocks like a mandatory
 * statement, and keeps its published level everywhere a level is shown.
 */
const mandatoryByWording = '3.3.09';

export const isMandatory = ({ id, level }: Statement): boolean =>
  level === 'mandatory' || level === 'mandatory*' || id === mandatoryByWording;
