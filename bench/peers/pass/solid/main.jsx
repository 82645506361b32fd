import { passPromise, groups } from '../pass.js';
import { createResource, createSignal, For, Show } from 'solid-js';
import { render } from 'solid-js/web';
import { symbol } from '../../shared/symbol.js';
import { eachSecond, timeLeft } from '../../shared/time.js';

function Countdown(props) {
  const started = Date.now();
  const [now, setNow] = createSignal(started);
  eachSecond(setNow);
  return (
    <p class="countdown">
      <svg class="ring" viewBox="0 0 36 36">
        <circle cx="18" cy="18" r="16" />
        <circle
          class="hand"
          cx="18"
          cy="18"
          r="16"
          pathLength="100"
          style={{ 'animation-duration': `${props.end - started}ms` }}
        />
      </svg>
      <span class="digits">{timeLeft(props.end, now())}</span>
    </p>
  );
}

function Pass(props) {
  return (
    <article class="pass">
      <h1>{props.name}</h1>
      <div class="qr" innerHTML={symbol(props.code)} />
      <p class="code">
        <For each={groups(props.code)}>{(group) => <span>{group}</span>}</For>
      </p>
      <Countdown end={props.end} />
    </article>
  );
}

function App() {
  const [pass] = createResource(() => passPromise);
  return <Show when={pass()}>{(shown) => <Pass {...shown()} />}</Show>;
}

render(() => <App />, document.getElementById('app'));
