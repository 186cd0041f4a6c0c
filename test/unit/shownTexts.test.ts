import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/* What VS Code shows goes through src/vscode/ui, which makes it plain: here is shown that the linter says so. */

const root = resolve(import.meta.dirname, '../..');
const project = mkdtempSync(join(tmpdir(), 'shown-texts-'));

const refused = [
  "void vscode.window.showInformationMessage('a');",
  "void vscode.window.showWarningMessage('a');",
  "void vscode.window.showErrorMessage('a');",
  "vscode.window.setStatusBarMessage('a');",
  'export const run = vscode.window.withProgress;',
  'export const { showQuickPick: ask } = vscode.window;',
  'export const pick = vscode.window.createQuickPick();',
  'export const box = vscode.window.createInputBox();',
  'void vscode.window?.showInputBox();',
  'export const item = vscode.window.createStatusBarItem();',
  "export const view = vscode.window.createTreeView('a', options);",
  "export const channel = vscode.window.createOutputChannel('a');",
  "export const tooltip = new vscode.MarkdownString('a');",
];
let report = '';

/** A project with our linter's settings and those lines as files of its own. */
beforeAll(() => {
  cpSync(join(root, 'biome.json'), join(project, 'biome.json'));
  cpSync(join(root, 'test/lint'), join(project, 'test/lint'), { recursive: true });
  for (const [index, line] of refused.entries()) {
    write(`src/vscode/commands/line${index}.ts`, line);
    write(`src/vscode/ui/line${index}.ts`, line);
  }
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', 'src'];
  try {
    execFileSync(process.execPath, [biome, ...args], { cwd: project, stdio: 'pipe' });
  } catch (error) {
    report = String((error as { stdout?: unknown }).stdout);
  }
});

afterAll(() => rmSync(project, { recursive: true }));

function write(path: string, line: string): void {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `import * as vscode from 'vscode';\n\n${line}\n`);
}

function objections(path: string): readonly string[] {
  const lines = report.split('\n');
  return lines.filter((line) => line.includes(path) && line.includes('Only src/vscode/ui shows anything'));
}

it.each(refused.map((line, index) => [line, index] as const))(
  'The linter keeps `%s` in src/vscode/ui',
  (_line, index) => {
    expect(objections(`src/vscode/commands/line${index}.ts`)).toHaveLength(1);
    expect(objections(`src/vscode/ui/line${index}.ts`)).toEqual([]);
  },
);
