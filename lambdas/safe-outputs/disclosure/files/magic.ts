import { gunzipSync, constants as zlib } from 'node:zlib';
import type { FileType } from '../contract.ts';
import { buffer, holdsAt } from './bytes.ts';

type Mark = readonly [type: FileType, offset: number, pattern: string | readonly number[]];

/** What bytes say of themselves, the surest first. `disclosure.md` 5.2 lists what libraries for this miss. */
const marks: readonly Mark[] = [
  ['png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', 0, [0xff, 0xd8, 0xff]],
  ['pdf', 0, '%PDF-'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'],
  ['other', 0, 'PK\x07\x08'],
  ['parquet', 0, 'PAR1'],
  ['parquet', 0, 'PARE'],
  ['feather', 0, 'FEA1'],
  ['feather', 0, 'ARROW1'],
  ['feather', 0, [0xff, 0xff, 0xff, 0xff, 0x10, 0x00]],
  ['matlab', 0, 'MATLAB 5.0 MAT-file'],
  ['matlab', 0, 'MATLAB 7.3 MAT-file'],
  ['hdf5', 0, [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]],
  ...[512, 1024, 2048, 4096, 8192].map((at): Mark => ['hdf5', at, [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]]),
  ['numpy', 0, '\x93NUMPY'],
  ['stata', 0, '<stata_dta>'],
  ['sas', 12, [0xc2, 0xea, 0x81, 0x60]],
  ['sas', 0, 'HEADER RECORD*******LIB'],
  ['spss', 0, '$FL2'],
  ['spss', 0, '$FL3'],
  ['rds', 0, 'RDX2\n'],
  ['rds', 0, 'RDX3\n'],
  ['rds', 0, 'RDA2\n'],
  ['rds', 0, 'RDA3\n'],
  ['rds', 0, [0x58, 0x0a, 0, 0, 0]],
  ['duckdb', 8, 'DUCK'],
  ['sqlite', 0, 'SQLite format 3\0'],
  ['dicom', 128, 'DICM'],
  ['executable', 0, '\x7fELF'],
  ['executable', 0, 'MZ'],
  ['executable', 0, '\0asm'],
  ...[
    [0xfe, 0xed, 0xfa, 0xce],
    [0xfe, 0xed, 0xfa, 0xcf],
    [0xce, 0xfa, 0xed, 0xfe],
    [0xcf, 0xfa, 0xed, 0xfe],
  ].map((word): Mark => ['executable', 0, word]),
  ['executable', 0, [0xca, 0xfe, 0xba, 0xbe]],
  ['gzip', 0, [0x1f, 0x8b]],
  ['other', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['other', 0, 'BZh'],
  ['other', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['other', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['other', 0, 'Rar!'],
  ['other', 257, 'ustar'],
  ['other', 0, 'GIF8'],
  ['other', 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['other', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['other', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['other', 0, 'RIFF'],
  ['other', 0, '{\\rtf'],
  ['other', 0, '%!PS'],
];

/** Pickles of protocol 2 to 5 begin so; `joblib` writes the same. Protocol 0 and 1 are text, and end as no text does. */
const isPickle = (bytes: Uint8Array): boolean => {
  if (bytes[0] === 0x80 && (bytes[1] ?? 0) >= 2 && (bytes[1] ?? 0) <= 5) return true;
  return /^(\(|c)[a-z_.]{1,80}\n[A-Za-z_.]{1,80}\n/.test(buffer(bytes.subarray(0, 200)).toString('latin1'));
};

/** Stata before version 13: release, byte order, file type 1, and a zero. */
const isOldStata = (bytes: Uint8Array): boolean =>
  [0x69, 0x6c, 0x6e, 0x6f, 0x71, 0x72, 0x73].includes(bytes[0] ?? 0) &&
  (bytes[1] === 1 || bytes[1] === 2) &&
  bytes[2] === 1 &&
  bytes[3] === 0;

/** Eight bytes of length, then a JSON object: weights as `safetensors` keeps them. */
const isSafetensors = (bytes: Uint8Array): boolean =>
  holdsAt(bytes, 8, '{"') && (bytes[6] ?? 1) === 0 && (bytes[7] ?? 1) === 0;

/** `ModelProto`: ir_version as field 1, then a length-delimited or integer field of low number. https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const isOnnx = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x08 &&
  (bytes[1] ?? 0) >= 1 &&
  (bytes[1] ?? 0) <= 20 &&
  [0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42].includes(bytes[2] ?? 0);

/** The first inflated bytes, as far as the head reaches; `undefined` where nothing inflates. */
const inflatedHead = (bytes: Uint8Array): Uint8Array | undefined => {
  try {
    return gunzipSync(buffer(bytes.subarray(0, 4096)), {
      finishFlush: zlib.Z_SYNC_FLUSH,
      maxOutputLength: 8 * 1024 * 1024,
    });
  } catch {
    return undefined;
  }
};

/** A table of twins may begin with `MZ`: in a file that is text, a mark of so few letters says nothing. */
const mostLettersOfAccident = 4;

/** Type by the marks of a format; `undefined` where none fits. */
export const typeByMagic = (bytes: Uint8Array, isText = false): FileType | undefined => {
  const marked = marks.find(
    ([, offset, pattern]) => holdsAt(bytes, offset, pattern) && !(isText && pattern.length <= mostLettersOfAccident),
  )?.[0];
  if (marked === 'gzip') {
    const inner = inflatedHead(bytes);
    return inner !== undefined && typeByMagic(inner) === 'rds' ? 'rds' : 'gzip';
  }
  if (marked !== undefined) return marked;
  if (isPickle(bytes)) return 'pickle';
  if (isOldStata(bytes)) return 'stata';
  if (isSafetensors(bytes)) return 'model';
  return isOnnx(bytes) ? 'onnx' : undefined;
};
