import { expect, it } from 'vitest';
import { Emitter } from '../../../../src/core/model/events.ts';

it('tells each listener, in the order they came, until its subscription ends', () => {
  const emitter = new Emitter<number>();
  const heard: string[] = [];
  const listener = (value: number): unknown => heard.push(`twice ${value}`);
  const first = emitter.event(listener);
  emitter.event((value) => heard.push(`other ${value}`));
  emitter.event(listener);
  emitter.fire(1);
  first.dispose();
  emitter.fire(2);
  expect(heard).toEqual(['twice 1', 'other 1', 'twice 1', 'other 2', 'twice 2']);
});

it('lets no listener that throws keep the others from hearing', () => {
  const emitter = new Emitter<void>();
  let heard = 0;
  emitter.event(() => {
    throw new Error('mine');
  });
  emitter.event(() => heard++);
  expect(() => emitter.fire()).toThrow('mine');
  expect(heard).toBe(1);
});

it('tells nobody who subscribes, or leaves, while it tells', () => {
  const emitter = new Emitter<void>();
  const heard: string[] = [];
  const first = emitter.event(() => {
    heard.push('first');
    first.dispose();
    second.dispose();
    emitter.event(() => heard.push('late'));
  });
  const second = emitter.event(() => heard.push('second'));
  emitter.fire();
  expect(heard).toEqual(['first']);
  emitter.fire();
  expect(heard).toEqual(['first', 'late']);
});
