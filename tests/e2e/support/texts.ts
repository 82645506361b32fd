// The texts of the app's catalogs, so that a test names a text by its key and not by its wording.

import german from '../../../locales/de.json' with { type: 'json' };
import english from '../../../locales/en.json' with { type: 'json' };

/** The key of a text. A key that is in no catalog does not compile. */
export type Key = keyof typeof english;

type Values = Record<string, string>;

const fill = (text: string, values: Values): string =>
  Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), text);

/** Returns an English text with its placeholders filled. */
export const t = (key: Key, values: Values = {}): string => fill(english[key], values);

/** Returns the same text in German. */
export const tGerman = (key: Key, values: Values = {}): string => fill(german[key], values);

/** Returns an English text as a pattern, in which placeholders without a value match anything. */
export function textPattern(key: Key, values: Values = {}): RegExp {
  const parts = t(key, values).split(/\{\w+\}/);
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'));
}

/** Returns an English text in the plural form for `n`. */
export function plural(key: Key, n: number): string {
  const category = new Intl.PluralRules('en').select(n);
  const forms = english[key].split('|').map((form) => form.trim().split(/=(.*)/s) as [string, string]);
  const form = forms.find(([name]) => name === category) ?? forms.at(-1);
  return form?.[1].replace('{n}', new Intl.NumberFormat('en').format(n)) ?? '';
}
