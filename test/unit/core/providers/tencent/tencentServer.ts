import type { ServiceConfig } from '../../../../../src/core/model/account.ts';
import type { Provider } from '../../../../../src/core/providers/provider.ts';
import type { TaskService } from '../../../../../src/core/providers/service.ts';
import { serviceContext } from '../serviceContext.ts';
import { json, serve } from '../testServer.ts';

export interface TencentCall {
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface TencentServer {
  readonly service: TaskService;
  readonly calls: readonly TencentCall[];
  close(): Promise<void>;
}

/** A server that answers with what the test says is the `Response`, and a service that talks to it. */
export async function tencentServer(
  kind: Provider,
  answer: (call: TencentCall) => object,
  config: Partial<ServiceConfig> = {},
): Promise<TencentServer> {
  const calls: TencentCall[] = [];
  const server = await serve((response, request, body) => {
    const call = { action: String(request.headers['x-tc-action']), parameters: JSON.parse(body) };
    calls.push(call);
    json(response, { Response: { RequestId: `request-${calls.length}`, ...answer(call) } });
  });
  const service = kind.create(
    serviceContext({
      cloud: 'tencent',
      config: { kind: kind.kind, endpoint: server.url, ...config },
      credentials: { id: 'AKIDtest', secret: 'key' },
    }),
  );
  return { service, calls, close: () => server.close() };
}

/** How the services say that a call has failed. */
export function refusal(Code: string): object {
  return { Error: { Code, Message: `refused: ${Code}` } };
}
