import * as vscode from 'vscode';
import type { CloudError } from '../../core/model/errors.ts';
import { failureTitle } from './failureText.ts';

/** How many there are, at the least: a list that goes on may hold more. */
export interface Count {
  readonly atLeast: number;
  readonly isAll: boolean;
}

/** What is known of a service, or of all services of an account, in short. */
export interface ServiceState {
  readonly failure: CloudError | undefined;
  readonly running: Count;
  readonly failed: Count;
}

export function stateTogether(states: readonly ServiceState[]): ServiceState {
  return {
    failure: states.find(({ failure }) => failure !== undefined)?.failure,
    running: sum(states.map(({ running }) => running)),
    failed: sum(states.map(({ failed }) => failed)),
  };
}

export function sum(counts: readonly Count[]): Count {
  return {
    atLeast: counts.reduce((total, { atLeast }) => total + atLeast, 0),
    isAll: counts.every(({ isAll }) => isAll),
  };
}

/** "Keys missing", "14 failed · 12 running": what a person may want to look into; empty where there is nothing. */
export function stateText({ failure, failed, running }: ServiceState): string {
  return [
    ...(failure === undefined ? [] : [failureTitle(failure)]),
    ...(failed.atLeast === 0 ? [] : [vscode.l10n.t('{0} failed', countText(failed))]),
    ...(running.atLeast === 0 ? [] : [vscode.l10n.t('{0} running', countText(running))]),
  ].join(' · ');
}

export function countText({ atLeast, isAll }: Count): string {
  return `${numberText(atLeast)}${isAll ? '' : '+'}`;
}

/** `3,821` */
export function numberText(value: number): string {
  return value.toLocaleString(vscode.env.language);
}
