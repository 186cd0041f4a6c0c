/**
 * Text that Markdown shows as it is. A codicon's `$(name)` is recognised after Markdown has taken its escapes away,
 * so an invisible word joiner keeps its two signs apart.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&')
    .replaceAll('$\\(', '$\u2060\\(')
    .replace(/\s+/g, ' ');
}
