// A row without a framework, for the three versions that are written by hand.

import { symbol } from '../shared/symbol.js';
import { copy } from './copy.js';

const template = document.createElement('template');
template.innerHTML =
  '<li class="row"><div class="qr"></div><div><div class="code"></div><div class="left"> </div></div><button type="button">Copy</button></li>';

/** @returns its element, the place of its symbol, and the text of its countdown */
export function makeRow({ code }) {
  const element = template.content.firstChild.cloneNode(true);
  const [qr, words, button] = element.children;
  words.firstChild.textContent = code;
  button.onclick = () => copy(code);
  return { element, qr, left: words.lastChild.firstChild };
}

/** Draws the symbol of a code into its place. */
export function draw(place, code) {
  place.innerHTML = symbol(code);
}
