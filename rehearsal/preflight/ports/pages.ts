const mostPages = 500;

/** Every entry of every page. A list that never ends is a failure, never a short list. */
export async function everyPage<Page, Entry>(
  pages: AsyncIterable<Page>,
  entries: (page: Page) => readonly Entry[] | undefined,
): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  let count = 0;
  for await (const page of pages) {
    count += 1;
    if (count > mostPages) throw new Error(`more than ${mostPages} pages`);
    all.push(...(entries(page) ?? []));
  }
  return all;
}

/** Pages of an operation for which the SDK has no paginator. */
export async function* follow<Page>(
  fetch: (token: string | undefined) => Promise<Page>,
  next: (page: Page) => string | undefined,
): AsyncIterable<Page> {
  let token: string | undefined;
  do {
    const page = await fetch(token);
    yield page;
    token = next(page);
  } while (token !== undefined && token !== '');
}
