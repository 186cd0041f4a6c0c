import { describe, expect, it } from 'vitest';
import {
  apiGatewayStringToSign,
  signApiGateway,
} from '../../../../../src/core/providers/alibaba/apiGateway.ts';

const request = {
  credentials: { id: 'testappkey', secret: 'testappsecret' },
  method: 'POST',
  path: '/apsara/route/Ecs/DescribeTasks',
  accept: 'application/json',
  contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
  parameters: {
    RegionId: 'cn-qingdao-env17-d01',
    regionId: 'cn-qingdao-env17-d01',
    PageNumber: '1',
    PageSize: '50',
    TaskStatus: 'Processing',
  },
  timestampMs: 1671538946068,
  nonce: 'af937af9-b692-4b63-9831-7a3afb038ab8',
} as const;

describe('API Gateway', () => {
  it('reproduces the vector', () => {
    expect(signApiGateway(request)).toEqual({
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-ca-key': 'testappkey',
      'x-ca-nonce': 'af937af9-b692-4b63-9831-7a3afb038ab8',
      'x-ca-stage': 'RELEASE',
      'x-ca-timestamp': '1671538946068',
      'x-ca-signature-headers': 'x-ca-key,x-ca-nonce,x-ca-stage,x-ca-timestamp',
      'x-ca-signature-method': 'HmacSHA256',
      'x-ca-signature': 'AwITHBmY8IifEyANMBz9oTWb1N1xV6P9yCH/3zbl+2s=',
    });
  });

  it('sends extra headers without signing them', () => {
    const plain = signApiGateway(request);
    const withUser = signApiGateway({ ...request, extraHeaders: { UserEmail: 'ops@example.com' } });
    expect(withUser).toEqual({ ...plain, UserEmail: 'ops@example.com' });
  });

  it('writes an empty value as its bare name, and no question mark without parameters', () => {
    const signed = {
      secret: 's',
      method: 'POST',
      accept: '*/*',
      contentType: '',
      headers: {},
      path: '/p',
      parameters: { b: '', a: 'x y&z' },
    };
    expect(apiGatewayStringToSign(signed)).toBe('POST\n*/*\n\n\n\n/p?a=x y&z&b');
    expect(apiGatewayStringToSign({ ...signed, parameters: {} })).toBe('POST\n*/*\n\n\n\n/p');
  });
});
