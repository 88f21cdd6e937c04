/** As much as is measured. https://www.papaparse.com/docs */
declare module 'papaparse' {
  interface Options {
    readonly skipEmptyLines: boolean;
    chunk(results: { readonly data: readonly (readonly string[])[] }): void;
    complete(): void;
    error(error: Error): void;
  }
  const Papa: { parse(input: NodeJS.ReadableStream, options: Options): void };
  export default Papa;
}
