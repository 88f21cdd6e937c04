/** A reader of RFC 4180 written for the test, strict where a spreadsheet would guess. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [field, next] = text[at] === '"' ? quoted(text, at + 1) : plain(text, at);
    row.push(field);
    if (text[next] === ',') {
      at = next + 1;
      continue;
    }
    if (text.slice(next, next + 2) !== '\r\n') throw new Error(`a row must end in CR LF, at ${next}`);
    rows.push(row);
    row = [];
    at = next + 2;
  }
  return rows;
}

function quoted(text: string, start: number): [string, number] {
  let field = '';
  for (let at = start; at < text.length; at += 1) {
    if (text[at] !== '"') field += text[at];
    else if (text[at + 1] === '"') {
      field += '"';
      at += 1;
    } else return [field, at + 1];
  }
  throw new Error('a quoted field must end');
}

function plain(text: string, start: number): [string, number] {
  const field = /^[^",\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  return [field, start + field.length];
}
