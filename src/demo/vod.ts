import { ApiError } from './apiError.ts';
import { checkParameters } from './parameters.ts';
import type { DemoTask } from './task.ts';
import { statusOf } from './task.ts';
import type { TaskStore } from './taskStore.ts';
import type { TencentService } from './tencentService.ts';
import type { VodContext } from './vodApps.ts';
import { describeSubAppIds, subApp } from './vodApps.ts';
import { vodDetail } from './vodDetail.ts';
import { listVodTasks } from './vodList.ts';
import { describeMediaInfos } from './vodMedia.ts';

const subAppId = { type: 'integer', min: 0 } as const;

/** Video on Demand, 2018-07-17. */
export function vod(context: VodContext): TencentService {
  return {
    name: 'vod',
    products: ['vod'],
    version: '2018-07-17',
    requestsPerSecond: 100,
    actions: {
      DescribeTasks: (given) => listVodTasks(context, given),
      DescribeTaskDetail: (given) => {
        const asked = checkParameters(given, {
          TaskId: { type: 'string', required: true },
          SubAppId: subAppId,
        });
        const { task } = find(context, asked.TaskId, asked.SubAppId);
        return vodDetail(task, context.seed, context.now());
      },
      ManageTask: (given) => {
        const asked = checkParameters(given, {
          TaskId: { type: 'string', required: true },
          OperationType: { type: 'string', required: true, oneOf: ['Abort'] },
          SubAppId: subAppId,
        });
        const { task, store } = find(context, asked.TaskId, asked.SubAppId);
        if (statusOf(task) !== 'WAITING') {
          throw new ApiError('FailedOperation', `Only waiting tasks can be aborted, not ${statusOf(task)}.`);
        }
        store.end(task, 'ABORTED');
        return {};
      },
      DescribeSubAppIds: (given) => describeSubAppIds(context, given),
      DescribeMediaInfos: (given) => describeMediaInfos(context, given),
    },
  };
}

function find(
  context: VodContext,
  taskId: string,
  id: number | undefined,
): { task: DemoTask; store: TaskStore } {
  const { store } = subApp(context, id);
  const task = store.find(taskId);
  if (task === undefined) {
    throw new ApiError('ResourceNotFound', `The task ${taskId} does not exist or is older than 3 days.`);
  }
  return { task, store };
}
