import OpenApiUtil from '@alicloud/openapi-core/dist/utils.js';
import * as $tea from '@alicloud/tea-typescript';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signAcs3 } from '../../../../../src/core/providers/alibaba/acs3.ts';

describe('ACS3', () => {
  it('reproduces the published vector', () => {
    const headers = signAcs3({
      credentials: { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' },
      method: 'POST',
      host: 'ecs.cn-shanghai.aliyuncs.com',
      path: '/',
      query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
      body: '',
      action: 'RunInstances',
      version: '2014-05-26',
      timestampMs: Date.UTC(2023, 9, 26, 10, 22, 32),
      nonce: '3156853299f313e23d1673dc12e1703d',
    });
    expect(headers['x-acs-date']).toBe('2023-10-26T10:22:32Z');
    expect(headers.authorization).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,' +
        'SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,' +
        'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it('equals the official client for any request', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9]{1,24}$/);
    fc.assert(
      fc.property(
        word,
        word,
        fc.option(word, { nil: undefined }),
        fc.dictionary(word, fc.string({ unit: 'grapheme' })),
        fc.string(),
        fc.constantFrom(undefined, 'application/x-www-form-urlencoded', 'application/json; charset=utf-8'),
        fc.dictionary(fc.constantFrom('x-acs-regionid', 'x-acs-organizationid', 'UserEmail'), word),
        (id, secret, token, query, body, contentType, extra) => {
          const host = 'ecs.cn-hangzhou.aliyuncs.com';
          const ours = signAcs3({
            credentials: { id, secret, token },
            method: 'POST',
            host,
            path: '/',
            query,
            body,
            contentType,
            headers: extra,
            action: 'DescribeTasks',
            version: '2014-05-26',
            timestampMs: 1_700_000_000_123,
            nonce: 'n',
          });
          const request = new $tea.Request();
          request.method = 'POST';
          request.pathname = '/';
          request.query = query;
          const { authorization, ...sent } = ours;
          request.headers = { ...sent, host };
          const official = OpenApiUtil.getAuthorization(
            request,
            'ACS3-HMAC-SHA256',
            ours['x-acs-content-sha256'] ?? '',
            id,
            secret,
          );
          expect(authorization).toBe(official);
          expect(ours['x-acs-content-sha256']).toBe(
            OpenApiUtil.hash(Buffer.from(body), 'ACS3-HMAC-SHA256').toString('hex'),
          );
        },
      ),
    );
  });
});
