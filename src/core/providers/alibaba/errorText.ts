import { percentEncode } from './percentEncode.ts';

/**
 * Where a gateway or an RPC endpoint that refuses a signature goes on with what it has signed itself, in any of its
 * spellings: named, or as the bare text that starts with the method.
 */
const echo =
  /[\s,;:.([]*((the )?(server(['’]s)?[ -]*)?string[ _-]*to[ _-]*sign|server(['’]s)?[ -]*(side )?signature|\b(POST|GET)[#&\n]|x-ca-[a-z]+[:=])/i;

const longest = 400;

/**
 * A service's error message without what must not be shown: the string to sign that refusals of a signature echo,
 * and any of the values in `secrets`, plain or percent-encoded.
 */
export function safeErrorText(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets.filter((value) => value !== '')) {
    safe = safe.replaceAll(secret, '…').replaceAll(percentEncode(secret), '…');
  }
  const at = safe.search(echo);
  safe = (at < 0 ? safe : safe.slice(0, at)).trim();
  return safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
}
