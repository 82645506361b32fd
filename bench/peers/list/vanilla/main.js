// Renders every row with its symbol at once, and updates every countdown each second.

import { fetchCodes } from '../codes.js';
import { draw, createRow } from '../row.js';
import { eachSecond, timeLeft } from '../../shared/time.js';

const codes = await fetchCodes();
const list = document.createElement('ul');
const countdowns = codes.map((entry) => {
  const { element, qr, left } = createRow(entry);
  draw(qr, entry.code);
  left.data = timeLeft(entry.end, Date.now());
  list.append(element);
  return { left, end: entry.end };
});
document.getElementById('app').append(list);

eachSecond((now) => {
  for (const { left, end } of countdowns) left.data = timeLeft(end, now);
});
