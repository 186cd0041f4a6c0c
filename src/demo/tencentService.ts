/** Who asks: the two sites of Tencent Cloud are separate accounts and answer a little differently. */
export interface Caller {
  readonly site: 'china' | 'international';
}

/** A product of Tencent Cloud as the demo cloud offers it. */
export interface TencentService {
  /** As accounts name it: `mps`. */
  readonly name: string;
  /** As signatures name it: `cwp` is `yunjing` too. */
  readonly products: readonly string[];
  readonly version: string;
  readonly requestsPerSecond: number;
  /** Answers without their RequestId; each throws ApiError. */
  readonly actions: Readonly<
    Record<string, (parameters: Readonly<Record<string, unknown>>, caller: Caller) => object>
  >;
}
