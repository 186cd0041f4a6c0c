import * as vscode from 'vscode';

/** Which task, where. `service` is the service's key in its account. */
export interface TaskAddress {
  readonly account: string;
  readonly service: string;
  readonly taskId: string;
}

export const taskScheme = 'cloudtask';

/** `cloudtask:/<account id>/<service>/<task id>.json`: the same for the same task, so the same tab. */
export function taskUri({ account, service, taskId }: TaskAddress): vscode.Uri {
  const path = [account, service, `${taskId}.json`].map(encodeURIComponent).join('/');
  return vscode.Uri.from({ scheme: taskScheme, path: `/${path}` });
}

export function taskAddress(uri: vscode.Uri): TaskAddress | undefined {
  const [, account, service, file, ...rest] = uri.path.split('/');
  if (account === undefined || service === undefined || !file?.endsWith('.json') || rest.length > 0) {
    return undefined;
  }
  try {
    return {
      account: decodeURIComponent(account),
      service: decodeURIComponent(service),
      taskId: decodeURIComponent(file.slice(0, -'.json'.length)),
    };
  } catch {
    return undefined;
  }
}
