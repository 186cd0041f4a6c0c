import type { Answer } from './exchange.ts';
import type { ApsaraShape } from './faults.ts';

/** Dresses a good answer as the stacks of the field do; their bodies are documented nowhere. */
export function apsaraShape(answer: Answer, shape: ApsaraShape): Answer {
  return answer.status === 200 ? { ...answer, body: dress(answer.body, shape) } : answer;
}

function dress(native: unknown, shape: ApsaraShape): unknown {
  switch (shape) {
    case 'result':
      return { resultCode: 0, resultMsg: 'success', result: native };
    case 'resultText':
      return { resultCode: '0', resultMsg: 'success', result: JSON.stringify(native) };
    case 'data':
      return { success: true, code: '200', data: native };
    case 'dataText':
      return { success: true, code: '200', data: JSON.stringify(native) };
    case 'asapi':
      return {
        ...(native as object),
        asapiSuccess: true,
        asapiRequestId: '1E3D5A1E0-67CA-43DA-24BC-EAF2D5A1E4DC',
      };
    case 'unknown':
      return { status: 'ok', payload: { items: [] } };
    case 'resultCode':
      return { resultCode: -1, resultMsg: 'system error', result: null };
    case 'errorSample':
      return { errorSample: { resultCode: -1, resultMsg: 'system error', result: null } };
  }
}
