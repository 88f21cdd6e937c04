/**
 * How much an inspector does for one file before it refuses; what a project may release is in its profile.
 * Archives: `disclosure.md` 5.2; the rest bounds time and memory against files made to exhaust them.
 */
const mebibyte = 1024 * 1024;

export const limits = {
  /** What {@link recognise} must see of a longer file. */
  headBytes: 65_536,
  archiveEntries: 200,
  archiveBytes: 512 * mebibyte,
  /** Inflated to deflated, of one entry and of all together; entries below `smallEntry` inflated are let be. */
  archiveRatio: 100,
  smallEntry: 65_536,
  pathCharacters: 255,
  jsonDepth: 32,
  jsonValues: 1_000_000,
  xmlDepth: 64,
  xmlEvents: 4_000_000,
  /** Width times height of one sheet's used area, empty cells included. */
  sheetArea: 2_000_000,
  tableColumns: 16_384,
  tablesPerFile: 200,
  imageBytes: 256 * mebibyte,
  imageSegments: 5_000,
  pdfInflated: 64 * mebibyte,
  pdfTokens: 8_000_000,
  pdfDepth: 64,
  protobufNodes: 200_000,
  /** Characters of an unbroken run of base64 or hexadecimal that is decoded and looked at. */
  tokenCharacters: 200,
  tokenEntropy: 7.2,
  /** Rows and columns of numbers that prose, a log or code may hold: `disclosure.md` 1.3. */
  numericRows: 20,
  numericColumns: 3,
  numericRowsOfCode: 200,
  /** Of one line: as many as a block of prose may have, written without line ends. */
  numbersOfLine: 60,
  /** Findings of one rule in one file; the rest is only counted. */
  findingsPerRule: 20,
} as const;
