/** The commands of `package.json`, each without its `cloudTasks.` */
export const commandNames = [
  'refresh',
  'retry',
  'loadMore',
  'loadAll',
  'openTask',
  'openUnreadable',
  'findTask',
  'showReport',
  'copyReport',
  'copyTaskId',
  'compareTasks',
  'markAllSeen',
  'copyFfprobe',
  'copyError',
  'openConsole',
  'openSettings',
  'addAccount',
  'removeAccount',
  'reenterCredentials',
  'chooseAgents',
  'chooseApplications',
  'showAgents',
  'collectProcesses',
  'showProcesses',
  'startDemo',
  'stopDemo',
  'showLog',
] as const;

export type CommandName = (typeof commandNames)[number];

/** What each does; VS Code passes the row it was called on, and all selected rows where there are several. */
export type Commands = Readonly<Record<CommandName, (target: unknown, selected?: unknown) => unknown>>;
