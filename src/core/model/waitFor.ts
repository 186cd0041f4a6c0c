/**
 * What `start` resolves with; rejects with `late()` after `ms`, and with the signal's reason once it is aborted. What
 * has been started goes on unseen where it does not listen to the signal it is given.
 */
export function waitFor<T>(
  start: (signal: AbortSignal) => Promise<T>,
  ms: number,
  signal: AbortSignal,
  late: () => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = new AbortController();
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      stop.abort();
      finish();
    };
    const onAbort = (): void => settle(() => reject(signal.reason));
    const timer = setTimeout(() => settle(() => reject(late())), ms);
    signal.addEventListener('abort', onAbort, { once: true });
    start(stop.signal).then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}
