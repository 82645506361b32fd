// What a person does with the page and sees of it, in words of the WebDriver standard alone: the same for each engine.

import { By, Key, error, type WebDriver, type WebElement } from 'selenium-webdriver';
import { expect } from '@playwright/test';
import type { Recorder } from './recorder.ts';

/** Writes a text as an XPath literal. */
const literal = (text: string) => `concat(${text.split("'").map((part) => `'${part}'`).join(`,"'",`)},'')`;

export class App {
  constructor(
    readonly driver: WebDriver,
    private readonly address: string,
  ) {}

  /** Opens a view by its fragment, with a page of its own, and waits for the app's heading. */
  async open(fragment: string): Promise<void> {
    await this.load(fragment);
    await expect.poll(() => this.has('#main h1'), `heading of ${fragment}`).toBe(true);
  }

  /** Opens a view and waits for nothing but the document. */
  async load(fragment: string, query = ''): Promise<void> {
    // A change of the fragment alone would load nothing.
    await this.driver.get('about:blank');
    await this.driver.get(`${this.address}${query}#${fragment}`);
  }

  /** Runs a function in the page. What it uses has to be in it or among its arguments. */
  run<R, A extends unknown[]>(script: (...values: A) => R | Promise<R>, ...values: A): Promise<R> {
    return this.driver.executeScript<R>(script as () => R, ...values);
  }

  has(selector: string): Promise<boolean> {
    return this.run((selector) => document.querySelector(selector) !== null, selector);
  }

  count(selector: string): Promise<number> {
    return this.run((selector) => document.querySelectorAll(selector).length, selector);
  }

  /** The text that is seen, as the browser lays it out. */
  text(selector = 'body'): Promise<string> {
    return this.run((selector) => document.querySelector<HTMLElement>(selector)?.innerText ?? '', selector);
  }

  /** The text of an element without the layout's line breaks. */
  content(selector: string): Promise<string> {
    return this.run((selector) => document.querySelector(selector)?.textContent ?? '', selector);
  }

  /** The whole document as it is now. */
  html(): Promise<string> {
    return this.run(() => document.documentElement.outerHTML);
  }

  /** Whether the document holds a text in any of its nodes or attributes, also in pieces that stand beside each other. */
  holds(text: string): Promise<boolean> {
    return this.run((text) => {
      const { outerHTML, textContent } = document.documentElement;
      return outerHTML.includes(text) || (textContent ?? '').includes(text);
    }, text);
  }

  recorder(): Promise<Recorder> {
    return this.run(() => (window as unknown as { recorder: Recorder }).recorder);
  }

  async expectText(words: string, selector = 'body'): Promise<void> {
    await expect.poll(() => this.text(selector)).toContain(words);
  }

  /** The button or link with this name, once it is seen. */
  button(name: string, nth = 1, within = ''): Promise<WebElement> {
    const named = `normalize-space()=${literal(name)} or @aria-label=${literal(name)} or @title=${literal(name)}`;
    return this.visible(By.xpath(`(${within}//*[self::button or self::a or self::summary][${named}])[${nth}]`), name);
  }

  /** The field with this label, once it is seen. */
  field(label: string): Promise<WebElement> {
    const text = `normalize-space()=${literal(label)}`;
    return this.visible(By.xpath(`//*[@id=//label[${text}]/@for] | //label[${text}]//input | //input[@aria-label=${literal(label)}]`), label);
  }

  async click(name: string, nth = 1, within = ''): Promise<void> {
    await this.retry(async () => (await this.button(name, nth, within)).click());
  }

  /** Types into the field with this label, as a person does, in place of what it holds. */
  async type(label: string, text: string): Promise<void> {
    await this.retry(async () => {
      await (await this.field(label)).click();
      await this.pressWithControl('a');
      await this.press(Key.BACK_SPACE, text);
    });
  }

  /** Presses keys where the focus is. */
  async press(...keys: string[]): Promise<void> {
    await this.driver.actions().sendKeys(...keys).perform();
  }

  async pressWithControl(key: string): Promise<void> {
    await this.driver.actions().keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform();
  }

  /** What is on the clipboard, as a field gets it when a person pastes. */
  async paste(): Promise<string> {
    await this.run(() => {
      const field = document.createElement('input');
      field.id = 'pasted';
      (document.querySelector('dialog') ?? document.body).append(field);
      field.focus();
    });
    await this.pressWithControl('v');
    await expect.poll(() => this.run(() => document.querySelector<HTMLInputElement>('#pasted')?.value)).not.toBe('');
    return this.run(() => {
      const field = document.querySelector<HTMLInputElement>('#pasted');
      field?.remove();
      return field?.value ?? '';
    });
  }

  /** The whole window as a PNG. */
  async picture(): Promise<Buffer> {
    return Buffer.from(await this.driver.takeScreenshot(), 'base64');
  }

  private async visible(by: By, name: string): Promise<WebElement> {
    const found = await this.driver.wait(
      async () => {
        for (const element of await this.driver.findElements(by)) if (await element.isDisplayed().catch(() => false)) return element;
        return undefined;
      },
      15_000,
      `there is no "${name}"`,
    );
    return found as unknown as WebElement;
  }

  /** Does something again if the page has replaced the element meanwhile. */
  private async retry(action: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await action();
      } catch (failure) {
        if (attempt === 3 || !(failure instanceof error.StaleElementReferenceError)) throw failure;
      }
    }
  }
}
