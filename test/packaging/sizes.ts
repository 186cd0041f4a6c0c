/** Checks what a user downloads: the packaged extension and the code read at every start. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

const limits = [
  { file: 'dist/extension.cjs', kilobytes: 120 },
  { file: 'out/cloud-tasks.vsix', kilobytes: 250 },
];

for (const { file, kilobytes } of limits) {
  const size = statSync(resolve(file)).size / 1_000;
  const verdict = size <= kilobytes ? 'within' : 'OVER';
  console.log(`${file}: ${size.toFixed(1)} KB, ${verdict} its ${kilobytes} KB`);
  if (size > kilobytes) {
    process.exitCode = 1;
  }
}
