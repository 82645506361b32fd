// What the scripts of this folder and the modules know of each other.

/**
 * An answer as bytes. `headers` are Content-Type, Retry-After, Date and Age, absent ones null; `clocks` are `Date.now()` and
 * `performance.now()` when the request left, and when the headers had come.
 */
interface Exchange {
  status: number;
  headers: (string | null)[];
  body: Uint8Array;
  clocks: number[];
}

/** Why there is no answer, in the words of `src/net/early.rs`. */
type Failure = 'timeout' | 'unreachable' | 'incomplete' | 'too large';

/** What was asked for before the app was there (`boot/handover.js`). */
interface Handover {
  /** Sends a request, given as the core writes it, and keeps its answer. */
  ask(request: string): Promise<Exchange | Failure>;
  has(name: string): boolean;
  /** Gives away what is kept under a name, once. From then on `signal` ends its request. */
  take(name: string, signal?: AbortSignal): Promise<Exchange | Failure> | undefined;
  /** Ends and overwrites what was not taken: one answer, or all of them. */
  drop(name?: string): void;
  /** Another tab has locked codes away. */
  lock(): void;
  is_locked(): boolean;
  /** The app is in the page: the first stage ends, and answers that were not taken go. */
  mounted(): void;
  /** Ends the first stage, while there is one. */
  endFirst?: (() => void) | undefined;
  /** Whether the first stage holds a code that is still good, also while the page is hidden. */
  holdsCode: boolean;
}

/** The exports of the first stage (`first/src/lib.rs`). */
interface First {
  build_request(fragment: string, languages: string, status: number, headers: string, body: Uint8Array, clocks: Float64Array): string | undefined;
  accept_answer(status: number, headers: string, body: Uint8Array, clocks: Float64Array): boolean;
  update_view(wallMs: number, monotonicMs: number, isVisible: boolean): number;
  end(): void;
}

interface Window {
  handover: Handover;
  /** Shows the code of a pass by the first stage (`boot/first.js`), until it is painted, given up, or `patience` is over. */
  showFirst(first: First, settings: Promise<Exchange | Failure>, patience: number): Promise<void>;
}
