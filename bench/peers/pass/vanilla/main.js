import { passPromise, groups } from '../pass.js';
import { symbol } from '../../shared/symbol.js';
import { eachSecond, timeLeft } from '../../shared/time.js';

const template = document.createElement('template');
template.innerHTML =
  '<article class="pass"><h1></h1><div class="qr"></div><p class="code"></p><p class="countdown"><svg class="ring" viewBox="0 0 36 36">' +
  '<circle cx="18" cy="18" r="16" /><circle class="hand" cx="18" cy="18" r="16" pathLength="100" /></svg><span class="digits"> </span></p></article>';

const { name, code, end } = await passPromise;
const pass = template.content.firstChild;
const find = (selector) => pass.querySelector(selector);
find('h1').textContent = name;
find('.qr').innerHTML = symbol(code);
for (const group of groups(code)) {
  const span = document.createElement('span');
  span.textContent = group;
  find('.code').append(span);
}
const started = Date.now();
find('.hand').style.animationDuration = `${end - started}ms`;
const digits = find('.digits').firstChild;
digits.data = timeLeft(end, started);
document.getElementById('app').append(pass);

eachSecond((now) => (digits.data = timeLeft(end, now)));
