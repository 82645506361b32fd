// Every row is there, but the browser lays out those near the screen only (`content-visibility`); a symbol is drawn
// when its row first comes there, and only rows there tick.

import { fetchCodes } from '../codes.js';
import { draw, makeRow } from '../row.js';
import { eachSecond, timeLeft } from '../../shared/time.js';
import './style.css';

const codes = await fetchCodes();
const list = document.createElement('ul');
const rows = new Map();
for (const entry of codes) {
  const row = makeRow(entry);
  rows.set(row.element, { ...row, ...entry, drawn: false });
  list.append(row.element);
}
document.getElementById('app').append(list);

const near = new Set();
const tick = (row, now) => (row.left.data = timeLeft(row.end, now));
const observer = new IntersectionObserver(
  (changes) => {
    const now = Date.now();
    for (const { target, isIntersecting } of changes) {
      const row = rows.get(target);
      if (!isIntersecting) {
        near.delete(row);
        continue;
      }
      if (!row.drawn) draw(row.qr, row.code);
      row.drawn = true;
      tick(row, now);
      near.add(row);
    }
  },
  { rootMargin: '200px' },
);
for (const element of rows.keys()) observer.observe(element);

eachSecond((now) => {
  for (const row of near) tick(row, now);
});
