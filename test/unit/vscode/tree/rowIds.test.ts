import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idPart } from '../../../../src/vscode/tree/nodes/node.ts';

const foreign = fc.array(fc.constantFrom('a', '/', '%', '2F', '%2F', 'failed', '?', '~'), { maxLength: 6 });

it('an id has as many steps as there are rows above, whatever a status or a task is called', () => {
  fc.assert(
    fc.property(foreign, foreign, foreign, foreign, (...texts) => {
      const [group, task, otherGroup, otherTask] = texts.map((parts) => parts.join(''));
      const id = `${idPart(group ?? '')}/${idPart(task ?? '')}`;
      const other = `${idPart(otherGroup ?? '')}/${idPart(otherTask ?? '')}`;
      expect(id.split('/')).toHaveLength(2);
      expect(id === other).toBe(group === otherGroup && task === otherTask);
    }),
  );
});

it('an id of a service stays as it is', () => {
  expect(idPart('2600000-WorkflowTask-1')).toBe('2600000-WorkflowTask-1');
});
