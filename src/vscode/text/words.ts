import { providers } from '../../core/providers/registry.ts';

/** Names that taking them apart does not make words of, as the providers list them. */
const names: Readonly<Record<string, string>> = Object.assign(
  {},
  ...providers.map(({ typeNames }) => typeNames),
);

/** Parts of names that are not written like other words. */
const parts: Readonly<Record<string, string>> = {
  ai: 'AI',
  aigc: 'AIGC',
  asr: 'ASR',
  delogo: 'logo removal',
  gif: 'GIF',
  hls: 'HLS',
  mps: 'MPS',
  ocr: 'OCR',
  url: 'URL',
  wechat: 'WeChat',
};

/**
 * A task type in words: `LiveStreamProcessTask` is "Live stream process", `action-trans` is "Transcode",
 * `IMPORT_IMAGE` is "Import image". The set of types is open, so this takes names apart instead of listing them.
 */
export function typeInWords(type: string): string {
  const words = inWords(type.replace(/(?<=.)Task$/, ''));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A subtask type in words, for the middle of a line: `action-ai-analysis` is "AI analysis". */
export function subtypeInWords(subtype: string): string {
  return inWords(subtype.replace(/^action[-_](?=.)/i, '').replace(/(?<=.)Task$/, ''));
}

/** A type with those of its subtasks that do not merely repeat it: "Workflow: transcode", but "Edit media". */
export function withSubtypes(title: string, subtypes: readonly string[]): string {
  const said = title.toLowerCase().split(' ');
  const more = subtypes.map(subtypeInWords).filter((words) => !said.includes(words.toLowerCase()));
  return more.length === 0 ? title : `${title}: ${more.join(', ')}`;
}

function inWords(name: string): string {
  return entryOf(names, name) ?? partsOf(name).map(wordOf).join(' ');
}

function partsOf(name: string): string[] {
  const shouting = name === name.toUpperCase();
  return (shouting ? name.toLowerCase() : name)
    .replace(/DeLogo/g, 'Delogo')
    .replace(/CopyRight/g, 'Copyright')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_.-]+/)
    .filter((part) => part !== '');
}

function wordOf(part: string): string {
  const acronym = part.length > 1 && part === part.toUpperCase();
  return entryOf(parts, part) ?? (acronym ? part : part.toLowerCase());
}

function entryOf(words: Readonly<Record<string, string>>, name: string): string | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(words, lower) ? words[lower] : undefined;
}
