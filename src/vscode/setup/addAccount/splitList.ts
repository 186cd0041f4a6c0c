/** The parts of a list typed with commas or white space between, each once. */
export function splitList(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;，；]+/).filter((part) => part !== ''))];
}
