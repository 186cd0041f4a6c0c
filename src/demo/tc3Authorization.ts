/** The parts of a TC3 Authorization header. */
export interface Tc3Authorization {
  readonly id: string;
  readonly date: string;
  readonly product: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** `undefined` for a header that is not as the standard has it. */
export function parseAuthorization(text: string): Tc3Authorization | undefined {
  const match =
    /^TC3-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{4}-\d\d-\d\d)\/([^/,\s]+)\/tc3_request, ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/.exec(
      text,
    );
  const [, id, date, product, signedHeaders, signature] = match ?? [];
  if (!id || !date || !product || !signedHeaders || !signature) {
    return undefined;
  }
  return { id, date, product, signedHeaders: signedHeaders.split(';'), signature };
}
