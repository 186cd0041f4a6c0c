/** Resolves with the promise, or as soon as the signal is aborted: what it waits for may go on without it. */
export function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      signal.removeEventListener('abort', finish);
      resolve();
    };
    if (signal.aborted) {
      resolve();
      return;
    }
    signal.addEventListener('abort', finish, { once: true });
    promise.then(finish, reject);
  });
}
