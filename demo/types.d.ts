// The interface between the scripts of this folder.

interface Window {
  /** The scripted service (service.js). */
  demo: {
    /** Answers a request to the page's own origin. */
    answer(request: Request): Promise<Response>;
  };
}
