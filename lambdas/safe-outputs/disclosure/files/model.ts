import { type Inspected, inspected } from './inspected.ts';
import { instanceBased, needsReport } from './model-json.ts';
import { onnxOperators } from './onnx-operators.ts';
import { polyglotFindings } from './polyglot.ts';
import { finding, Refusal } from './refusal.ts';
import { findingsOfText } from './text.ts';
import { decode, isText } from './utf8.ts';
import { readXml } from './xml.ts';

/** Operators whose parameters are training rows, and those that hold nothing else: nearest neighbours become a matrix of them and a search. */
const operatorsOfInstances = new Set(['SVMClassifier', 'SVMRegressor', 'TopK', 'CDist', 'Scan']);

/** Elements of PMML under which rows stand. https://dmg.org/pmml/v4-4-1/GeneralStructure.html */
const elementsOfInstances = new Set([
  ...[
    'NearestNeighborModel',
    'TrainingInstances',
    'SupportVectorMachineModel',
    'SupportVectors',
    'VectorDictionary',
    'GaussianProcessModel',
  ],
  ...['InlineTable', 'ModelVerification', 'AnomalyDetectionModel', 'Extension'],
]);

/** A model that the profile puts before reviewers. Its weights are not judged. */
export const inspectOnnx = (bytes: Uint8Array): Inspected =>
  inspected([
    ...polyglotFindings(bytes),
    ...(onnxOperators(bytes).some((name) => operatorsOfInstances.has(name)) ? [instanceBased()] : []),
    needsReport,
  ]);

/** A model in PMML; other writings of weights are refused, as nothing reads what is in them. */
export const inspectModel = (bytes: Uint8Array): Inspected => {
  if (!isText(bytes, false))
    throw new Refusal(
      'refused-type',
      'the file holds the weights of a model, which nothing can judge',
      'publish coefficients as CSV or JSON, or the model as PMML, with a report of its disclosure risk',
    );
  const texts: string[] = [];
  let instances = false;
  const { root, hidden } = readXml(bytes, {
    open: ({ name, attributes }) => {
      if (elementsOfInstances.has(name)) instances = true;
      texts.push([...attributes.values()].join(' '));
    },
    text: (text) => texts.push(text),
  });
  if (root !== 'PMML') throw new Refusal('model-malformed', 'the file is no PMML', 'export the model again');
  return inspected([
    ...findingsOfText(decode(bytes)).filter(({ rule }) => rule !== 'long-token'),
    ...findingsOfText(texts.join('\n')).map((each) => ({ ...each, at: {} })),
    ...(instances ? [instanceBased()] : []),
    ...(hidden > 0 ? [finding('custom-data', 'review', 'the model holds notes', 'remove them')] : []),
    needsReport,
  ]);
};
