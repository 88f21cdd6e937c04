import type { FileType } from '../contract.ts';

const byType: Readonly<Partial<Record<FileType, string>>> = {
  csv: 'csv',
  tsv: 'tsv tab',
  json: 'json',
  text: 'txt tex',
  markdown: 'md markdown',
  code: 'py r rmd qmd sql do ado jl sas sps stan sh m js ts yaml yml toml',
  log: 'log',
  notebook: 'ipynb',
  png: 'png',
  jpeg: 'jpg jpeg',
  pdf: 'pdf',
  xlsx: 'xlsx',
  docx: 'docx',
  zip: 'zip',
  model: 'pmml safetensors',
  parquet: 'parquet pq',
  feather: 'feather arrow',
  pickle: 'pkl pickle joblib pt pth',
  rds: 'rds rda rdata',
  hdf5: 'h5 hdf5 hdf keras',
  stata: 'dta',
  sas: 'sas7bdat xpt',
  spss: 'sav zsav por',
  numpy: 'npy npz',
  matlab: 'mat',
  onnx: 'onnx',
  sqlite: 'sqlite sqlite3 db',
  duckdb: 'duckdb',
  dicom: 'dcm dicom',
  svg: 'svg svgz',
  html: 'html htm xhtml',
  gzip: 'gz tgz',
  executable: 'exe dll so dylib bin wasm class',
  other: 'xls xlsm xlsb doc docm pptx ppt xz bz2 zst 7z rar tar gif tif tiff bmp webp rtf ps eps gph fig nii',
};

const types: ReadonlyMap<string, FileType> = new Map(
  Object.entries(byType).flatMap(([type, extensions]) =>
    extensions.split(' ').map((extension) => [extension, type as FileType] as const),
  ),
);

/** Type by name; `undefined` for names without an extension that we know, and for those that begin with a dot. */
export const typeByExtension = (path: string): FileType | undefined => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? types.get(name.slice(dot + 1).toLowerCase()) : undefined;
};

/** Types that are text and that nothing but their name tells apart. */
export const textual: ReadonlySet<FileType> = new Set([
  ...(['csv', 'tsv', 'json', 'text', 'markdown', 'code', 'log', 'notebook', 'acro-results'] as const),
]);
