/** One `services` entry of an account, after validation. Fields a service has no use for are absent. */
export interface ServiceConfig {
  /** `mps`, `vod`, `cwp` or `ecs`: which service this is. */
  readonly kind: string;
  /** Unique within the account: `kind`, or `kind:variant` where there are several of one kind. */
  readonly key: string;
  /** Overrides the public host: absolute URL, `http:` only where it was allowed. */
  readonly endpoint?: URL | undefined;
  /** Apsara Stack: path of the list call on the gateway. */
  readonly path?: string | undefined;
  readonly region?: string | undefined;
  /** VOD application. */
  readonly subAppId?: number | undefined;
  /** VOD: the application's name. */
  readonly label?: string | undefined;
  /** Apsara Stack: how requests are signed. */
  readonly signature?: 'apiGateway' | 'rpc' | 'acs3' | undefined;
  /** Apsara Stack: extra headers such as `UserEmail`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** PEM file with the endpoint's own certificate authority. */
  readonly caFile?: string | undefined;
  /** CWP: the watched agents. */
  readonly agents?: readonly AgentConfig[] | undefined;
}

export interface AgentConfig {
  readonly uuid: string;
  readonly label: string;
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
}
