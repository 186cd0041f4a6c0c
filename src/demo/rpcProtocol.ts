import { rpcSignature } from '../clouds/alibaba/rpc.ts';
import type { AlibabaAccount, AlibabaOptions } from './alibabaAccess.ts';
import { ecsError, isTimely, Nonces, runEcs } from './alibabaAccess.ts';
import { ApiError } from './apiError.ts';
import type { Answer, Call, Incoming, Protocol } from './exchange.ts';
import { formAndQuery, sameText } from './verify.ts';

const common = [
  'AccessKeyId',
  'Action',
  'Format',
  'SecurityToken',
  'Signature',
  'SignatureMethod',
  'SignatureNonce',
  'SignatureVersion',
  'Timestamp',
  'Version',
];

/** Alibaba Cloud's older RPC signature: everything is a parameter. */
export class RpcProtocol implements Protocol {
  readonly #options: AlibabaOptions;
  readonly #nonces = new Nonces();

  constructor(options: AlibabaOptions) {
    this.#options = options;
  }

  read(incoming: Incoming): Call | undefined {
    const { Action: action, ...given } = formAndQuery(incoming);
    if (action === undefined) {
      return undefined;
    }
    const parameters = Object.fromEntries(Object.entries(given).filter(([name]) => !common.includes(name)));
    return { protocol: 'rpc', service: 'ecs', action, parameters };
  }

  answer(incoming: Incoming, call: Call, now: number): Answer {
    try {
      const parameters = formAndQuery(incoming);
      const account = this.#authenticate(incoming.method, parameters, now);
      if (parameters.Version !== '2014-05-26') {
        throw new ApiError('NoSuchVersion', 'The specified API version does not exist.');
      }
      if (parameters.Format !== 'JSON') {
        throw new ApiError('UnsupportedParameter', 'Only the format JSON is served here.');
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

  #authenticate(method: string, parameters: Readonly<Record<string, string>>, now: number): AlibabaAccount {
    const { Signature: signature, ...signed } = parameters;
    if (
      !signature ||
      !signed.AccessKeyId ||
      signed.SignatureMethod !== 'HMAC-SHA1' ||
      !signed.SignatureNonce
    ) {
      throw new ApiError(
        'IncompleteSignature',
        'The request signature does not conform to Aliyun standards.',
      );
    }
    if (!isTimely(Date.parse(signed.Timestamp ?? ''), now)) {
      throw new ApiError('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    }
    const account = this.#options.accounts.find(({ credentials }) => credentials.id === signed.AccessKeyId);
    if (account === undefined) {
      throw new ApiError('InvalidAccessKeyId.NotFound', 'Specified access key is not found.', 404);
    }
    if (!sameText(signed.SecurityToken ?? '', account.credentials.token ?? '')) {
      throw new ApiError(
        'InvalidSecurityToken.MismatchWithAccessKey',
        'Specified SecurityToken does not match the access key.',
      );
    }
    if (!sameText(rpcSignature(method, signed, account.credentials.secret), signature)) {
      throw new ApiError('SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.');
    }
    if (!this.#nonces.take(signed.SignatureNonce, now)) {
      throw new ApiError('SignatureNonceUsed', 'Specified signature nonce was used already.');
    }
    return account;
  }
}
