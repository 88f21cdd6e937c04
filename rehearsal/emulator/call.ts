/** One request of an AWS client on its way to the emulator. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Access key that signed it; a session's begins with ASIA. */
  readonly accessKey: string;
  /** Such as `s3:PUT ?tagging` or `athena:StartQueryExecution`. */
  readonly name: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** S3, Lambda and S3 Control say by method and address what they want, the others by a header or a form field. */
export function nameOfCall(call: Omit<Call, 'name' | 'accessKey'>): Pick<Call, 'name' | 'accessKey'> {
  const { method, path, headers, body } = call;
  const scope = /Credential=([^/,]+)\/\d+\/[^/]+\/([a-z0-9-]+)\//.exec(String(headers.authorization ?? ''));
  const accessKey = scope?.[1] ?? '';
  const service = scope?.[2] ?? 'unsigned';
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return { accessKey, name: `${service}:${target.split('.').at(-1)}` };
  const action = String(headers['content-type']).startsWith('application/x-www-form-urlencoded')
    ? new URLSearchParams(body.toString('utf8')).get('Action')
    : null;
  if (action !== null) return { accessKey, name: `${service}:${action}` };
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const door = /^\/restapis\/[^/]+\/v1\/_user_request_(\/.*)$/.exec(pathname)?.[1];
  if (door !== undefined) return { accessKey, name: `door:${method} ${door.replace(/[0-9a-f-]{20,}/g, '*')}` };
  const control = /^\/v\d{8}\/(.+)$/.exec(pathname)?.[1];
  if (control !== undefined) return { accessKey, name: `s3control:${method} ${control}` };
  const depth = pathname.split('/').filter(Boolean).length;
  const what = service !== 's3' ? pathname.replace(/[0-9a-f-]{20,}|\d{12}/g, '*') : depth > 1 ? 'object' : 'bucket';
  const part = [...searchParams.keys()].filter((key) => !/^(x-id|prefix|list-type|X-Amz-.*)$/.test(key)).sort()[0];
  return { accessKey, name: `${service}:${method} ${what}${part === undefined ? '' : `?${part}`}` };
}
