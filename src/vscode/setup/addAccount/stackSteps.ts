import * as vscode from 'vscode';
import { httpUrl, isLoopback, parseEndpoint } from '../../../core/accounts/endpointSetting.ts';
import { isRegion, isRequestPath } from '../../../core/accounts/serviceSettings.ts';
import { type AccountDraft, changeServiceEntry, type ServiceEntry, serviceEntry } from './accountDraft.ts';
import { accept, askText, type Choice, pickOne, type TextQuestion } from './quickInput.ts';
import type { Step } from './steps.ts';

type Signature = NonNullable<ServiceEntry['signature']>;

const isStack = ({ cloud }: AccountDraft): boolean => cloud === 'apsaraStack';

const endpointStep = textStep({
  question: ({ endpoint }) => ({
    prompt: vscode.l10n.t('URL of the gateway: scheme, host and port'),
    placeholder: 'https://gateway.example.com:8443',
    value: endpoint,
    check: (text) =>
      parseEndpoint(text, true, () => {}) === undefined
        ? vscode.l10n.t(
            'Enter a URL such as https://gateway.example.com:8443, without path, user name or password.',
          )
        : undefined,
  }),
  change: (endpoint) => ({ endpoint, allowHttp: undefined }),
});

const plainHttpStep: Step<AccountDraft> = {
  applies: (draft) => {
    const url = httpUrl(serviceEntry(draft, 'ecs').endpoint ?? '');
    return isStack(draft) && url?.protocol === 'http:' && !isLoopback(url);
  },
  ask: async (draft, place) => {
    const choices: readonly Choice<boolean>[] = [
      { value: false, label: vscode.l10n.t('Enter an https URL instead') },
      {
        value: true,
        label: vscode.l10n.t('Send requests unencrypted'),
        description: vscode.l10n.t('anyone on the way can read them'),
      },
    ];
    const answer = await pickOne(
      place,
      vscode.l10n.t('Requests to this URL are signed but not encrypted.'),
      choices,
      (value) => value === serviceEntry(draft, 'ecs').allowHttp,
    );
    if (typeof answer !== 'string' && !answer.value) {
      return 'back';
    }
    return accept(answer, () => changeServiceEntry(draft, 'ecs', { allowHttp: true }));
  },
};

const signatureStep: Step<AccountDraft> = {
  applies: isStack,
  ask: async (draft, place) => {
    const choices: readonly Choice<Signature>[] = [
      {
        value: 'apiGateway',
        label: 'API Gateway',
        description: vscode.l10n.t('AppKey and AppSecret, X-Ca-* headers'),
      },
      { value: 'rpc', label: 'RPC', description: vscode.l10n.t('AccessKey, HMAC-SHA1') },
      { value: 'acs3', label: 'ACS3', description: vscode.l10n.t('AccessKey, ACS3-HMAC-SHA256') },
    ];
    const { signature } = serviceEntry(draft, 'ecs');
    const placeholder = vscode.l10n.t('How does the gateway want requests signed?');
    return accept(await pickOne(place, placeholder, choices, (it) => it === signature), (chosen) => {
      // The path belongs to the kind of gateway, so a change offers the fitting one anew.
      const path = chosen === signature ? serviceEntry(draft, 'ecs').path : undefined;
      changeServiceEntry(draft, 'ecs', { signature: chosen, path });
    });
  },
};

const pathStep = textStep({
  question: ({ path, signature }) => ({
    prompt: vscode.l10n.t('Path of the list call'),
    value: path ?? (signature === 'apiGateway' ? '/apsara/route/Ecs/DescribeTasks' : '/'),
    check: (text) =>
      isRequestPath(text) ? undefined : vscode.l10n.t('Enter a path that starts with one slash.'),
  }),
  change: (path) => ({ path }),
});

const regionStep = textStep({
  question: ({ region }) => ({
    prompt: vscode.l10n.t('Region id'),
    placeholder: 'cn-qingdao-env17-d01',
    value: region,
    check: (text) =>
      isRegion(text) ? undefined : vscode.l10n.t('Enter a region id such as cn-qingdao-env17-d01.'),
  }),
  change: (region) => ({ region }),
});

const userEmailStep = textStep({
  question: ({ headers }) => ({
    prompt: vscode.l10n.t('UserEmail header: who the caller is. Empty: none'),
    placeholder: 'ops@example.com',
    value: headers?.UserEmail,
    check: (text) =>
      /^[\x21-\x7e]*$/.test(text) ? undefined : vscode.l10n.t('Enter an e-mail address, or nothing.'),
  }),
  change: (email) => ({ headers: email === '' ? undefined : { UserEmail: email } }),
});

const caFileStep: Step<AccountDraft> = {
  applies: (draft) =>
    isStack(draft) && httpUrl(serviceEntry(draft, 'ecs').endpoint ?? '')?.protocol === 'https:',
  ask: async (draft, place) => {
    const { caFile } = serviceEntry(draft, 'ecs');
    const choices: readonly Choice<'none' | 'keep' | 'choose'>[] = [
      { value: 'none', label: vscode.l10n.t('A certificate this machine trusts already') },
      ...(caFile === undefined ? [] : [{ value: 'keep' as const, label: caFile }]),
      { value: 'choose', label: vscode.l10n.t('Choose a CA file…'), description: 'PEM' },
    ];
    const answer = await pickOne(
      place,
      vscode.l10n.t('Which certificate authority vouches for the gateway?'),
      choices,
      (value) => value === (caFile === undefined ? 'none' : 'keep'),
    );
    if (typeof answer === 'string') {
      return answer;
    }
    if (answer.value === 'none') {
      changeServiceEntry(draft, 'ecs', { caFile: undefined });
    }
    if (answer.value === 'choose') {
      const [file] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('CA file (PEM)') })) ?? [];
      if (file === undefined) {
        return 'again';
      }
      changeServiceEntry(draft, 'ecs', { caFile: file.fsPath });
    }
    return 'next';
  },
};

/** Where a private cloud's gateway is and what it expects. */
export const stackSteps: readonly Step<AccountDraft>[] = [
  endpointStep,
  plainHttpStep,
  signatureStep,
  pathStep,
  regionStep,
  userEmailStep,
  caFileStep,
];

interface TextStep {
  readonly question: (entry: ServiceEntry) => TextQuestion;
  readonly change: (text: string) => ServiceEntry;
}

function textStep({ question, change }: TextStep): Step<AccountDraft> {
  return {
    applies: isStack,
    ask: async (draft, place) =>
      accept(await askText(place, question(serviceEntry(draft, 'ecs'))), (text) =>
        changeServiceEntry(draft, 'ecs', change(text)),
      ),
  };
}
