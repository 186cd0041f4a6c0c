/** What the rows that a refresh changes read after it: one word for even rounds, another for odd ones. */
export function roundWord(round: number): string {
  return round % 2 === 0 ? 'evenround' : 'oddround';
}
