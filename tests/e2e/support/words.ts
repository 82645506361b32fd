// The texts a person reads, from the catalogs the app is built from: a test names a text, not its wording.

import german from '../../../locales/de.json' with { type: 'json' };
import english from '../../../locales/en.json' with { type: 'json' };

/** The name of a text. A name no catalog has does not compile. */
export type Key = keyof typeof english;

type Places = Record<string, string>;

const fill = (text: string, places: Places): string =>
  Object.entries(places).reduce((said, [name, value]) => said.replaceAll(`{${name}}`, value), text);

/** An English text with its places filled. */
export const say = (key: Key, places: Places = {}): string => fill(english[key], places);

/** The same text in German. */
export const sayGerman = (key: Key, places: Places = {}): string => fill(german[key], places);

/** An English text as a pattern; the places that are not filled may hold anything. */
export function like(key: Key, places: Places = {}): RegExp {
  const parts = say(key, places).split(/\{\w+\}/);
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'));
}

/** An English text in the plural form for `n`. */
export function count(key: Key, n: number): string {
  const category = new Intl.PluralRules('en').select(n);
  const forms = english[key].split('|').map((form) => form.trim().split(/=(.*)/s) as [string, string]);
  const form = forms.find(([name]) => name === category) ?? forms.at(-1);
  return form?.[1].replace('{n}', new Intl.NumberFormat('en').format(n)) ?? '';
}
