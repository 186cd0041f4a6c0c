/**
 * A text as the page of an installed extension can show it. VS Code shows pictures and follows links there only where
 * their address is on the web: relative pictures go, and of relative links the words stay.
 */
export function packedReadme(markdown: string): string {
  return markdown
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n\n?/gm, '')
    .replace(/(?<!!)\[([^\]]+)\]\((?!https:|#)[^)]*\)/g, '$1');
}
