import { QRCodeSVG } from 'qrcode.react';
import { memo, useEffect, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchCodes } from '../codes.js';
import { copy } from '../copy.js';
import { timeLeft } from '../../shared/time.js';
import { now, subscribe } from './clock.js';

// A tick renders only this component, not the row or its symbol.
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

// Requested before the first render. Suspense is not used, because it delays the result by a third of a
// second.
const codesPromise = fetchCodes();

function List() {
  const [codes, setCodes] = useState([]);
  useEffect(() => {
    codesPromise.then(setCodes);
  }, []);
  return (
    <ul>
      {codes.map(({ code, end }) => (
        <Row key={code} code={code} end={end} />
      ))}
    </ul>
  );
}

createRoot(document.getElementById('app')).render(<List />);
