/** Does nothing. */
export function activate(): void {}
