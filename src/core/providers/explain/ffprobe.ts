/** A path or an address that a shell takes as nothing but one word, in quotes. */
const harmless = /^[\p{L}\p{N}_./][\p{L}\p{N} _./:@%+=,~-]*$/u;

/**
 * A command that shows what is in a media file, or why it cannot be read. It is for a terminal: a source that a shell
 * could read as more than a name is left for the person to fill in.
 */
export function ffprobeCommand(source: string | undefined): string {
  const file = source !== undefined && harmless.test(source) ? source : 'INPUT_FILE';
  return `ffprobe -hide_banner -show_error -show_format -show_streams "${file}"`;
}
