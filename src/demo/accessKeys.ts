import type { AlibabaAccount } from './alibabaAccess.ts';
import { isTimely, Nonces } from './alibabaAccess.ts';
import { ApiError } from './apiError.ts';
import { sameText } from './verify.ts';

/** Who a request says it is from, and what it has to show for it; in headers or in parameters. */
export interface SignedClaim {
  readonly accessKeyId: string;
  /** Empty where none was sent. */
  readonly securityToken: string;
  /** Ms since the epoch; NaN where it cannot be read. */
  readonly time: number;
  readonly nonce: string;
  readonly isSignedWith: (secret: string) => boolean;
}

/** Lets callers in by access key: ACS3 and RPC check the same things, in the same order and the same words. */
export class AccessKeys {
  readonly #accounts: readonly AlibabaAccount[];
  readonly #nonces = new Nonces();

  constructor(accounts: readonly AlibabaAccount[]) {
    this.#accounts = accounts;
  }

  /**
   * @param claim `undefined` where a part of it is missing
   * @throws ApiError for the first thing that is wrong
   */
  authenticate(claim: SignedClaim | undefined, now: number): AlibabaAccount {
    if (claim === undefined) {
      throw new ApiError(
        'IncompleteSignature',
        'The request signature does not conform to Aliyun standards.',
      );
    }
    if (!isTimely(claim.time, now)) {
      throw new ApiError('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    }
    const account = this.#accounts.find(({ credentials }) => credentials.id === claim.accessKeyId);
    if (account === undefined) {
      throw new ApiError('InvalidAccessKeyId.NotFound', 'Specified access key is not found.', 404);
    }
    if (!sameText(claim.securityToken, account.credentials.token ?? '')) {
      throw new ApiError(
        'InvalidSecurityToken.MismatchWithAccessKey',
        'Specified SecurityToken does not match the access key.',
      );
    }
    if (!claim.isSignedWith(account.credentials.secret)) {
      throw new ApiError('SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.');
    }
    if (!this.#nonces.take(claim.nonce, now)) {
      throw new ApiError('SignatureNonceUsed', 'Specified signature nonce was used already.');
    }
    return account;
  }
}
