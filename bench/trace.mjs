// Traces of the browser.

/** Starts a trace. The returned function ends it and resolves to its events. */
export async function startTrace(browser, categories) {
  const client = await browser.newBrowserCDPSession();
  const events = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories, excludedCategories: ['*'] },
  });
  return async () => {
    const complete = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
    await client.send('Tracing.end');
    await complete;
    await client.detach();
    return events;
  };
}

/**
 * Returns the event of a `performance.mark`, which has the ids of the page's process and main thread. Throws
 * without it.
 */
export function findMark(events, name) {
  const mark = events.find((event) => event.name === name && event.cat.includes('blink.user_timing'));
  if (!mark) throw new Error(`the browser did not record the mark "${name}"`);
  return mark;
}

/**
 * Returns the id of a page's process. A context may have others too, such as that of its first empty page.
 */
export async function findRendererPid(page) {
  const endTrace = await startTrace(page.context().browser(), ['blink.user_timing']);
  // The browser reports the start of a trace a little before the page's own process records.
  await page.waitForTimeout(300);
  await page.evaluate(() => void performance.mark('here'));
  return findMark(await endTrace(), 'here').pid;
}
