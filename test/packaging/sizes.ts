/** Checks what a user downloads: the packaged extension, and the code that every use of it reads. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

const limits = [
  { files: ['dist/extension.cjs', 'dist/container.cjs'], kilobytes: 270 },
  { files: ['out/cloud-tasks.vsix'], kilobytes: 300 },
];

for (const { files, kilobytes } of limits) {
  const size = files.reduce((sum, file) => sum + statSync(resolve(file)).size, 0) / 1_000;
  const verdict = size <= kilobytes ? 'within' : 'OVER';
  console.log(`${files.join(' + ')}: ${size.toFixed(1)} KB, ${verdict} its ${kilobytes} KB`);
  if (size > kilobytes) {
    process.exitCode = 1;
  }
}
