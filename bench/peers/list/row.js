// A row without a framework, for the three vanilla peers.

import { symbol } from '../shared/symbol.js';
import { copy } from './copy.js';

const template = document.createElement('template');
template.innerHTML =
  '<li class="row"><div class="qr"></div><div><div class="code"></div><div class="left"> </div></div><button type="button">Copy</button></li>';

/** Creates a row. Returns its element, the container of its symbol, and the text node of its countdown. */
export function createRow({ code }) {
  const element = template.content.firstChild.cloneNode(true);
  const [qr, text, button] = element.children;
  text.firstChild.textContent = code;
  button.onclick = () => copy(code);
  return { element, qr, left: text.lastChild.firstChild };
}

/** Draws the symbol of a code into its container. */
export function draw(container, code) {
  container.innerHTML = symbol(code);
}
