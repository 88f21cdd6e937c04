import type { Json } from '../estate.ts';
import { isRecord, list, text } from '../values.ts';

/** Where an endpoint leads, by its service name. */
export interface ServiceName {
  /** Such as `s3`, `ecr.dkr`, `sagemaker.runtime`; of somebody's own service the whole name. */
  readonly service: string;
  /** Undefined: the region in which the template is deployed, whichever that is. */
  readonly region: string | undefined;
  /** Somebody's own service (`com.amazonaws.vpce.…`), which heeds no endpoint policy. */
  readonly isThirdParty: boolean;
}

/** A name in which only the region is open, as templates write it that may be deployed anywhere. */
function withOpenRegion(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return undefined;
  if (value.Unresolved !== undefined) return withOpenRegion(value.Unresolved);
  if (value.Ref === 'AWS::Region') return '*';
  const sub = text(value['Fn::Sub']);
  if (sub !== undefined) {
    const whole = sub.replaceAll(['$', '{AWS::Region}'].join(''), '*');
    return whole.includes('$') ? undefined : whole;
  }
  const [separator, parts] = list(value['Fn::Join']);
  const rendered = list(parts).map(withOpenRegion);
  return typeof separator === 'string' && rendered.length > 0 && rendered.every((part) => part !== undefined)
    ? rendered.join(separator)
    : undefined;
}

/**
 * The service that a `ServiceName` means; undefined where it cannot be told.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export function serviceNameOf(value: Json | undefined): ServiceName | undefined {
  const name = withOpenRegion(value);
  if (name === undefined) return undefined;
  if (name.includes('.vpce.')) return { service: name, region: undefined, isThirdParty: true };
  const [, prefix = '', region = '', service = ''] =
    /^(com\.amazonaws|cn\.com\.amazonaws|aws\.api|aws\.sagemaker)\.([a-z0-9-]+|\*)\.([a-z0-9._-]+)$/.exec(name) ?? [];
  if (service === '') return { service: name, region: undefined, isThirdParty: true };
  return {
    service: prefix === 'aws.sagemaker' ? `sagemaker.${service}` : service,
    region: region === '*' ? undefined : region,
    isThirdParty: false,
  };
}
