import { createResource, createSignal, For } from 'solid-js';
import { render } from 'solid-js/web';
import { symbol } from '../../shared/symbol.js';
import { eachSecond, timeLeft } from '../../shared/time.js';
import { fetchCodes } from '../codes.js';
import { copy } from '../copy.js';

const [now, setNow] = createSignal(Date.now());
eachSecond(setNow);

function Row(props) {
  return (
    <li class="row">
      <div class="qr" innerHTML={symbol(props.code)} />
      <div>
        <div class="code">{props.code}</div>
        <div class="left">{timeLeft(props.end, now())}</div>
      </div>
      <button type="button" onClick={() => copy(props.code)}>
        Copy
      </button>
    </li>
  );
}

function App() {
  const [codes] = createResource(fetchCodes);
  return (
    <ul>
      <For each={codes()}>{(entry) => <Row code={entry.code} end={entry.end} />}</For>
    </ul>
  );
}

render(() => <App />, document.getElementById('app'));
