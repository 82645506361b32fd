import { passPromise, groups } from '../pass.js';
import { QRCodeSVG } from 'qrcode.react';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { eachSecond, timeLeft } from '../../shared/time.js';

// A tick renders only the digits, not the symbol or the ring.
function Digits({ end }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => eachSecond(setNow), []);
  return <span className="digits">{timeLeft(end, now)}</span>;
}

function Ring({ end }) {
  const [initialMs] = useState(() => end - Date.now());
  return (
    <svg className="ring" viewBox="0 0 36 36">
      <circle cx="18" cy="18" r="16" />
      <circle
        className="hand"
        cx="18"
        cy="18"
        r="16"
        pathLength="100"
        style={{ animationDuration: `${initialMs}ms` }}
      />
    </svg>
  );
}

function Pass({ name, code, end }) {
  return (
    <article className="pass">
      <h1>{name}</h1>
      <div className="qr">
        <QRCodeSVG value={code} level="M" marginSize={4} />
      </div>
      <p className="code">
        {groups(code).map((group, at) => (
          <span key={at}>{group}</span>
        ))}
      </p>
      <p className="countdown">
        <Ring end={end} />
        <Digits end={end} />
      </p>
    </article>
  );
}

// Suspense is not used, because it delays the result by a third of a second.
function App() {
  const [pass, setPass] = useState();
  useEffect(() => {
    passPromise.then(setPass);
  }, []);
  return pass && <Pass {...pass} />;
}

createRoot(document.getElementById('app')).render(<App />);
