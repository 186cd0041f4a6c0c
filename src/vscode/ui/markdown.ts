import * as vscode from 'vscode';

/**
 * A tooltip. `source` is Markdown of our own, with `markdownText` in it for whatever is not: links in it run no
 * command, HTML and codicons are text.
 */
export function tooltip(source: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(source, false);
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown;
}

export type Tooltip = vscode.MarkdownString;
