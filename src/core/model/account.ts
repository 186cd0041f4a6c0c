/** One `services` entry of an account, after validation. */
export interface ServiceConfig {
  /** Which service this is: the `kind` of its provider. */
  readonly kind: string;
  /** Unique within the account: `kind`, or `kind:variant` where there are several of one kind. */
  readonly key: string;
  /** Overrides the public host: absolute URL, `http:` only where it was allowed. */
  readonly endpoint?: URL | undefined;
  /** PEM file with the endpoint's own certificate authority. */
  readonly caFile?: string | undefined;
  /** The provider's own fields, of which only it knows. */
  readonly [field: string]: unknown;
}

export type Cloud = 'tencent' | 'alibaba' | 'apsaraStack';
export type Site = 'china' | 'international';

/** Where an account's key pair is kept. `profile` where the place holds several. */
export interface CredentialsConfig {
  readonly from: 'stored' | 'environment' | 'tccli' | 'tencent-sdk' | 'aliyun-cli' | 'alibaba-sdk';
  readonly profile?: string | undefined;
}

/** One entry of `cloudTasks.accounts`, after validation. */
export interface Account {
  readonly id: string;
  readonly label: string;
  readonly cloud: Cloud;
  /** Tencent only: the two sites are separate accounts on separate hosts. */
  readonly site: Site;
  readonly credentials: CredentialsConfig;
  readonly services: readonly ServiceConfig[];
  /** It is in no settings and goes with the window, such as the demo's; whoever made it has its keys. */
  readonly transient?: true;
}

/** Whether VS Code keeps the keys, so that they can be entered here. */
export function hasStoredKeys({
  credentials,
  transient,
}: Pick<Account, 'credentials' | 'transient'>): boolean {
  return credentials.from === 'stored' && transient !== true;
}
