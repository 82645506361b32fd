import { QRCodeSVG } from 'qrcode.react';
import { memo, use, useSyncExternalStore, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchCodes } from '../shared/codes.js';
import { copy } from '../shared/copy.js';
import { now, subscribe } from './clock.js';
import { timeLeft } from '../shared/time.js';

// A tick renders this alone, never the row or its symbol.
function Countdown({ end }) {
  return timeLeft(end, useSyncExternalStore(subscribe, now));
}

const Row = memo(function Row({ code, end }) {
  return (
    <li className="row">
      <div className="qr">
        <QRCodeSVG value={code} level="M" marginSize={4} />
      </div>
      <div>
        <div className="code">{code}</div>
        <div className="left">
          <Countdown end={end} />
        </div>
      </div>
      <button type="button" onClick={() => copy(code)}>
        Copy
      </button>
    </li>
  );
});

function List({ codes }) {
  return (
    <ul>
      {use(codes).map(({ code, end }) => (
        <Row key={code} code={code} end={end} />
      ))}
    </ul>
  );
}

const codes = fetchCodes();
createRoot(document.getElementById('app')).render(
  <Suspense>
    <List codes={codes} />
  </Suspense>,
);
