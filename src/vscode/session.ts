import * as vscode from 'vscode';
import { systemClock } from '../core/model/clock.ts';
import { Session, type SessionPorts } from '../core/session.ts';
import { pageSize } from './accountsSetting.ts';

/** A session whose world is VS Code. */
export function openSession(accounts: SessionPorts['accounts'], log: SessionPorts['log']): Session {
  return new Session({
    accounts,
    clock: systemClock,
    language: vscode.env.language.startsWith('zh') ? 'zh-CN' : 'en-US',
    log,
    pageSize,
  });
}
