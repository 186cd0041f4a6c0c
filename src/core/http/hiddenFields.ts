import { JsonScanner, nameOf, TextEdit } from './jsonText.ts';

export const hidden = '••••••••';

/** JSON as a text inside of JSON, this many times over, is looked into. */
const deepestText = 4;

/**
 * Names of members that hold a secret of the user, in lower case without `_` and `-`. From the models of the SDKs:
 * S3SecretId, S3SecretKey, NotifyKey, StreamKey, ApiToken, SignKey, PlayKey, SecretAccessKey, SessionToken… Not the
 * tokens that are counted (InputTokens) or page through a list (ScrollToken), nor keys that are names (TagKey).
 */
const secretName =
  /secret|passw(or)?d|passphrase|pwd$|(^|api|access|session|security|auth|sts|refresh|bearer)tokens?$|(notify|stream|api|app|sign|play|private|access|encrypt|encrypted|encryption|decrypt|decryption|aes|auth|session|shared|license)keys?$|accesskeyid$|^(authorization|signature)$/;

/** `Key` alone is mostly a name or a path; here it is what media are encrypted with. */
const encryption = /drm$|^aes|encrypt/;

/**
 * JSON in which the user's own secrets are replaced by dots, also in JSON that is a text inside of it. The rest of the
 * text stays as it is. `null` and the empty text stay too: they hide nothing.
 */
export function withoutSecretFields(text: string, depth = 0): string {
  const scanner = new JsonScanner(text);
  const edit = new TextEdit(text);
  /** For each open object or list: the name it is the value of, and whether its values are secret. */
  const open: { readonly name: string; readonly isSecret: boolean }[] = [];
  let name = '';
  let isSecret = false;
  while (scanner.next()) {
    const parent = open.at(-1);
    if (scanner.isName) {
      name = (nameOf(scanner) ?? '').replace(/[-_]/g, '').toLowerCase();
      isSecret = secretName.test(name) || (name === 'key' && encryption.test(parent?.name ?? ''));
      scanner.next();
    } else if (scanner.opens) {
      // A list of secrets is secret; an object has names of its own.
      open.push({ name, isSecret: scanner.first === '[' && isSecret });
      isSecret = scanner.first === '[' && isSecret;
    } else if (scanner.closes) {
      open.pop();
    } else if (scanner.first === ',') {
      isSecret = parent?.isSecret ?? false;
    } else if (isSecret && isHideable(scanner)) {
      edit.replace(scanner.start, scanner.end, `"${hidden}"`);
    } else if (scanner.first === '"' && depth < deepestText) {
      const inner = innerJson(scanner);
      const safe = inner === undefined ? inner : withoutSecretFields(inner, depth + 1);
      if (safe !== inner) {
        edit.replace(scanner.start, scanner.end, JSON.stringify(safe));
      }
    }
  }
  return edit.result;
}

function isHideable({ first, start, end }: JsonScanner): boolean {
  return first === '"' ? end - start > 2 : /[-\d]/.test(first);
}

function innerJson(scanner: JsonScanner): string | undefined {
  if (!/^"(\s|\\[nrt])*[{[]/.test(scanner.text.slice(scanner.start, scanner.start + 100))) {
    return undefined;
  }
  try {
    const inner: unknown = JSON.parse(scanner.token);
    if (typeof inner === 'string') {
      JSON.parse(inner);
      return inner;
    }
  } catch {
    // A text that only begins like JSON.
  }
  return undefined;
}

/**
 * A text in which addresses have no user name, query or fragment: those sign them, and whoever has a signed address
 * can read the file. For whatever leaves the window.
 */
export function withoutSignedQueries(text: string): string {
  return text.replace(
    /\b([a-z][a-z0-9+.-]{0,20}:(?:\\?\/){2})(?:[^\s"'<>/?#@]*@)?([^\s"'<>?#]*)([?#])?[^\s"'<>]*/gi,
    (_, scheme: string, address: string, mark: string | undefined) =>
      `${scheme}${address}${mark === undefined ? '' : `${mark}…`}`,
  );
}
