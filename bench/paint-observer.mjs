// The script that runs in each page before its own scripts, the same for every app.

/**
 * Reports when the first symbol is painted, and adds up layout shifts.
 *
 * A symbol counts once its path is in the document and in the window. The time is that of the first task
 * after the frame, in milliseconds since the navigation's start. Inline SVG is no candidate for the largest
 * contentful paint, so the browser's own entries do not include it.
 */
export function observePaint({ symbol }) {
  if (window !== top) return;
  // Our app masks codes by default; this preference reveals them, as the peers do.
  localStorage.setItem('latchkey.codes_open', 'yes');
  const bench = (window.bench = { first: 0, shift: 0 });
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) bench.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });

  const inWindow = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };
  const check = () => {
    const found = document.querySelector(symbol);
    if (!found || !inWindow(found)) return void requestAnimationFrame(check);
    const afterPaint = new MessageChannel();
    afterPaint.port1.onmessage = () => {
      bench.first = performance.mark('first symbol').startTime;
      window.firstPainted(bench.first);
    };
    afterPaint.port2.postMessage(null);
  };
  const observer = new MutationObserver(() => {
    if (!document.querySelector(symbol)) return;
    observer.disconnect();
    requestAnimationFrame(check);
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['d'] });
}
