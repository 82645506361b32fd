export function putBehindGateway(sandbox: {
  app: string;
  api: string;
  dist: string;
}): Promise<{ app: string; logs: () => string; stop: () => Promise<void> }>;
