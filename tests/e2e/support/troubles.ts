// Everything that goes wrong beside the page: a test names what it expects, and anything else fails it.

import type { BrowserContext, Page } from '@playwright/test';

export class Troubles {
  private readonly seen: string[] = [];
  private readonly expected: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on('page', (page) => this.watchPage(page));
    for (const page of context.pages()) this.watchPage(page);
  }

  private watchPage(page: Page): void {
    page.on('pageerror', (error) => this.seen.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      // The browser repeats each failed request here; that is heard below, with more detail.
      const repeated = /^Failed to load resource|blocked by CORS policy/.test(message.text());
      if (message.type() === 'error' && !repeated) {
        this.seen.push(`console: ${message.text()}`);
      }
    });
    page.on('requestfailed', (request) => {
      const error = request.failure()?.errorText ?? '';
      // A request the page itself gave up is no trouble; and Chromium says the same of one whose body was read as a
      // stream to its very end.
      // Its icon the browser fetches when it likes, offline too.
      const icon = request.url().endsWith('/favicon.svg');
      if (error !== 'net::ERR_ABORTED' && !icon) this.seen.push(`failed: ${request.method()} ${request.url()} ${error}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 300) {
        this.seen.push(`status ${response.status()}: ${response.request().method()} ${response.url()}`);
      }
    });
  }

  /** Names a trouble that the test brings about. It has to happen. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  /** What was not expected, and what was expected and did not happen. */
  unexplained(): string[] {
    const surprises = this.seen.filter((line) => !this.expected.some((pattern) => pattern.test(line)));
    const missing = this.expected.filter((pattern) => !this.seen.some((line) => pattern.test(line)));
    return [...surprises, ...missing.map((pattern) => `did not happen: ${pattern}`)];
  }
}
