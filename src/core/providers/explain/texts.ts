/** Longest message that is kept of a detail, in UTF-16 units; a name or a code is shorter. */
const longest = 2000;
export const shortest = 200;

/** The text, cut to a length; never between the halves of a character. */
export function cut<T extends string | undefined>(text: T, length = longest): T {
  if (text === undefined || text.length <= length) {
    return text;
  }
  const end = /[\uD800-\uDBFF]$/.test(text.slice(0, length)) ? length - 1 : length;
  return `${text.slice(0, end)}…` as T;
}

/** An address or a path without what may be secret in it: user, query and fragment. */
export function withoutQuery(address: string): string {
  const bare = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address.replace(/[?#].*$/s, '') : address;
  return bare.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/@]*@/i, '$1');
}

/** The last segment of a path or an address, as people write it. */
export function lastSegment(address: string): string | undefined {
  const bare = withoutQuery(address).replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  const last = bare.split('/').findLast((segment) => segment !== '');
  if (last === undefined) {
    return undefined;
  }
  try {
    return address === bare ? last : decodeURIComponent(last);
  } catch {
    return last;
  }
}
