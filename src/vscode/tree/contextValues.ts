/** What rows are to the menus of `package.json`, whose `when` clauses ask for it as `viewItem`. */
export const contextValue = {
  account: 'account',
  accountWithKeys: 'account.keys',
  agent: 'agent',
  agentGroup: 'agentGroup',
  attention: 'attention',
  collectingAgent: 'agent.collecting',
  completeAgent: 'agent.complete',
  failure: 'failure',
  failureOfKeys: 'failure.keys',
  group: 'group',
  groupWithMore: 'group.more',
  filePart: 'part.file',
  pager: 'pager',
  part: 'part',
  problem: 'problem',
  range: 'range',
  task: 'task',
  unreadable: 'unreadable',
} as const;

/** What only some services have. */
export interface ServiceTraits {
  /** It is the only service of its account, whose row it is too. */
  readonly alone: boolean;
  /** VS Code keeps the keys of its account. */
  readonly keys: boolean;
  /** There is a web console to open. */
  readonly console: boolean;
}

/** `service.vod.alone.keys.console` */
export function serviceContextValue(kind: string, { alone, keys, console }: ServiceTraits): string {
  const traits = [alone ? 'alone' : [], keys ? 'keys' : [], console ? 'console' : []];
  return ['service', kind, ...traits.flat()].join('.');
}

/** All that rows can be, in a product with services of these kinds. */
export function contextValues(serviceKinds: readonly string[]): readonly string[] {
  const either = [true, false];
  const traits = either.flatMap((alone) =>
    either.flatMap((keys) => either.map((console) => ({ alone, keys, console }))),
  );
  return [
    ...Object.values(contextValue),
    ...serviceKinds.flatMap((kind) => traits.map((has) => serviceContextValue(kind, has))),
  ];
}
