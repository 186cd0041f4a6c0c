import { rpcSignature } from '../core/providers/alibaba/rpc.ts';
import type { SignedClaim } from './accessKeys.ts';
import { AccessKeys } from './accessKeys.ts';
import type { AlibabaOptions } from './alibabaAccess.ts';
import { checkEcsVersion, ecsError, runEcs } from './alibabaAccess.ts';
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
  readonly #keys: AccessKeys;
  readonly refuse = ecsError;

  constructor(options: AlibabaOptions) {
    this.#options = options;
    this.#keys = new AccessKeys(options.accounts);
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
    const parameters = formAndQuery(incoming);
    const account = this.#keys.authenticate(claimOf(incoming.method, parameters), now);
    checkEcsVersion(parameters.Version);
    if (parameters.Format !== 'JSON') {
      throw new ApiError('UnsupportedParameter', 'Only the format JSON is served here.');
    }
    return runEcs(this.#options, account, call.action, call.parameters, now);
  }
}

function claimOf(method: string, parameters: Readonly<Record<string, string>>): SignedClaim | undefined {
  const { Signature: signature, ...signed } = parameters;
  const { AccessKeyId: accessKeyId, SignatureNonce: nonce } = signed;
  if (!signature || !accessKeyId || signed.SignatureMethod !== 'HMAC-SHA1' || !nonce) {
    return undefined;
  }
  return {
    accessKeyId,
    securityToken: signed.SecurityToken ?? '',
    time: Date.parse(signed.Timestamp ?? ''),
    nonce,
    isSignedWith: (secret) => sameText(rpcSignature(method, signed, secret), signature),
  };
}
