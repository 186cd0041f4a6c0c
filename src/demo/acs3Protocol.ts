import { createHash } from 'node:crypto';
import { acs3Signature } from '../clouds/alibaba/acs3.ts';
import type { AlibabaAccount, AlibabaOptions } from './alibabaAccess.ts';
import { ecsError, isTimely, Nonces, runEcs } from './alibabaAccess.ts';
import { ApiError } from './apiError.ts';
import type { Answer, Call, Incoming, Protocol } from './exchange.ts';
import { formAndQuery, header, pickHeaders, sameText } from './verify.ts';

const mustBeSigned = ['host', 'x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-content-sha256'];

/** Alibaba Cloud's V3 signature: action, version and signature in headers, parameters in the query or a form. */
export class Acs3Protocol implements Protocol {
  readonly #options: AlibabaOptions;
  readonly #nonces = new Nonces();

  constructor(options: AlibabaOptions) {
    this.#options = options;
  }

  read(incoming: Incoming): Call | undefined {
    if (!header(incoming.headers.authorization).startsWith('ACS3-')) {
      return undefined;
    }
    const action = header(incoming.headers['x-acs-action']);
    return { protocol: 'acs3', service: 'ecs', action, parameters: formAndQuery(incoming) };
  }

  answer(incoming: Incoming, call: Call, now: number): Answer {
    try {
      const account = this.#authenticate(incoming, now);
      if (header(incoming.headers['x-acs-version']) !== '2014-05-26') {
        throw new ApiError('NoSuchVersion', 'The specified API version does not exist.');
      }
      return runEcs(this.#options, account, call.action, call.parameters, now);
    } catch (error) {
      if (error instanceof ApiError) {
        return this.refuse(error.code, error.message, error.status);
      }
      throw error;
    }
  }

  refuse(code: string, message: string, status: number): Answer {
    return ecsError(code, message, status);
  }

  #authenticate({ headers, method, path, query, body }: Incoming, now: number): AlibabaAccount {
    const [, id = '', names = '', signature = ''] =
      /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([^,\s]+),Signature=([0-9a-f]{64})$/.exec(
        header(headers.authorization),
      ) ?? [];
    const signedNames = names.split(';');
    if (!mustBeSigned.every((name) => signedNames.includes(name) && header(headers[name]) !== '')) {
      throw new ApiError(
        'IncompleteSignature',
        'The request signature does not conform to Aliyun standards.',
      );
    }
    if (!isTimely(Date.parse(header(headers['x-acs-date'])), now)) {
      throw new ApiError('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    }
    const account = this.#options.accounts.find(({ credentials }) => credentials.id === id);
    if (account === undefined) {
      throw new ApiError('InvalidAccessKeyId.NotFound', 'Specified access key is not found.', 404);
    }
    if (!sameText(header(headers['x-acs-security-token']), account.credentials.token ?? '')) {
      throw new ApiError(
        'InvalidSecurityToken.MismatchWithAccessKey',
        'Specified SecurityToken does not match the access key.',
      );
    }
    const bodyHash = createHash('sha256').update(body).digest('hex');
    const expected = acs3Signature({
      secret: account.credentials.secret,
      method,
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: pickHeaders(signedNames, headers),
      bodyHash,
    });
    if (!sameText(expected, signature) || !sameText(bodyHash, header(headers['x-acs-content-sha256']))) {
      throw new ApiError('SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.');
    }
    if (!this.#nonces.take(header(headers['x-acs-signature-nonce']), now)) {
      throw new ApiError('SignatureNonceUsed', 'Specified signature nonce was used already.');
    }
    return account;
  }
}
