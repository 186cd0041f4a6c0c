/** Packs the extension once more and compares: building twice gives the same bytes. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';

const first = 'out/cloud-tasks.vsix';
const second = 'out/cloud-tasks-again.vsix';

execFileSync(process.execPath, ['test/packaging/package.ts', `--out=${second}`], { stdio: 'inherit' });
const [one, other] = [first, second].map((file) =>
  createHash('sha256').update(readFileSync(file)).digest('hex'),
);
rmSync(second);
console.log(one === other ? `packed twice, the same bytes: ${one}` : `packed twice: ${one} and ${other}`);
process.exitCode = one === other ? 0 : 1;
