// Runs in the page before its own scripts: WebDriver tells nothing of the console, of errors, or of what stood there between two
// questions.

/** A code that stood in the document, and when it was first and last seen there. Times of `Date.now()`. */
export interface Seen {
  text: string;
  first: number;
  last: number;
}

export interface Recorder {
  /** Everything in the document that looks like a code. */
  seen: Seen[];
  /** How often the page has asked for the print dialog. */
  printed: number;
  /** When the symbol of a pass was first in the document, and the frame after that, in milliseconds from the start of the page. */
  symbolMs: number;
  frameMs: number;
}

function record(): void {
  const recorder: Recorder = { seen: [], printed: 0, symbolMs: 0, frameMs: 0 };
  Object.assign(window, { recorder });

  // By a beacon, so that it arrives from a page that is just being left, too.
  const report = (text: string) => navigator.sendBeacon('/recorder', text);
  addEventListener('error', (event) => report(`error: ${event.message || 'a file did not load'}`), true);
  addEventListener('unhandledrejection', (event) => report(`unhandled rejection: ${String(event.reason)}`));
  for (const level of ['error', 'warn'] as const) {
    const original = console[level].bind(console);
    console[level] = (...parts: unknown[]) => {
      report(`console.${level}: ${parts.map(String).join(' ')}`);
      original(...parts);
    };
  }

  window.print = () => {
    recorder.printed += 1;
  };

  // The pieces of a code stand in elements of their own, without blanks between them.
  const look = () => {
    const now = Date.now();
    for (const element of document.querySelectorAll('.code')) {
      const text = element.textContent ?? '';
      const known = recorder.seen.find((one) => one.text === text);
      if (known) known.last = now;
      else if (text) recorder.seen.push({ text, first: now, last: now });
    }
    if (!recorder.symbolMs && document.querySelector('.pass svg.qr path[d]')) {
      recorder.symbolMs = performance.now();
      requestAnimationFrame(() => (recorder.frameMs = performance.now()));
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  const eachFrame = () => {
    look();
    requestAnimationFrame(eachFrame);
  };
  eachFrame();
}

/** Source of the recorder. */
export const RECORDER = `(${record.toString()})()`;
