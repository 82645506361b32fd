// Renders every row, but the browser lays out only those near the screen (`content-visibility`). A symbol is
// drawn when its row first comes near, and only rows near the screen tick.

import { fetchCodes } from '../codes.js';
import { draw, createRow } from '../row.js';
import { eachSecond, timeLeft } from '../../shared/time.js';
import './style.css';

const codes = await fetchCodes();
const list = document.createElement('ul');
const rows = new Map();
for (const entry of codes) {
  const row = createRow(entry);
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
