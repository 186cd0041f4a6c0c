import { expect } from 'vitest';
import { CloudError } from '../../../../src/core/model/errors.ts';

/** The CloudError a promise is rejected with; anything else fails the test. */
export async function rejection(promise: Promise<unknown>): Promise<CloudError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const error = 'error' in outcome ? outcome.error : undefined;
  expect(error, `it has answered ${JSON.stringify(outcome)}`).toBeInstanceOf(CloudError);
  return error as CloudError;
}
