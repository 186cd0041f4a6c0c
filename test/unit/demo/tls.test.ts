import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { expect, it } from 'vitest';
import { startDemoCloud } from '../../../src/demo/demoCloud.ts';

const pem = (name: string) => readFileSync(new URL(`../../fixtures/tls/${name}`, import.meta.url), 'utf8');

it('serves https with a certificate of a private authority', async () => {
  const cloud = await startDemoCloud({
    tls: { key: pem('server.key'), cert: pem('server.pem') },
    population: { mps: 0, vod: 0, ecs: 0 },
  });
  const status = (agent: Agent) =>
    new Promise((resolve, reject) => {
      request(cloud.url, { agent }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
  try {
    expect(cloud.url).toMatch(/^https:/);
    expect(await status(new Agent({ ca: pem('ca.pem') }))).toBe(404);
    await expect(status(new Agent())).rejects.toThrow(/certificate/);
  } finally {
    await cloud.close();
  }
});
