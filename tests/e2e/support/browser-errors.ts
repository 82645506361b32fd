// Collects page errors, console errors, failed requests and error statuses. Each one a test does not expect
// fails it.

import type { BrowserContext, Page } from '@playwright/test';

export class BrowserErrors {
  private readonly seen: string[] = [];
  private readonly expected: RegExp[] = [];
  private readonly possible: RegExp[] = [];

  /** Listens to all pages of a context, also those opened later. */
  watch(context: BrowserContext): void {
    context.on('page', (page) => this.watchPage(page));
    for (const page of context.pages()) this.watchPage(page);
  }

  private watchPage(page: Page): void {
    page.on('pageerror', (error) => this.seen.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      // The browser logs each failed request as well; `requestfailed` below has more detail.
      const repeated = /^Failed to load resource|blocked by CORS policy/.test(message.text());
      if (message.type() === 'error' && !repeated) {
        this.seen.push(`console: ${message.text()}`);
      }
    });
    page.on('requestfailed', (request) => {
      const error = request.failure()?.errorText ?? '';
      // The page may abort its requests, and Chromium reports ERR_ABORTED also for a body that was read as a
      // stream to its end. The browser fetches the icon at any time, also when offline.
      const icon = request.url().endsWith('/favicon.svg');
      if (error !== 'net::ERR_ABORTED' && !icon) {
        this.seen.push(`failed: ${request.method()} ${request.url()} ${error}`);
      }
    });
    page.on('response', (response) => {
      if (response.status() >= 300) {
        this.seen.push(`status ${response.status()}: ${response.request().method()} ${response.url()}`);
      }
    });
  }

  /** Adds patterns of errors that the test causes. Each of them must occur. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  /** Adds patterns of errors that may occur, since a test does not decide about them. */
  expectMaybe(...patterns: RegExp[]): void {
    this.possible.push(...patterns);
  }

  /** Returns the errors that were not expected, and the expected ones that did not occur. */
  mismatches(): string[] {
    const patterns = [...this.expected, ...this.possible];
    const unexpected = this.seen.filter((line) => !patterns.some((pattern) => pattern.test(line)));
    const missing = this.expected.filter((pattern) => !this.seen.some((line) => pattern.test(line)));
    return [...unexpected, ...missing.map((pattern) => `did not happen: ${pattern}`)];
  }
}
