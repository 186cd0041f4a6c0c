import { randomUUID } from 'node:crypto';
import type { Credentials } from '../core/providers/service.ts';
import { ApiError } from './apiError.ts';
import type { EcsAction, EcsCaller } from './ecs.ts';
import { ecsActions } from './ecs.ts';
import type { Answer } from './exchange.ts';
import type { RequestRate } from './requestRate.ts';

export interface AlibabaAccount {
  readonly credentials: Credentials;
  readonly caller: EcsCaller;
}

export interface AlibabaOptions {
  readonly accounts: readonly AlibabaAccount[];
  readonly rate: RequestRate;
  readonly requestsPerSecond: number | undefined;
}

const quarterOfAnHour = 15 * 60_000;
/** Not documented for this API; a value of the usual size. */
const usualRate = 50;

/** Remembers nonces for as long as a signature is valid. */
export class Nonces {
  readonly #seen = new Map<string, number>();

  /** False where it was used before. */
  take(nonce: string, now: number): boolean {
    for (const [old, time] of this.#seen) {
      if (now - time <= quarterOfAnHour) {
        break;
      }
      this.#seen.delete(old);
    }
    if (this.#seen.has(nonce)) {
      return false;
    }
    this.#seen.set(nonce, now);
    return true;
  }
}

/** Whether a signed time is within a quarter of an hour of the server's. */
export function isTimely(time: number, now: number): boolean {
  return Math.abs(time - now) <= quarterOfAnHour;
}

/** @throws ApiError for any other version than the one that is served */
export function checkEcsVersion(version: string | undefined): void {
  if (version !== '2014-05-26') {
    throw new ApiError('NoSuchVersion', 'The specified API version does not exist.');
  }
}

/** Runs an action for a caller who has been let in, in ECS's words for what is wrong with the parameters. */
export function runEcs(
  { rate, requestsPerSecond }: AlibabaOptions,
  account: AlibabaAccount,
  actionName: string,
  parameters: Readonly<Record<string, unknown>>,
  now: number,
): Answer {
  const action: EcsAction | undefined = Object.hasOwn(ecsActions, actionName)
    ? ecsActions[actionName]
    : undefined;
  if (action === undefined) {
    throw new ApiError(
      'InvalidAction.NotFound',
      'The specified action is not found, please check your parameter.',
      404,
    );
  }
  if (!rate.admit(`ecs ${account.credentials.id}`, requestsPerSecond ?? usualRate, now)) {
    throw new ApiError('Throttling.User', 'Request was denied due to user flow control.');
  }
  const answer = translateParameterErrors(() => action(parameters, account.caller));
  // The stack's reference page spells it with a capital D.
  return {
    status: 200,
    body: { ...answer, [account.caller.stack ? 'RequestID' : 'RequestId']: requestId() },
  };
}

/** HTTP 4xx with `{RequestId, HostId, Code, Message}`. */
export function ecsError(code: string, message: string, status: number): Answer {
  return {
    status,
    body: { RequestId: requestId(), HostId: 'ecs.aliyuncs.com', Code: code, Message: message },
  };
}

function requestId(): string {
  return randomUUID().toUpperCase();
}

const codes: Readonly<Record<string, string>> = {
  UnknownParameter: 'UnsupportedParameter',
  InvalidParameterValue: 'InvalidParameter',
};

function translateParameterErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiError && Object.hasOwn(codes, error.code)) {
      throw new ApiError(codes[error.code] ?? error.code, error.message, error.status);
    }
    throw error;
  }
}
