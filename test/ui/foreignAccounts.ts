import type { ForeignCloud, ForeignService } from './foreignCloud.ts';

/** What the clouds of the tests know, and the environment VS Code is started with holds. */
export const foreignKeys = { id: 'AKIDforeignTester', secret: 'foreignTesterSecretKey' };

export const foreignEnv = {
  TENCENTCLOUD_SECRET_ID: foreignKeys.id,
  TENCENTCLOUD_SECRET_KEY: foreignKeys.secret,
};

/** An entry of `cloudTasks.accounts` that names a cloud of the test as its endpoint. */
export function foreignAccount(
  label: string,
  cloud: ForeignCloud,
  services: readonly ForeignService[] = ['mps', 'vod'],
  credentials = 'environment',
): Record<string, unknown> {
  return {
    id: label.toLowerCase().replaceAll(' ', '-'),
    label,
    cloud: 'tencent',
    site: 'international',
    credentials,
    services: Object.fromEntries(services.map((service) => [service, { endpoint: cloud.url }])),
  };
}
