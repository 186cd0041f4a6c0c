import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAst } from 'vitest/node';

/** A call of `vscode.l10n.t`. */
export interface TextCall {
  /** `src/views/rowItems.ts:23` */
  readonly where: string;
  /** The text where it is one plain literal. */
  readonly text: string | undefined;
  /** The first argument as it is written. */
  readonly source: string;
  /** How many values are put into the text. */
  readonly values: number;
}

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

interface SourceFile {
  readonly path: string;
  readonly code: string;
  readonly nodes: readonly SyntaxNode[];
}

const root = resolve(import.meta.dirname, '../..');

const sourceFiles: readonly SourceFile[] = globSync('src/**/*.ts', { cwd: root }).map((path) => {
  const code = readFileSync(resolve(root, path), 'utf8');
  return { path, code, nodes: [...nodesIn(parseAst(code, { lang: 'ts' }))] };
});

/** Every call of `vscode.l10n.t` in the sources. Throws where `l10n` is reached in another way, which would hide texts. */
export function textCalls(): readonly TextCall[] {
  return sourceFiles.flatMap((file) => {
    const calls = file.nodes.filter(isTextCall);
    const mentions = file.nodes.filter((node) => node.type === 'Identifier' && node.name === 'l10n');
    if (mentions.length !== calls.length) {
      throw new Error(`${file.path} uses l10n in another way than vscode.l10n.t(…)`);
    }
    return calls.map((call) => textCall(call, file));
  });
}

/** Calls of `phrase`, which marks a text of the core that surfaces translate, and of `words` around them. */
export function phraseCalls(): readonly TextCall[] {
  return sourceFiles.flatMap((file) =>
    file.nodes
      .filter((node) => isCallOf('phrase', node))
      .map((call) => {
        const around = file.nodes.find(
          (node) => isCallOf('words', node) && asNodes(node.arguments)[0]?.start === call.start,
        );
        const values = around === undefined ? undefined : asNodes(around.arguments).length - 1;
        const { text, ...found } = textCall(call, file);
        return { ...found, text, values: values ?? valuesIn(text ?? '') };
      }),
  );
}

/** The values a text wants: one more than its highest placeholder. */
export function valuesIn(text: string): number {
  return Math.max(0, ...[...text.matchAll(/\{(\d+)\}/g)].map(([, index]) => Number(index) + 1));
}

/** The names of statuses, which reach `vscode.l10n.t` by a variable: `name` of each literal that has a `stage`. */
export function statusNames(): ReadonlySet<string> {
  const names = sourceFiles
    .flatMap(({ nodes }) => nodes)
    .filter(({ type }) => type === 'ObjectExpression')
    .map(
      (node) => new Map(asNodes(node.properties).map(({ key, value }) => [asNode(key)?.name, asNode(value)])),
    )
    .filter((fields) => fields.has('stage'))
    .map((fields) => fields.get('name')?.value);
  return new Set(names.filter((name) => typeof name === 'string'));
}

function textCall(call: SyntaxNode, { path, code }: SourceFile): TextCall {
  const [first, ...values] = asNodes(call.arguments);
  const line = code.slice(0, call.start).split('\n').length;
  return {
    where: `${path}:${line}`,
    text: first?.type === 'Literal' && typeof first.value === 'string' ? first.value : undefined,
    source: code.slice(first?.start, first?.end),
    values: values.length,
  };
}

function isCallOf(name: string, { type, callee }: SyntaxNode): boolean {
  return type === 'CallExpression' && asNode(callee)?.name === name;
}

function isTextCall({ type, callee }: SyntaxNode): boolean {
  const method = type === 'CallExpression' ? asNode(callee) : undefined;
  const owner = asNode(method?.object);
  return asNode(method?.property)?.name === 't' && asNode(owner?.property)?.name === 'l10n';
}

function* nodesIn(value: unknown): Generator<SyntaxNode> {
  const node = asNode(value);
  if (node !== undefined) {
    yield node;
  }
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) {
      yield* nodesIn(part);
    }
  }
}

function asNode(value: unknown): SyntaxNode | undefined {
  return typeof value === 'object' && value !== null && 'type' in value ? (value as SyntaxNode) : undefined;
}

function asNodes(value: unknown): readonly SyntaxNode[] {
  return Array.isArray(value) ? value.flatMap((item) => asNode(item) ?? []) : [];
}
