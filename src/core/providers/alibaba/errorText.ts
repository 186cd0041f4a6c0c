/**
 * Where a gateway or an RPC endpoint that refuses a signature goes on with what it has signed itself, in any of its
 * spellings: named, or as the bare text that starts with the method.
 */
const echo =
  /[\s,;:.([]*((the )?(server(['’]s)?[ -]*)?string[ _-]*to[ _-]*sign|server(['’]s)?[ -]*(side )?signature|\b(POST|GET)[#&\n]|x-ca-[a-z]+[:=])/i;

/** Longer than any message, and short enough to be searched. */
const longest = 4000;

/** A service's error message without the string to sign that refusals of a signature echo. */
export function withoutStringToSign(message: string): string {
  const text = message.slice(0, longest);
  const at = text.search(echo);
  return (at < 0 ? text : text.slice(0, at)).trim();
}
