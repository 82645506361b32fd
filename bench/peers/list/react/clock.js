import { eachSecond } from '../../shared/time.js';

const listeners = new Set();
let time = Date.now();

eachSecond((at) => {
  time = at;
  for (const listener of listeners) listener();
});

export const now = () => time;

export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
