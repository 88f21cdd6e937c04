import { type Browser, JSDOM } from 'jsdom';

/**
 * Opens a page with its style sheet applied. jsdom's CSS parser gives up on the whole sheet at a margin box, which Chromium prints
 * from; so the page rule is taken out first.
 */
export const open = (markup: string, runScripts?: 'dangerously' | 'outside-only'): Browser =>
  new JSDOM(markup.replace(/@page\{.*\}\}\n/, ''), runScripts && { runScripts }).window;
