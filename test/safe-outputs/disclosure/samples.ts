/** Small writers of file formats, so that every sample is made of code that can be read. Each gives the plain file; what is wrong with it is asked for. */
import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
export const joined = (...parts: readonly (Uint8Array | string)[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))));
export const padded = (length: number, ...parts: readonly (Uint8Array | string)[]): Uint8Array => {
  const start = joined(...parts);
  return joined(start, new Uint8Array(Math.max(0, length - start.length)));
};

// ---- PNG

export const pngChunk = (type: string, data: Uint8Array | string, sum?: number): Uint8Array => {
  const body = joined(type, data);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  check.writeUInt32BE(sum ?? crc32(body));
  return joined(length, body, check);
};

export interface PngParts {
  readonly width?: number;
  readonly height?: number;
  readonly colour?: number;
  readonly interlaced?: boolean;
  /** Chunks before the data. */
  readonly before?: readonly Uint8Array[];
  /** Bytes that the data inflate to; by default as many as the picture has. */
  readonly raw?: Uint8Array;
  readonly after?: Uint8Array;
  readonly behindData?: Uint8Array;
}
const pngMark = latin1('\x89PNG\r\n\x1a\n');

export const png = (parts: PngParts = {}): Uint8Array => {
  const { width = 4, height = 3, colour = 2, interlaced = false, before = [], after = new Uint8Array() } = parts;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colour, 0, 0, interlaced ? 1 : 0], 8);
  const raw = parts.raw ?? new Uint8Array(height * (1 + width * 3));
  return joined(
    ...[pngMark, pngChunk('IHDR', header), ...before],
    ...[pngChunk('IDAT', joined(deflateSync(raw), parts.behindData ?? '')), pngChunk('IEND', ''), after],
  );
};

// ---- JPEG

export const jpegSegment = (marker: number, data: Uint8Array | string): Uint8Array => {
  const body = joined(data);
  const length = body.length + 2;
  return joined(Uint8Array.of(0xff, marker, length >> 8, length & 255), body);
};
export interface JpegParts {
  readonly extra?: readonly Uint8Array[];
  readonly coded?: Uint8Array;
  readonly after?: Uint8Array | string;
}
export const jpeg = ({ extra = [], coded = Uint8Array.of(1, 2, 0xff, 0, 3), after = '' }: JpegParts = {}): Uint8Array =>
  joined(
    Uint8Array.of(0xff, 0xd8),
    jpegSegment(0xe0, latin1('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    ...extra,
    jpegSegment(0xdb, new Uint8Array(65)),
    jpegSegment(0xc0, Uint8Array.of(8, 0, 8, 0, 8, 1, 1, 0x11, 0)),
    jpegSegment(0xc4, new Uint8Array(17)),
    jpegSegment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
    ...[coded, Uint8Array.of(0xff, 0xd9), after],
  );

// ---- ZIP

export interface ZipPart {
  readonly path: string;
  readonly bytes: Uint8Array | string;
  readonly stored?: boolean;
  /** What the local header says instead. */
  readonly localPath?: string;
  readonly localSum?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Inflated size that both headers claim. */
  readonly claimed?: number;
  readonly unixMode?: number;
  readonly extra?: Uint8Array;
  readonly localExtra?: Uint8Array;
  readonly comment?: string;
  /** Bytes before the local header. */
  readonly before?: Uint8Array | string;
  /** Bytes behind the end of the deflated stream, counted as deflated. */
  readonly slack?: Uint8Array | string;
  /** Sizes stand behind the data. */
  readonly streamed?: boolean;
}
export interface ZipWhole {
  readonly behind?: Uint8Array | string;
  readonly comment?: string;
  readonly beforeDirectory?: Uint8Array | string;
}

const record = (size: number, fields: readonly (readonly [at: number, size: 2 | 4, value: number])[]): Buffer => {
  const made = Buffer.alloc(size);
  for (const [at, width, value] of fields) made.writeUIntLE(value, at, width);
  return made;
};

export const zip = (parts: readonly ZipPart[], whole: ZipWhole = {}): Uint8Array => {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const raw = Buffer.from(joined(part.bytes));
    const bytes = typeof part.bytes === 'string' ? Buffer.from(part.bytes, 'utf8') : raw;
    const method = part.method ?? (part.stored ? 0 : 8);
    const packed = joined(method === 8 ? deflateRawSync(bytes) : bytes, part.slack ?? '');
    const sum = crc32(bytes);
    const size = part.claimed ?? bytes.length;
    const flags = (part.flags ?? 0x800) | (part.streamed ? 8 : 0);
    const path = Buffer.from(part.path, 'utf8');
    const localPath = Buffer.from(part.localPath ?? part.path, 'utf8');
    const extra = part.extra ?? new Uint8Array();
    const localExtra = part.localExtra ?? extra;
    const comment = Buffer.from(part.comment ?? '');
    const sums = part.streamed ? [0, 0, 0] : [part.localSum ?? sum, packed.length, size];
    const before = joined(part.before ?? '');
    const header = record(30, [
      ...([
        [0, 4, 0x04034b50],
        [4, 2, 20],
        [6, 2, flags],
        [8, 2, method],
        [14, 4, sums[0] ?? 0],
      ] as const),
      ...([
        [18, 4, sums[1] ?? 0],
        [22, 4, sums[2] ?? 0],
        [26, 2, localPath.length],
        [28, 2, localExtra.length],
      ] as const),
    ]);
    const trailer = part.streamed
      ? record(16, [
          [0, 4, 0x08074b50],
          [4, 4, sum],
          [8, 4, packed.length],
          [12, 4, size],
        ])
      : Buffer.alloc(0);
    const entry = joined(before, header, localPath, localExtra, packed, trailer);
    central.push(
      joined(
        record(46, [
          ...([
            [0, 4, 0x02014b50],
            [4, 2, 0x0314],
            [6, 2, 20],
            [8, 2, flags],
            [10, 2, method],
            [16, 4, sum],
          ] as const),
          ...([
            [20, 4, packed.length],
            [24, 4, size],
            [28, 2, path.length],
            [30, 2, extra.length],
          ] as const),
          ...([
            [32, 2, comment.length],
            [38, 4, (part.unixMode ?? 0o100644) * 65536],
            [42, 4, offset + before.length],
          ] as const),
        ]),
        ...[path, extra, comment],
      ),
    );
    local.push(entry);
    offset += entry.length;
  }
  const gap = joined(whole.beforeDirectory ?? '');
  const directory = joined(...central);
  const comment = Buffer.from(whole.comment ?? '');
  const end = record(22, [
    ...([
      [0, 4, 0x06054b50],
      [8, 2, parts.length],
      [10, 2, parts.length],
      [12, 4, directory.length],
    ] as const),
    ...([
      [16, 4, offset + gap.length],
      [20, 2, comment.length],
    ] as const),
  ]);
  return joined(...local, gap, directory, end, comment, whole.behind ?? '');
};

// ---- Office documents

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;
const relationships = (
  items: readonly (readonly [id: string, type: string, target: string, external?: boolean])[],
): string =>
  xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items
      .map(
        ([id, type, target, external]) =>
          `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
      )
      .join('')}</Relationships>`,
  );

const letters = (column: number): string => String.fromCharCode(65 + column);

/** Cells of one sheet as rows; numbers stand as numbers, texts as inline texts. */
export const sheetXml = (rows: readonly (readonly (string | number)[])[], more = '', attributes = ''): string =>
  xml(
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${more}<sheetData>${rows
      .map(
        (row, r) =>
          `<row r="${r + 1}"${attributes}>${row
            .map((cell, c) =>
              cell === ''
                ? ''
                : typeof cell === 'number'
                  ? `<c r="${letters(c)}${r + 1}"><v>${cell}</v></c>`
                  : `<c r="${letters(c)}${r + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`,
            )
            .join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`,
  );

export interface BookParts {
  readonly rows?: readonly (readonly (string | number)[])[];
  readonly sheet?: string;
  readonly state?: string;
  readonly names?: string;
  readonly parts?: readonly ZipPart[];
  readonly types?: string;
  readonly rels?: readonly (readonly [id: string, type: string, target: string, external?: boolean])[];
}
export const counts: readonly (readonly (string | number)[])[] = [
  ['region', 'count'],
  ['north', 120],
  ['south', 240],
];
export const xlsx = ({
  rows = counts,
  sheet,
  state = '',
  names = '',
  parts = [],
  types = '',
  rels = [],
}: BookParts = {}): Uint8Array =>
  zip([
    {
      path: '[Content_Types].xml',
      bytes: xml(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>${types}</Types>`,
      ),
    },
    { path: '_rels/.rels', bytes: relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      path: 'xl/workbook.xml',
      bytes: xml(
        `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1"${state} r:id="rId1"/></sheets>${names}</workbook>`,
      ),
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      bytes: relationships([['rId1', 'worksheet', 'worksheets/sheet1.xml'], ...rels]),
    },
    { path: 'xl/worksheets/sheet1.xml', bytes: sheet ?? sheetXml(rows) },
    ...parts,
  ]);

export const paragraph = (text: string, properties = ''): string =>
  `<w:p><w:r>${properties}<w:t>${text}</w:t></w:r></w:p>`;
export const wordTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

export const docx = (
  body = paragraph('Results of the study.'),
  parts: readonly ZipPart[] = [],
  rels: BookParts['rels'] = [],
): Uint8Array =>
  zip([
    {
      path: '[Content_Types].xml',
      bytes: xml(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
      ),
    },
    { path: '_rels/.rels', bytes: relationships([['rId1', 'officeDocument', 'word/document.xml'], ...rels]) },
    {
      path: 'word/document.xml',
      bytes: xml(
        `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
      ),
    },
    ...parts,
  ]);

// ---- PDF

export interface PdfParts {
  /** Operators of the page. */
  readonly content?: string;
  readonly deflated?: boolean;
  /** Further entries of the catalogue. */
  readonly catalogue?: string;
  /** Further objects, from number 6. */
  readonly objects?: readonly (string | Uint8Array)[];
  readonly trailer?: string;
  readonly behind?: string;
  readonly before?: string;
}
export const pdfStream = (data: Uint8Array | string, dictionary = ''): Uint8Array =>
  joined(`<< /Length ${joined(data).length} ${dictionary}>>\nstream\n`, data, '\nendstream');

export const pdf = (parts: PdfParts = {}): Uint8Array => {
  const { content = 'BT /F1 12 Tf 72 720 Td (Kaplan-Meier estimate) Tj ET', deflated = false } = parts;
  const objects: (string | Uint8Array)[] = [
    `<< /Type /Catalog /Pages 2 0 R ${parts.catalogue ?? ''}>>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    deflated ? pdfStream(deflateSync(Buffer.from(content, 'latin1')), '/Filter /FlateDecode ') : pdfStream(content),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...(parts.objects ?? []),
  ];
  let whole = joined(parts.before ?? '', '%PDF-1.4\n');
  const offsets: number[] = [];
  objects.forEach((object, i) => {
    offsets.push(whole.length);
    whole = joined(whole, `${i + 1} 0 obj\n`, object, '\nendobj\n');
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${parts.trailer ?? ''}>>\n`;
  return joined(
    whole,
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}startxref\n${whole.length}\n%%EOF\n`,
    parts.behind ?? '',
  );
};

// ---- Others

export const gzip = (bytes: Uint8Array | string): Uint8Array => Uint8Array.from(gzipSync(joined(bytes)));

/** A protobuf field of bytes. */
export const protobuf = (number: number, bytes: Uint8Array | string): Uint8Array => {
  const body = joined(bytes);
  const length = body.length < 128 ? [body.length] : [(body.length & 127) | 128, body.length >> 7];
  return joined(Uint8Array.of(number * 8 + 2, ...length), body);
};
/** A model in ONNX whose graph has these operators. */
export const onnx = (...operators: readonly string[]): Uint8Array =>
  joined(
    Uint8Array.of(0x08, 0x08),
    protobuf(2, 'exporter'),
    protobuf(7, joined(...operators.map((name) => protobuf(1, joined(protobuf(1, 'x'), protobuf(4, name)))))),
  );

export interface TarPart {
  readonly path: string;
  readonly bytes: Uint8Array | string;
  readonly type?: string;
}
export const tar = (parts: readonly TarPart[]): Uint8Array => {
  const blocks = parts.map(({ path, bytes, type = '0' }) => {
    const data = joined(bytes);
    const header = Buffer.alloc(512);
    header.write(path, 0, 'utf8');
    header.write('0000644\0', 100);
    header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write(`        ${type}`, 148);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return padded(512 * (1 + Math.ceil(data.length / 512)), header, data);
  });
  return joined(...blocks, new Uint8Array(1024));
};
