import * as vscode from 'vscode';
import { systemClock } from '../core/model/clock.ts';
import { Session, type SessionPorts } from '../core/session.ts';
import type { FactsJournal } from '../core/tasks/factsJournal.ts';
import { pageSize } from './accountsSetting.ts';

/** A session whose world is VS Code. */
export function openSession(
  accounts: SessionPorts['accounts'],
  log: SessionPorts['log'],
  journal?: FactsJournal,
): Session {
  return new Session({
    accounts,
    ...(journal === undefined ? {} : { journal }),
    clock: systemClock,
    language: vscode.env.language.startsWith('zh') ? 'zh-CN' : 'en-US',
    log,
    pageSize,
  });
}
