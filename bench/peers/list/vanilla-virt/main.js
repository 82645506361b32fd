// A virtual list: renders only the rows on the screen and two more at either end.

import { fetchCodes } from '../codes.js';
import { draw, createRow } from '../row.js';
import { eachSecond, timeLeft } from '../../shared/time.js';
import './style.css';

const ROW_HEIGHT_PX = 132;
const OVERSCAN_ROWS = 2;

const codes = await fetchCodes();
const list = document.createElement('ul');
list.style.height = `${codes.length * ROW_HEIGHT_PX}px`;
document.getElementById('app').append(list);

/** The rendered rows by their place in the list. */
const rows = new Map();

function createRowAt(place) {
  const entry = codes[place];
  const row = createRow(entry);
  draw(row.qr, entry.code);
  row.left.data = timeLeft(entry.end, Date.now());
  row.element.style.top = `${place * ROW_HEIGHT_PX}px`;
  row.element.ariaPosInSet = place + 1;
  row.element.ariaSetSize = codes.length;
  return { ...row, end: entry.end };
}

function update() {
  const top = scrollY - list.offsetTop;
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT_PX) - OVERSCAN_ROWS);
  const last = Math.min(codes.length, Math.ceil((top + innerHeight) / ROW_HEIGHT_PX) + OVERSCAN_ROWS);
  for (const [place, { element }] of rows) {
    if (place >= first && place < last) continue;
    element.remove();
    rows.delete(place);
  }
  for (let place = first; place < last; place += 1) {
    if (rows.has(place)) continue;
    const row = createRowAt(place);
    rows.set(place, row);
    list.append(row.element);
  }
}

update();
addEventListener('scroll', update, { passive: true });
addEventListener('resize', update);

eachSecond((now) => {
  for (const { left, end } of rows.values()) left.data = timeLeft(end, now);
});
