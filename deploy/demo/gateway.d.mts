/** The chain of gateway.mjs, as far as the browser tests use it. */
export class Gateway {
  static start(options: {
    sandbox: string;
    dist: string;
    host?: string;
    config?: object;
    settings?: Record<string, string>;
    provider?: object;
  }): Promise<Gateway>;
  /** URL of the page, with a trailing slash. */
  readonly app: string;
  readonly host: string;
  readonly folder: string;
  readonly upstream: {
    requests: { method: string; url: string; headers: string[] }[];
    answer:
      | ((request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void)
      | undefined;
  };
  stopRedis(): Promise<void>;
  startRedis(): Promise<void>;
  logs(): string;
  stop(): Promise<void>;
}
