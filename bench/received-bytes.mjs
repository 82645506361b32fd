// Counts received bytes, from the browser's network events.

/** The types that are counted. */
const COUNTED_TYPES = /^(text\/(html|css|javascript)|application\/wasm)$/;

/**
 * Starts to count the encoded bytes of HTML, CSS, JavaScript and WebAssembly that a page loads. The returned
 * function resolves to the number of bytes received within so many milliseconds of the navigation's start,
 * including parts of responses in flight.
 *
 * @param {import('@playwright/test').CDPSession} client
 */
export async function countBytes(client) {
  const responses = new Map();
  client.on('Network.responseReceived', ({ requestId, response }) => {
    const { mimeType, encodedDataLength, fromDiskCache, fromServiceWorker } = response;
    if (COUNTED_TYPES.test(mimeType) && !fromDiskCache && !fromServiceWorker)
      responses.set(requestId, { head: encodedDataLength, parts: [] });
  });
  client.on('Network.dataReceived', ({ requestId, ...part }) => responses.get(requestId)?.parts.push(part));
  client.on('Network.loadingFinished', ({ requestId, ...end }) => {
    const response = responses.get(requestId);
    if (response) response.end = end;
  });
  await client.send('Network.enable');
  await client.send('Performance.enable', { timeDomain: 'timeTicks' });
  return async (millis) => {
    const { metrics } = await client.send('Performance.getMetrics');
    const until = metrics.find(({ name }) => name === 'NavigationStart').value + millis / 1_000;
    const receivedBytes = ({ head, parts, end }) => {
      // The total is known for every response; events about parts of a document have no lengths.
      if (end?.timestamp <= until) return end.encodedDataLength - head;
      return parts
        .filter(({ timestamp }) => timestamp <= until)
        .reduce((sum, { encodedDataLength }) => sum + encodedDataLength, 0);
    };
    return [...responses.values()].reduce((sum, response) => sum + receivedBytes(response), 0);
  };
}
