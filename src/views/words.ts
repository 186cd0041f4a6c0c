/** Words the services abbreviate in ways that taking them apart does not undo. */
const spelledOut: Readonly<Record<string, string>> = {
  trans: 'transcode',
  transcoding: 'transcode',
  snapshotbytimeoffset: 'snapshot by time offset',
  procedurev2: 'procedure',
};

/**
 * A task type in words: `LiveStreamProcessTask` is "Live stream process", `action-trans` is "transcode",
 * `IMPORT_IMAGE` is "Import image". The set of types is open, so this takes names apart instead of listing them.
 */
export function typeInWords(type: string): string {
  const words = wordsOf(type.replace(/(?<=.)Task$/, ''));
  return words.length === 0 ? '' : capitalized(words.join(' '));
}

/** A subtask type in words, for the middle of a line. */
export function subtypeInWords(subtype: string): string {
  return wordsOf(subtype.replace(/^action[-_]/i, '')).join(' ');
}

function wordsOf(name: string): string[] {
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_.-]+/)
    .filter((part) => part !== '');
  const shouting = name === name.toUpperCase();
  return parts.map((part) => {
    const lower = part.toLowerCase();
    const acronym = !shouting && part.length > 1 && part === part.toUpperCase();
    return spelledOut[lower] ?? (acronym ? part : lower);
  });
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
