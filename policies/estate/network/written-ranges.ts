import type { Estate, Json } from '../estate.ts';
import { attributeOf } from '../network.ts';
import { text } from '../values.ts';
import { type Range, rangeOf } from './ranges.ts';

/** The block that a value means: a CIDR, or the `CidrBlock` of a VPC or subnet that writes one; undefined where it cannot be told. */
export function rangeAt(estate: Estate, value: Json | undefined): Range | undefined {
  const literal = rangeOf(text(value) ?? '');
  if (literal !== undefined || attributeOf(value) !== 'CidrBlock') return literal;
  return rangeOf(text(estate.find(value, 'AWS::EC2::VPC', 'AWS::EC2::Subnet')?.properties.CidrBlock) ?? '');
}
