import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';

const malformed = (byte: number) =>
  new Refusal('model-malformed', 'the model is not whole', 'export it again', { byte });

interface Field {
  readonly number: number;
  /** Of a length-delimited field; empty for others. */
  readonly bytes: Uint8Array;
}

/** Fields of one protobuf message. https://protobuf.dev/programming-guides/encoding/ */
const fields = function* (message: Uint8Array, base: number): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 64; shift += 7) {
      const byte = message[at++];
      if (byte === undefined) throw malformed(base + at);
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw malformed(base + at);
  };
  while (at < message.length) {
    const tag = varint();
    const wire = tag % 8;
    const number = Math.floor(tag / 8);
    if (number < 1) throw malformed(base + at);
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire !== 2) throw malformed(base + at);
    const length = wire === 2 ? varint() : 0;
    if (at + length > message.length) throw malformed(base + at);
    yield { number, bytes: message.subarray(at, at + length) };
    at += length;
  }
};

const graphOfModel = 7;
const nodeOfGraph = 1;
const operatorOfNode = 4;

/** Names of the operators of a model's graph. https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Throws {@link Refusal}. */
export const onnxOperators = (model: Uint8Array): readonly string[] => {
  const operators: string[] = [];
  let nodes = 0;
  for (const graph of fields(model, 0)) {
    if (graph.number !== graphOfModel) continue;
    for (const node of fields(graph.bytes, 0)) {
      if (node.number !== nodeOfGraph) continue;
      if (++nodes > limits.protobufNodes) throw malformed(0);
      for (const field of fields(node.bytes, 0))
        if (field.number === operatorOfNode) operators.push(Buffer.from(field.bytes).toString('latin1'));
    }
  }
  if (operators.length === 0) throw malformed(0);
  return operators;
};
