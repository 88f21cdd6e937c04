/** What the first chunk of a PNG promises. https://www.w3.org/TR/png-3/#11IHDR */
export interface PngShape {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly interlaced: boolean;
}

const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** `undefined` where the header is not of a PNG that any reader draws. */
export const pngShape = (header: Buffer): PngShape | undefined => {
  if (header.length !== 13) return undefined;
  const [depth = 0, colour = 0, compression, filter, interlace = 2] = header.subarray(8);
  const shape = {
    ...{ width: header.readUInt32BE(0), height: header.readUInt32BE(4), depth, colour },
    interlaced: interlace === 1,
  };
  const legal = depths[colour]?.includes(depth) && compression === 0 && filter === 0 && interlace <= 1;
  return legal && shape.width > 0 && shape.height > 0 ? shape : undefined;
};

/** Column and row of the first pixel of each of the seven passes, and how far to the next. */
const passes = [
  ...[
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
  ],
  ...[
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ],
] as const;

const pass = (width: number, height: number, bits: number): number =>
  width <= 0 || height <= 0 ? 0 : height * (1 + Math.ceil((width * bits) / 8));

/** Bytes that the picture's data inflate to; more or fewer are not the picture's. */
export const pngBytes = ({ width, height, depth, colour, interlaced }: PngShape): number => {
  const bits = depth * (samples[colour] ?? 0);
  if (!interlaced) return pass(width, height, bits);
  return passes.reduce(
    (sum, [x = 0, y = 0, dx = 1, dy = 1]) =>
      sum + pass(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy), bits),
    0,
  );
};
