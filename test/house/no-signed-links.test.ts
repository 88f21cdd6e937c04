import { product, text } from './source.ts';

/** Whatever makes an address or a form that reads or writes in somebody's name. */
const signs =
  /s3-request-presigner|s3-presigned-post|rds-signer|cloudfront-signer|getSignedUrl|createPresignedPost|\bpresign\(|SignatureV4|X-Amz-Signature/;

test('no code of the product signs a link', () => {
  expect(product.length).toBeGreaterThan(100);
  expect(product.filter((file) => signs.test(text(file)))).toEqual([]);
});

test.each([
  "import { getSignedUrl } from '@aws-sdk/s3-request-presigner';",
  "import { createPresignedPost } from '@aws-sdk/s3-presigned-post';",
  'const link = await new SignatureV4(options).presign(request);',
  "url.searchParams.set('X-Amz-Signature', signature);",
])('would find: %s', (line) => {
  expect(line).toMatch(signs);
});

test('no package that signs links is installed for the product', () => {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(text('package.json')) as Record<
    string,
    Record<string, string>
  >;
  expect(Object.keys({ ...dependencies, ...devDependencies }).filter((name) => /presign|-signer$/.test(name))).toEqual(
    [],
  );
});
