import { ecs } from './alibaba/ecs.ts';
import type { Provider } from './provider.ts';
import { cwp } from './tencent/cwp.ts';
import { mps } from './tencent/mps.ts';
import { vod } from './tencent/vod.ts';

/** Every service there is. A new one is its own file and a line here. */
export const providers: readonly Provider[] = [mps, vod, cwp, ecs];
