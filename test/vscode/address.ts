import { pathToFileURL } from 'node:url';
import type { Server } from './server.ts';

export interface WindowOptions {
  /** Workspace folder; without it the window is empty. */
  readonly folder?: string | undefined;
  readonly extensionDevelopmentPath?: string | undefined;
  readonly extensionTestsPath?: string | undefined;
}

/** The address of a window of the server build; what the desktop takes as arguments travels in its query. */
export function windowAddress(server: Server, options: WindowOptions): string {
  const remote = (path: string) => `vscode-remote://${server.authority}${pathToFileURL(path).pathname}`;
  const payload = [['skipWelcome', 'true']];
  if (options.extensionDevelopmentPath) {
    payload.push(['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)]);
  }
  if (options.extensionTestsPath) {
    payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  }
  const address = new URL(server.url);
  if (options.folder) {
    address.searchParams.set('folder', pathToFileURL(options.folder).pathname);
  } else {
    address.searchParams.set('ew', 'true');
  }
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
