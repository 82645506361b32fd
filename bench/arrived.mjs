// What has come over the line, as the browser tells it.

const KINDS = /^(text\/(html|css|javascript)|application\/wasm)$/;

/**
 * Begins to count the bytes that a page loads: of html, css, js and wasm, as they are encoded on their way. The function
 * that comes back gives those that had arrived a number of milliseconds after the navigation began, with what was there of answers
 * still under way.
 *
 * @param {import('@playwright/test').CDPSession} client
 */
export async function countBytes(client) {
  const answers = new Map();
  client.on('Network.responseReceived', ({ requestId, response }) => {
    const { mimeType, encodedDataLength, fromDiskCache, fromServiceWorker } = response;
    if (KINDS.test(mimeType) && !fromDiskCache && !fromServiceWorker) answers.set(requestId, { head: encodedDataLength, parts: [] });
  });
  client.on('Network.dataReceived', ({ requestId, ...part }) => answers.get(requestId)?.parts.push(part));
  client.on('Network.loadingFinished', ({ requestId, ...all }) => {
    const answer = answers.get(requestId);
    if (answer) answer.all = all;
  });
  await client.send('Network.enable');
  await client.send('Performance.enable', { timeDomain: 'timeTicks' });
  return async (millis) => {
    const { metrics } = await client.send('Performance.getMetrics');
    const until = metrics.find(({ name }) => name === 'NavigationStart').value + millis / 1_000;
    const arrived = ({ head, parts, all }) => {
      // Only the sum at the end is there for every kind of answer: the parts of a document tell no lengths.
      if (all?.timestamp <= until) return all.encodedDataLength - head;
      return parts.filter(({ timestamp }) => timestamp <= until).reduce((sum, { encodedDataLength }) => sum + encodedDataLength, 0);
    };
    return [...answers.values()].reduce((sum, answer) => sum + arrived(answer), 0);
  };
}
