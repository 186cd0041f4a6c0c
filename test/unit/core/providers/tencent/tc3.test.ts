import fc from 'fast-check';
import Sign from 'tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js';
import { describe, expect, it } from 'vitest';
import { signTc3, tc3Signature } from '../../../../../src/core/providers/tencent/tc3.ts';

const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}';
const timestamp = 1551113065;
const contentType = 'application/json; charset=utf-8';
const host = 'cvm.tencentcloudapi.com';

describe('the published TC3 vectors', () => {
  it('signs content-type and host', () => {
    const headers = signTc3({
      credentials: { id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******', secret: 'Gu5t9xGARNpq86cd98joQYCN3*******' },
      service: 'cvm',
      host,
      action: 'DescribeInstances',
      version: '2017-03-12',
      timestamp,
      body,
      contentType,
    });
    expect(headers).toEqual({
      'Content-Type': contentType,
      Authorization:
        'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******/2019-02-25/cvm/tc3_request, ' +
        'SignedHeaders=content-type;host, ' +
        'Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c',
      'X-TC-Action': 'DescribeInstances',
      'X-TC-Version': '2017-03-12',
      'X-TC-Timestamp': '1551113065',
    });
  });

  it('signs more headers', () => {
    const signature = tc3Signature({
      secret: '*'.repeat(32),
      service: 'cvm',
      timestamp,
      method: 'POST',
      query: '',
      headers: { 'x-tc-action': 'describeinstances', host, 'content-type': contentType },
      body,
    });
    expect(signature).toBe('10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f');
  });
});

describe('against the official SDK', () => {
  it('signs any request as its sign3 does', () => {
    const credential = fc.stringMatching(/^[A-Za-z0-9*]{1,40}$/);
    fc.assert(
      fc.property(
        credential,
        credential,
        fc.constantFrom('mps', 'vod', 'yunjing', 'cwp'),
        fc.stringMatching(/^[a-z]{1,12}(\.[a-z]{1,12}){0,3}$/),
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean())),
        fc.constantFrom('application/json', contentType),
        (id, secret, service, hostName, time, parameters, type) => {
          const body = JSON.stringify(parameters);
          const official = Sign.sign3({
            method: 'POST',
            url: `https://${hostName}/`,
            // As bytes: the SDK's own JSON spells some strings differently, and it is the signature that counts here.
            payload: Buffer.from(body),
            timestamp: time,
            service,
            secretId: id,
            secretKey: secret,
            headers: { 'Content-Type': type },
            multipart: false,
            boundary: '',
          });
          const ours = signTc3({
            credentials: { id, secret },
            service,
            host: hostName,
            action: 'DescribeTasks',
            version: '2019-06-12',
            timestamp: time,
            body,
            contentType: type,
          });
          expect(ours.Authorization).toBe(official);
        },
      ),
    );
  });
});

it('sends the session token and the language without signing them', () => {
  const request = {
    credentials: { id: 'id', secret: 'secret' },
    service: 'mps',
    host: 'mps.tencentcloudapi.com',
    action: 'DescribeTasks',
    version: '2019-06-12',
    timestamp,
    body: '{}',
    contentType: 'application/json',
  };
  const plain = signTc3(request);
  const temporary = signTc3({
    ...request,
    credentials: { ...request.credentials, token: 'session' },
    language: 'en-US',
  });
  expect(temporary).toEqual({ ...plain, 'X-TC-Token': 'session', 'X-TC-Language': 'en-US' });
});
