// Only the rows in view exist, and two more at either end; the list is as high as all of them.

import { fetchCodes } from '../codes.js';
import { draw, makeRow } from '../row.js';
import { eachSecond, timeLeft } from '../../shared/time.js';
import './style.css';

const HEIGHT = 132;
const MORE = 2;

const codes = await fetchCodes();
const list = document.createElement('ul');
list.style.height = `${codes.length * HEIGHT}px`;
document.getElementById('app').append(list);

/** The rows that exist, by their place in the list. */
const rows = new Map();

function make(place) {
  const entry = codes[place];
  const row = makeRow(entry);
  draw(row.qr, entry.code);
  row.left.data = timeLeft(entry.end, Date.now());
  row.element.style.top = `${place * HEIGHT}px`;
  row.element.ariaPosInSet = place + 1;
  row.element.ariaSetSize = codes.length;
  return { ...row, end: entry.end };
}

function show() {
  const top = scrollY - list.offsetTop;
  const first = Math.max(0, Math.floor(top / HEIGHT) - MORE);
  const last = Math.min(codes.length, Math.ceil((top + innerHeight) / HEIGHT) + MORE);
  for (const [place, { element }] of rows) {
    if (place >= first && place < last) continue;
    element.remove();
    rows.delete(place);
  }
  for (let place = first; place < last; place += 1) {
    if (rows.has(place)) continue;
    const row = make(place);
    rows.set(place, row);
    list.append(row.element);
  }
}

show();
addEventListener('scroll', show, { passive: true });
addEventListener('resize', show);

eachSecond((now) => {
  for (const { left, end } of rows.values()) left.data = timeLeft(end, now);
});
