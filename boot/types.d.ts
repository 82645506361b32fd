// The interfaces between the scripts of this folder and the WebAssembly modules.

/**
 * A response as bytes, with the times of its request. `headers` are Content-Type, Retry-After, Date and Age,
 * null if absent. `clocks` are `Date.now()` and `performance.now()` when the request was sent, then when the
 * headers arrived.
 */
interface Exchange {
  status: number;
  headers: (string | null)[];
  body: Uint8Array;
  clocks: number[];
}

/** Why there is no response, as `src/net/early.rs` reads it. */
type Failure = 'timeout' | 'unreachable' | 'incomplete' | 'too large';

/** The requests sent before the app has loaded (`boot/handover.js`). */
interface Handover {
  /** Sends a request in the core's text form, and stores its response. */
  send(request: string): Promise<Exchange | Failure>;
  /** Returns whether a response to this request is stored, or its request is in flight. */
  has(name: string): boolean;
  /** Hands out a response once. From then on `signal` aborts its request. */
  take(name: string, signal?: AbortSignal): Promise<Exchange | Failure> | undefined;
  /** Aborts and overwrites one response that was not taken, or all of them. */
  discard(name?: string): void;
  /** Stores that another tab has locked. */
  lock(): void;
  /** Returns whether another tab has locked. */
  is_locked(): boolean;
  /** Ends the first stage and discards responses that were not taken. The app calls it when it is mounted. */
  mounted(): void;
  /** Ends the first stage while it runs. */
  endFirstStage?: (() => void) | undefined;
  /** Whether the first stage has a valid code, even if the page is hidden. */
  hasCode: boolean;
}

/** The exports of the first stage (`first/src/lib.rs`). */
interface FirstStage {
  build_request(
    fragment: string,
    wished: string,
    status: number,
    headers: string,
    body: Uint8Array,
    clocks: Float64Array,
  ): string | undefined;
  accept_answer(status: number, headers: string, body: Uint8Array, clocks: Float64Array): boolean;
  update_view(wallMs: number, monotonicMs: number, isVisible: boolean): number;
  end(): void;
}

/** The last resort (`boot/guard.js`). */
interface Guard {
  /** Shows a card in place of the page, or keeps a valid code of the first stage with a notice. */
  handleError(error: unknown): void;
}

interface Window {
  guard: Guard;
  handover: Handover;
  /**
   * Shows the code of a pass by the first stage (`boot/first.js`). Resolves when it is painted, cannot be
   * shown, or after `timeoutMs`.
   */
  showFirstStage(first: FirstStage, config: Promise<Exchange | Failure>, timeoutMs: number): Promise<void>;
}
