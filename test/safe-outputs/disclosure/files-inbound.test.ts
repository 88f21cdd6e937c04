import { createHash } from 'node:crypto';
import { checkInbound } from '../../../lambdas/safe-outputs/disclosure/check-inbound.ts';
import type { InboundKind, Verdict } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { verdicts } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { inspectInbound } from '../../../lambdas/safe-outputs/disclosure/files/inbound.ts';
import { inboundLimits } from '../../../lambdas/safe-outputs/disclosure/files/inbound-limits.ts';
import { bytesOf, gzip, joined, padded, png, type TarPart, tar, zip } from './samples.ts';

const code = 'library(survival)\nfit <- coxph(Surv(time, status) ~ age)\n';
const pack = (...parts: readonly TarPart[]): Uint8Array => gzip(tar(parts));
const key = `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIE\n`;

type Row = readonly [
  kind: InboundKind,
  what: string,
  path: string,
  content: Uint8Array | string,
  verdict: Verdict,
  rule?: string,
];
const rows: readonly Row[] = [
  ['data', 'a table', 'codes.csv', 'code,name\nI21,infarct\n', 'clear'],
  ['data', 'JSON', 'codes.json', '{"I21": "infarct"}', 'clear'],
  ['data', 'JSON with a name twice', 'codes.json', '{"a": 1, "a": 2}', 'blocked', 'json-duplicate-name'],
  ['data', 'JSON cut short', 'codes.json', '{"a": ', 'blocked', 'json-malformed'],
  ['data', 'a table with NHS numbers', 'x.csv', 'nhs number\n9434765919\n', 'review', 'nhs-number'],
  ['data', 'a table in Latin-1', 'x.csv', Uint8Array.of(99, 0xe9, 10), 'blocked', 'not-utf-8'],
  ['data', 'a table with a NUL', 'x.csv', 'a\0b\n', 'blocked', 'nul-in-text'],
  ['data', 'Parquet', 'x.parquet', joined(padded(40, 'PAR1'), 'PAR1'), 'review', 'not-read'],
  ['data', 'Parquet cut short', 'x.parquet', padded(40, 'PAR1'), 'blocked', 'parquet-malformed'],
  ['data', 'a program named CSV', 'x.csv', padded(99, '\x7fELF'), 'blocked', 'type-disagrees'],
  ['data', 'a program', 'x.bin', padded(99, '\x7fELF'), 'blocked', 'inbound-type'],
  ['data', 'a picture', 'x.png', png(), 'blocked', 'inbound-type'],
  ['data', 'an archive', 'x.zip', zip([{ path: 'a.csv', bytes: 'a' }]), 'blocked', 'inbound-type'],
  ['data', 'a pickle', 'x.pkl', Uint8Array.of(0x80, 4, 1), 'blocked', 'inbound-type'],
  ['data', 'a file that leaves its folder', '../x.csv', 'a\n', 'blocked', 'unsafe-name'],
  ['code', 'a script', 'fit.R', code, 'clear'],
  ['code', 'a query', 'q.sql', 'select 1', 'clear'],
  ['code', 'a notebook', 'x.ipynb', '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', 'clear'],
  ['code', 'a script with a private key', 'fit.R', `${code}${key}`, 'review', 'secret'],
  ['code', 'a script with a key of AWS', 'fit.R', `k <- "AKIA${'ABCDEFGH'.repeat(2)}"\n`, 'review', 'secret'],
  ['code', 'a script with a token of GitHub', 'fit.R', `k <- "ghp_${'a1B2'.repeat(9)}"\n`, 'review', 'secret'],
  ['code', 'a script with an NHS number', 'fit.R', 'nhs <- 9434765919\n', 'review', 'nhs-number'],
  ['code', 'text that turns round', 'fit.R', 'x <- "\u202e"\n', 'review', 'turned-text'],
  ['code', 'a program', 'x.exe', padded(99, 'MZ'), 'blocked', 'inbound-type'],
  ['code', 'a table', 'x.csv', 'a,b\n1,2\n', 'blocked', 'inbound-type'],
  [
    'code',
    'an archive of scripts',
    'x.zip',
    zip([
      { path: 'a.R', bytes: code },
      { path: 'b.py', bytes: 'pass' },
    ]),
    'clear',
  ],
  [
    'code',
    'an archive with a program',
    'x.zip',
    zip([{ path: 'a.exe', bytes: padded(99, 'MZ') }]),
    'blocked',
    'inbound-type',
  ],
  [
    'code',
    'an archive with an archive',
    'x.zip',
    zip([{ path: 'a.zip', bytes: zip([{ path: 'a.R', bytes: code }]) }]),
    'blocked',
    'zip-nested',
  ],
  ['code', 'an archive with a private key', 'x.zip', zip([{ path: 'a.R', bytes: key }]), 'review', 'secret'],
  ['code', 'an archive that leaves its folder', 'x.zip', zip([{ path: '../a.R', bytes: code }]), 'blocked', 'zip-path'],
  [
    'package',
    'a wheel',
    'p-1.0-py3-none-any.whl',
    zip([
      { path: 'p/__init__.py', bytes: '', stored: true },
      { path: 'p/native.so', bytes: padded(99, '\x7fELF') },
    ]),
    'review',
    'package',
  ],
  [
    'package',
    'packed sources',
    'p_1.0.tar.gz',
    pack({ path: 'p/DESCRIPTION', bytes: 'Package: p\n' }, { path: 'p/R/fit.R', bytes: code }),
    'review',
    'package',
  ],
  [
    'package',
    'packed sources with a link',
    'p.tgz',
    pack({ path: 'p/a', bytes: '', type: '2' }),
    'blocked',
    'package-link',
  ],
  [
    'package',
    'packed sources that leave their folder',
    'p.tar.gz',
    pack({ path: '../a', bytes: '' }),
    'blocked',
    'package-path',
  ],
  [
    'package',
    'packed sources with one name twice',
    'p.tar.gz',
    pack({ path: 'p/a', bytes: '' }, { path: 'p/A', bytes: '' }),
    'blocked',
    'package-duplicate-name',
  ],
  ['package', 'packed sources with a private key', 'p.tar.gz', pack({ path: 'p/a', bytes: key }), 'review', 'secret'],
  [
    'package',
    'packed sources with a pickle',
    'p.tar.gz',
    pack({ path: 'p/a.pkl', bytes: Uint8Array.of(0x80, 4, 1) }),
    'review',
    'package-pickle',
  ],
  [
    'package',
    'packed sources with a package',
    'p.tar.gz',
    pack({ path: 'p/q.zip', bytes: zip([{ path: 'a', bytes: 'a' }]) }),
    'blocked',
    'package-nested',
  ],
  [
    'package',
    'packed sources with a wrong sum',
    'p.tar.gz',
    gzip(tar([{ path: 'p/a', bytes: '' }]).map((byte, i) => (i === 5 ? 65 : byte))),
    'blocked',
    'tar-malformed',
  ],
  [
    'package',
    'packed sources with bytes behind their end',
    'p.tar.gz',
    joined(pack({ path: 'p/a', bytes: 'x' }), 'secret'),
    'blocked',
    'package-malformed',
  ],
  [
    'package',
    'sources that unpack to far more',
    'p.tar.gz',
    pack({ path: 'p/a', bytes: new Uint8Array(20_000_000) }),
    'blocked',
    'package-malformed',
  ],
  ['package', 'a table packed alone', 'x.csv.gz', gzip('a\n'), 'blocked', 'inbound-type'],
  ['package', 'a script', 'fit.R', code, 'blocked', 'inbound-type'],
];

describe('what comes in must be of its kind, and a human hears of secrets and persons', () => {
  test.each(rows.map((row) => [`${row[0]}: ${row[1]}`, row] as const))('%s', async (_, row) => {
    const [kind, , path, content, verdict, rule] = row;
    const { findings } = await inspectInbound(kind, path, typeof content === 'string' ? bytesOf(content) : content);
    const worst = verdicts[Math.max(0, ...findings.map((found) => verdicts.indexOf(found.verdict)))];
    expect([worst, ...findings.map((found) => found.rule)]).toEqual(
      expect.arrayContaining(rule === undefined ? [verdict] : [verdict, rule]),
    );
    expect(worst).toBe(verdict);
  });
});

test('code has at most its limit, and one byte more is too much', async () => {
  const most = inboundLimits.code.bytes;
  expect((await inspectInbound('code', 'x.R', bytesOf('#\n'.repeat(most / 2)))).findings).toEqual([]);
  const { findings } = await inspectInbound('code', 'x.R', bytesOf(`${'#\n'.repeat(most / 2)}#`));
  expect(findings.map(({ rule }) => rule)).toEqual(['file-size']);
});

test('a package cut short is never let through', async () => {
  const whole = pack({ path: 'p/DESCRIPTION', bytes: 'Package: p\n' });
  for (let length = 0; length < whole.length; length++) {
    const { findings } = await inspectInbound('package', 'p.tar.gz', whole.subarray(0, length));
    expect(findings.some(({ verdict }) => verdict === 'blocked')).toBe(true);
  }
});

const source = (path: string, bytes: Uint8Array) => ({
  path,
  async *open() {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  },
});

test('a request to bring files in has one report, as bad as its worst file, with the hash of every byte', async () => {
  const large = bytesOf('#\n'.repeat(inboundLimits.code.bytes));
  const report = await checkInbound(
    [source('fit.R', bytesOf(code)), source('keys.R', bytesOf(key)), source('large.R', large)],
    'code',
  );
  expect(report.files.map(({ verdict, type }) => `${type} ${verdict}`)).toEqual([
    ...['code clear', 'code review', 'unknown blocked'],
  ]);
  expect(report.verdict).toBe('blocked');
  expect(report.files[2]).toMatchObject({
    bytes: large.length,
    sha256: createHash('sha256').update(large).digest('hex'),
    findings: [{ rule: 'file-size' }],
  });
});

test('bytes that cannot be read are no verdict', async () => {
  const broken = {
    path: 'fit.R',
    async *open() {
      yield bytesOf(code);
      throw new Error('gone');
    },
  };
  await expect(checkInbound([broken], 'code')).rejects.toThrow('file 1 could not be read');
});
