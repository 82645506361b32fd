// What the browser itself records.

/** Begins to record; the function that comes back ends that and gives the events. */
export async function record(browser, categories) {
  const client = await browser.newBrowserCDPSession();
  const events = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await client.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories, excludedCategories: ['*'] } });
  return async () => {
    const complete = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
    await client.send('Tracing.end');
    await complete;
    await client.detach();
    return events;
  };
}

/** The event of a mark that a page has set (`performance.mark`): it tells the page's process and main thread. */
export function marked(events, name) {
  const found = events.find((event) => event.name === name && event.cat.includes('blink.user_timing'));
  if (!found) throw new Error(`the browser did not record the mark "${name}"`);
  return found;
}

/** The id of the process that a page is in. A context has others too, such as the one its first empty page was in. */
export async function processOf(page) {
  const end = await record(page.context().browser(), ['blink.user_timing']);
  // The browser says that it records a little before the page's own process does.
  await page.waitForTimeout(300);
  await page.evaluate(() => void performance.mark('here'));
  return marked(await end(), 'here').pid;
}
