const longest = 500;

/** A service's text, fit to be shown: without any of `secrets`, plain or percent-encoded, and not endless. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets.filter((value) => value !== '')) {
    safe = safe.replaceAll(secret, '…').replaceAll(encodeURIComponent(secret), '…');
  }
  return safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
}
