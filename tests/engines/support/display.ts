// A screen in memory: WebKitGTK has no mode without one.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export class Display {
  private constructor(
    private readonly process: ChildProcess,
    /** As the variable DISPLAY names it. */
    readonly name: string,
  ) {}

  /** Starts Xvfb on a display that is free. */
  static async start(): Promise<Display> {
    const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const gone = new Promise<never>((_, reject) => {
      child.once('error', () => reject(new Error('Xvfb is missing, so nothing can be tested in webkit. It comes with: xvfb')));
      child.once('exit', (status) => reject(new Error(`Xvfb ended with status ${status}`)));
    });
    gone.catch(() => {});
    const [number] = (await Promise.race([once(createInterface({ input: child.stdio[3] as Readable }), 'line'), gone])) as [string];
    return new Display(child, `:${number}`);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }
}
