import { isObject } from '../http/answer.ts';
import type { AgentConfig } from '../model/account.ts';
import { type Complain, complainAbout, quote } from './accountProblem.ts';

const uuidShape = /^[A-Za-z0-9-]{1,64}$/;

/**
 * CWP's `agents`. A bad agent is left out; the others stay.
 * @param complain About one agent. @param refuse About the list, which then is empty.
 */
export function parseAgents(value: unknown, complain: Complain, refuse: Complain): readonly AgentConfig[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    refuse(`"agents" is ${quote(value)}; write a list of objects with a "uuid" and a "label"`);
    return [];
  }
  const agents = new Map<string, AgentConfig>();
  value.forEach((entry: unknown, index) => {
    const about = complainAbout(`agent ${index + 1}`, complain);
    if (!isObject(entry)) {
      about(`${quote(entry)} is not an object with a "uuid"`);
      return;
    }
    const { uuid, label } = entry;
    if (uuid === undefined) {
      about('"uuid" is missing');
    } else if (typeof uuid !== 'string' || !uuidShape.test(uuid)) {
      about(`"uuid" is ${quote(uuid)}; write the agent's Uuid as the console shows it`);
    } else if (agents.has(uuid)) {
      about(`"uuid" ${quote(uuid)} is there twice`);
    } else if (label !== undefined && typeof label !== 'string') {
      about(`"label" is ${quote(label)}; write a text`);
    } else {
      agents.set(uuid, { uuid, label: label?.trim() || uuid });
    }
  });
  return [...agents.values()];
}
