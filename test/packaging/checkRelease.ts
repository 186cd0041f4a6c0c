/** `node test/packaging/checkRelease.ts <tag>`: whether a tag, the manifest and the changelog speak of one version. */
import { readFileSync } from 'node:fs';

const tag = process.argv[2] ?? '';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
const heading = new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm');

const problems = [
  ...(tag === `v${version}` ? [] : [`The tag ${tag} is not v${version}, the version of package.json.`]),
  ...(heading.test(readFileSync('CHANGELOG.md', 'utf8'))
    ? []
    : [`CHANGELOG.md has no heading "## [${version}] - <date>".`]),
];
for (const problem of problems) {
  console.error(problem);
}
process.exitCode = problems.length === 0 ? 0 : 1;
