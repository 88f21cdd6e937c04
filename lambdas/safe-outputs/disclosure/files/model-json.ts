import type { Finding } from '../contract.ts';
import { isScalar, type JsonValue } from './json-value.ts';
import { finding } from './refusal.ts';

/** Names under which libraries keep training rows within a model. Facts: `disclosure.md` 1.6. */
const instances = new Set([
  ...[
    'support_vectors',
    'support_vectors_',
    'supportvectors',
    'sv',
    '_fit_x',
    'x_train',
    'x_train_',
    'y_train',
    'training_data',
  ],
  ...[
    'traindata',
    'train_data',
    'dual_coef',
    'dual_coef_',
    'model_frame',
    'residuals',
    'fitted_values',
    'fitted.values',
    'optimizer_state',
  ],
]);
const parameters = new Set([
  ...[
    'coef',
    'coef_',
    'coefs',
    'coefficients',
    'intercept',
    'intercept_',
    'weights',
    'bias',
    'biases',
    'tree_info',
    'learner',
    'gbtree',
  ],
  ...[
    'model_param',
    'trees',
    'estimators_',
    'feature_importances_',
    'kernel',
    'hyperparameters',
    'layers',
    'state_dict',
    'parameters',
  ],
]);

/** Names that say more of the file than any one of them: an object that a library for models wrote. */
const fewestParameters = 2;

const namesOf = (root: JsonValue): ReadonlyMap<string, number> => {
  const names = new Map<string, number>();
  const walk = (value: JsonValue): void => {
    if (isScalar(value)) return;
    if (value.kind === 'list') value.items.forEach(walk);
    else
      for (const [name, item] of value.members) {
        if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), item.line);
        walk(item);
      }
  };
  walk(root);
  return names;
};

export const instanceBased = (at: Finding['at'] = {}): Finding =>
  finding(
    'model-holds-records',
    'blocked',
    'the model is of a kind that keeps the rows it was trained on',
    'publish a model of another kind, or its summary statistics',
    at,
  );

export const needsReport: Finding = finding(
  'model-needs-report',
  'review',
  'the file holds a fitted model, which no rule proves free of the data it was trained on',
  'attach a report of its disclosure risk, such as SACRO-ML writes, and the number of persons it was trained on',
);

export const modelFindings = (root: JsonValue): readonly Finding[] => {
  const names = namesOf(root);
  const instance = [...names].find(([name]) => instances.has(name));
  if (instance !== undefined) return [instanceBased({ line: instance[1] })];
  return [...names.keys()].filter((name) => parameters.has(name)).length >= fewestParameters ? [needsReport] : [];
};
