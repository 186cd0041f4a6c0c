import * as v from 'valibot';
import type { Cloud } from '../../model/account.ts';
import { type Phrase, phrase } from '../../model/phrase.ts';
import { type Question, textIn, type WrittenEntries, withField } from '../question.ts';
import { endpointField, httpUrl, isLoopback } from '../settings/endpoint.ts';
import { type FieldsOf, field, regionField } from '../settings/field.ts';
import { headersField } from '../settings/headers.ts';

const signatures = ['apiGateway', 'rpc', 'acs3'] as const;

export type Signature = (typeof signatures)[number];

/** An entry of ECS. On the public cloud there is only the region. */
export interface EcsSettings {
  readonly region: string;
  /** Of the list call, on the gateway of a stack. */
  readonly path?: string | undefined;
  readonly signature?: Signature | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Where a gateway has the list call, unless its entry says otherwise. */
export const gatewayPath = '/apsara/route/Ecs/DescribeTasks';

const stackFields = {
  region: regionField,
  endpoint: endpointField,
  // A second slash would make what follows it the host.
  path: v.optional(
    field(
      v.pipe(v.string(), v.regex(/^\/(?!\/)[\w!$&'()*+,;=:@%./~-]*$/)),
      phrase('The path of the list call on the gateway.'),
      phrase('write a path such as "/apsara/route/Ecs/DescribeTasks"'),
    ),
  ),
  signature: v.optional(
    field(
      v.picklist(signatures),
      phrase('How the gateway wants requests signed.'),
      phrase('use "apiGateway", "rpc" or "acs3"'),
    ),
  ),
  headers: v.optional(headersField),
};

export function ecsSettings(cloud: Cloud): FieldsOf<EcsSettings> {
  return cloud === 'apsaraStack' ? stackFields : { region: regionField };
}

export function signatureOf(cloud: Cloud, signature: unknown): Signature {
  const known = signatures.find((candidate) => candidate === signature);
  return cloud === 'alibaba' ? 'acs3' : (known ?? 'apiGateway');
}

/** Public ECS lists tasks region by region, and each becomes a row; a stack is one gateway, to be described. */
export function ecsQuestions(cloud: Cloud): readonly Question[] {
  return cloud === 'apsaraStack' ? stackQuestions : [regionsQuestion];
}

const regionsQuestion: Question = {
  ask: 'text',
  prompt: phrase('ECS regions, separated by commas'),
  placeholder: 'cn-hangzhou, cn-beijing',
  refusal: phrase('Enter region ids such as cn-hangzhou.'),
  read: (entries) => entries.flatMap(({ region }) => (typeof region === 'string' ? region : [])).join(', '),
  write: (_entries, text) => {
    const regions = [...new Set(text.split(/[\s,;，；]+/).filter((part) => part !== ''))];
    const good = regions.length > 0 && regions.every((region) => v.is(regionField, region));
    return good ? regions.map((region) => ({ region })) : undefined;
  },
};

const stackQuestions: readonly Question[] = [
  textField('endpoint', {
    prompt: phrase('URL of the gateway: scheme, host and port'),
    placeholder: 'https://gateway.example.com:8443',
    refusal: phrase(
      'Enter a URL such as https://gateway.example.com:8443, without path, user name or password.',
    ),
    also: (entries) => withField(entries, 'allowHttp', undefined),
  }),
  {
    ask: 'choice',
    prompt: phrase('Requests to this URL are signed but not encrypted.'),
    applies: (entries) => {
      const url = gatewayOf(entries);
      return url?.protocol === 'http:' && !isLoopback(url);
    },
    choices: [
      { value: 'no', label: phrase('Enter an https URL instead') },
      {
        value: 'yes',
        label: phrase('Send requests unencrypted'),
        description: phrase('anyone on the network can read them'),
      },
    ],
    read: ([entry]) => (entry?.allowHttp === true ? 'yes' : 'no'),
    write: (entries, value) => (value === 'yes' ? withField(entries, 'allowHttp', true) : undefined),
  },
  {
    ask: 'choice',
    prompt: phrase('How does the gateway want requests signed?'),
    choices: [
      {
        value: 'apiGateway',
        label: phrase('API Gateway'),
        description: phrase('AppKey and AppSecret, X-Ca-* headers'),
      },
      { value: 'rpc', label: phrase('RPC'), description: phrase('AccessKey, HMAC-SHA1') },
      { value: 'acs3', label: phrase('ACS3'), description: phrase('AccessKey, ACS3-HMAC-SHA256') },
    ],
    read: (entries) => textIn(entries, 'signature') ?? '',
    // The path belongs to the kind of gateway, so a change offers the fitting one anew.
    write: (entries, value) =>
      value === textIn(entries, 'signature')
        ? entries
        : withField(withField(entries, 'path', undefined), 'signature', value),
  },
  textField('path', {
    prompt: phrase('Path of the list call'),
    refusal: phrase('Enter a path that starts with one slash.'),
    start: (entries) => (textIn(entries, 'signature') === 'apiGateway' ? gatewayPath : '/'),
  }),
  textField('region', {
    prompt: phrase('Region id'),
    placeholder: 'cn-qingdao-env17-d01',
    refusal: phrase('Enter a region id such as cn-qingdao-env17-d01.'),
  }),
  {
    ask: 'text',
    prompt: phrase('UserEmail header (optional)'),
    placeholder: 'ops@example.com',
    refusal: phrase('Enter an e-mail address, or nothing.'),
    read: ([entry]) => {
      const headers = entry?.headers;
      return typeof headers === 'object' && headers !== null && 'UserEmail' in headers
        ? String(headers.UserEmail)
        : '';
    },
    write: (entries, email) =>
      /^[\x21-\x7e]*$/.test(email)
        ? withField(entries, 'headers', email === '' ? undefined : { UserEmail: email })
        : undefined,
  },
  {
    ask: 'file',
    prompt: phrase('Which certificate authority vouches for the gateway?'),
    applies: (entries) => gatewayOf(entries)?.protocol === 'https:',
    none: phrase('A certificate this machine trusts already'),
    choose: phrase('Choose a CA file…'),
    format: 'PEM',
    read: (entries) => textIn(entries, 'caFile'),
    write: (entries, path) => withField(entries, 'caFile', path),
  },
];

function gatewayOf(entries: WrittenEntries): URL | undefined {
  return httpUrl(textIn(entries, 'endpoint') ?? '');
}

/** A question whose answer is one field, as its schema takes it. */
function textField(
  name: keyof typeof stackFields,
  texts: {
    readonly prompt: Phrase;
    readonly refusal: Phrase;
    readonly placeholder?: string;
    readonly start?: (entries: WrittenEntries) => string;
    readonly also?: (entries: WrittenEntries) => WrittenEntries;
  },
): Question {
  const { start, also, ...question } = texts;
  return {
    ask: 'text',
    ...question,
    read: (entries) => textIn(entries, name) ?? start?.(entries) ?? '',
    write: (entries, text) =>
      v.is(stackFields[name], text) ? withField(also?.(entries) ?? entries, name, text) : undefined,
  };
}
