// What runs in each page before its own scripts, in every app the same.

/**
 * Tells when the first symbol was painted, and adds up layout shifts.
 *
 * A symbol counts once it is in the document with its path and in the window; the time is that of the first task after
 * the frame with it, in milliseconds since the navigation began. Inline SVG is no candidate for the largest
 * contentful paint, so the browser's own marks do not tell it.
 */
export function watch({ symbol }) {
  if (window !== top) return;
  // Our app covers codes until they are tapped, unless a person has chosen otherwise, as here. Peers never cover any.
  localStorage.setItem('latchkey.codes_open', 'yes');
  const bench = (window.bench = { first: 0, shift: 0 });
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) bench.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });

  const inWindow = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };
  const look = () => {
    const found = document.querySelector(symbol);
    if (!found || !inWindow(found)) return void requestAnimationFrame(look);
    const after = new MessageChannel();
    after.port1.onmessage = () => {
      bench.first = performance.mark('first symbol').startTime;
      window.firstPainted(bench.first);
    };
    after.port2.postMessage(null);
  };
  const observer = new MutationObserver(() => {
    if (!document.querySelector(symbol)) return;
    observer.disconnect();
    requestAnimationFrame(look);
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['d'] });
}
