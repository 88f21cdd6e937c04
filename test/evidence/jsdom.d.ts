/** The little of jsdom that these tests use: it ships no types, and the DOM library of TypeScript would leak into code for Node. */
declare module 'jsdom' {
  export interface PageElement {
    readonly id: string;
    readonly tagName: string;
    readonly textContent: string;
    readonly dataset: Readonly<Record<string, string>>;
    readonly classList: { contains(name: string): boolean };
    value: string;
    getAttribute(name: string): string | null;
    hasAttribute(name: string): boolean;
    querySelector(selector: string): PageElement | null;
    dispatchEvent(event: object): boolean;
    click(): void;
  }

  export interface Page {
    readonly title: string;
    readonly body: PageElement;
    querySelector(selector: string): PageElement | null;
    querySelectorAll(selector: string): Iterable<PageElement> & { readonly length: number };
    getElementById(id: string): PageElement | null;
  }

  export interface Browser {
    readonly document: Page;
    readonly Event: new (type: string, options: { readonly bubbles: boolean }) => object;
    eval(script: string): unknown;
  }

  export class JSDOM {
    constructor(markup: string, options?: { readonly runScripts: 'dangerously' | 'outside-only' });
    readonly window: Browser;
  }
}
