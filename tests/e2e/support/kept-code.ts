// The codes that the page keeps on the device.

import { expect, type Page } from '@playwright/test';
import { t } from './texts.ts';

/** The box that keeps the code of a pass. */
export const keepBox = (page: Page) => page.getByRole('checkbox', { name: t('keep.label') });

/** Keeps the code that is shown, and waits until it is stored. */
export async function keepCode(page: Page): Promise<void> {
  await keepBox(page).check();
  await expect(page.getByText(t('keep.since').split('{')[0] ?? '', { exact: false })).toBeVisible();
}

/** Returns everything in the page's database as text; bytes also as characters. */
export const databaseText = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const finished = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const describe = (value: unknown): string => {
      if (value instanceof CryptoKey) {
        return `key, extractable: ${value.extractable}, uses: ${value.usages.join()}`;
      }
      if (value instanceof Uint8Array) {
        const characters = (label: string) => new TextDecoder(label).decode(value);
        return `${characters('utf-8')} ${characters('utf-16le')} ${[...value].join()}`;
      }
      if (value && typeof value === 'object') {
        return Object.entries(value)
          .map(([name, member]) => `${name}: ${describe(member)}`)
          .join('; ');
      }
      return String(value);
    };
    const lines: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await finished(indexedDB.open(name));
      for (const table of database.objectStoreNames) {
        const store = database.transaction(table).objectStore(table);
        const [keys, values] = await Promise.all([finished(store.getAllKeys()), finished(store.getAll())]);
        keys.forEach((key, index) => lines.push(`${name}/${table}/${String(key)} = ${describe(values[index])}`));
      }
      database.close();
    }
    return lines.join('\n');
  });

/** Returns how many codes are kept. */
export const keptCount = async (page: Page): Promise<number> =>
  (await databaseText(page)).split('\n').filter((line) => line.includes('/codes/')).length;
