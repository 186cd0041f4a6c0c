import * as vscode from 'vscode';
import type { Translate } from '../../core/model/phrase.ts';

/** Into the language VS Code is set to. */
export const translate: Translate = (english, ...values) => vscode.l10n.t(english, ...values);
