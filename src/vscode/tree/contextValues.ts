/** What rows are to the menus of `package.json`, whose `when` clauses ask for it as `viewItem`. */
export const contextValue = {
  agent: 'agent',
  agentGroup: 'agentGroup',
  collectingAgent: 'agent.collecting',
  completeAgent: 'agent.complete',
  failure: 'failure',
  group: 'group',
  groupWithMore: 'group.more',
  pager: 'pager',
  problem: 'problem',
  range: 'range',
  task: 'task',
  unreadable: 'unreadable',
} as const;

/** `service.vod.console`: which service, and whether there is a web console to open. */
export function serviceContextValue(kind: string, has: { readonly console: boolean }): string {
  return `service.${kind}${has.console ? '.console' : ''}`;
}

/** All that rows can be, in a product with services of these kinds. */
export function contextValues(serviceKinds: readonly string[]): readonly string[] {
  return [
    ...Object.values(contextValue),
    ...serviceKinds.flatMap((kind) => [true, false].map((console) => serviceContextValue(kind, { console }))),
  ];
}
