import { createHash } from 'node:crypto';
import { acs3Signature } from '../core/providers/alibaba/acs3.ts';
import type { SignedClaim } from './accessKeys.ts';
import { AccessKeys } from './accessKeys.ts';
import type { AlibabaOptions } from './alibabaAccess.ts';
import { checkEcsVersion, ecsError, runEcs } from './alibabaAccess.ts';
import type { Answer, Call, Incoming, Protocol } from './exchange.ts';
import { formAndQuery, header, pickHeaders, sameText } from './verify.ts';

const mustBeSigned = ['host', 'x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-content-sha256'];
const signedWhenPresent = /^(content-type|x-acs-.*)$/;

/** Alibaba Cloud's V3 signature: action, version and signature in headers, parameters in the query or a form. */
export class Acs3Protocol implements Protocol {
  readonly #options: AlibabaOptions;
  readonly #keys: AccessKeys;
  readonly refuse = ecsError;

  constructor(options: AlibabaOptions) {
    this.#options = options;
    this.#keys = new AccessKeys(options.accounts);
  }

  read(incoming: Incoming): Call | undefined {
    if (!header(incoming.headers.authorization).startsWith('ACS3-')) {
      return undefined;
    }
    const action = header(incoming.headers['x-acs-action']);
    return { protocol: 'acs3', service: 'ecs', action, parameters: formAndQuery(incoming) };
  }

  answer(incoming: Incoming, call: Call, now: number): Answer {
    const account = this.#keys.authenticate(claimOf(incoming), now);
    checkEcsVersion(header(incoming.headers['x-acs-version']));
    return runEcs(this.#options, account, call.action, call.parameters, now);
  }
}

function claimOf({ headers, method, path, query, body }: Incoming): SignedClaim | undefined {
  const [, accessKeyId = '', names = '', signature = ''] =
    /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([^,\s]+),Signature=([0-9a-f]{64})$/.exec(
      header(headers.authorization),
    ) ?? [];
  const signedNames = names.split(';');
  const present = Object.keys(headers).filter((name) => signedWhenPresent.test(name));
  if (
    !mustBeSigned.every((name) => signedNames.includes(name) && header(headers[name]) !== '') ||
    !present.every((name) => signedNames.includes(name))
  ) {
    return undefined;
  }
  return {
    accessKeyId,
    securityToken: header(headers['x-acs-security-token']),
    time: Date.parse(header(headers['x-acs-date'])),
    nonce: header(headers['x-acs-signature-nonce']),
    isSignedWith: (secret) => {
      const bodyHash = createHash('sha256').update(body).digest('hex');
      const expected = acs3Signature({
        secret,
        method,
        path,
        query: Object.fromEntries(new URLSearchParams(query)),
        headers: pickHeaders(signedNames, headers),
        bodyHash,
      });
      return sameText(expected, signature) && sameText(bodyHash, header(headers['x-acs-content-sha256']));
    },
  };
}
