const narrow = /[iljtfrI.,:;'’|!()[\] -]/;
const wide = /[mwMW@%—]/;

/** At least as wide as Arial and its like draw the text, in units of the font size: what fits by this fits on any screen. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce(
    (sum, one) => sum + size * (narrow.test(one) ? 0.36 : wide.test(one) ? 0.95 : /[A-Z]/.test(one) ? 0.73 : 0.58),
    0,
  );

/** Lines of at most so many units, broken between words; a word that is too long is broken too. */
export function wrapped(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (widthOf(line, size) > width) {
      let end = line.length;
      while (end > 1 && widthOf(line.slice(0, end), size) > width) end -= 1;
      lines.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  return line === '' ? lines : [...lines, line];
}
