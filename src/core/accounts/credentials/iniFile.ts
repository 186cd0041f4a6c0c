/** The value of a field: its text, and whether it stood in quotes. */
export interface IniValue {
  readonly text: string;
  readonly quoted: boolean;
}

export type IniSection = ReadonlyMap<string, IniValue>;

/**
 * An ini file as the vendors' SDKs read it; those in different languages differ, so what most of them take is taken:
 * `=` or `:` between name and value, names in any case, comments behind white space, quotes around values, a later
 * field wins over an earlier one, and sections of one name are one. Text outside of sections is left out.
 */
export function parseIni(text: string): ReadonlyMap<string, IniSection> {
  const sections = new Map<string, Map<string, IniValue>>();
  let section: Map<string, IniValue> | undefined;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|[\r\n]/)) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) {
      continue;
    }
    const header = /^\[([^\]]*)\]/.exec(trimmed)?.[1]?.trim();
    if (header !== undefined) {
      section = sections.get(header) ?? new Map();
      sections.set(header, section);
      continue;
    }
    const [, name, value] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(trimmed) ?? [];
    if (name !== undefined && value !== undefined) {
      section?.set(name.toLowerCase(), parseValue(value));
    }
  }
  return sections;
}

function parseValue(value: string): IniValue {
  const quoted = /^(["'])(.*?)\1\s*(?:[#;].*)?$/.exec(value)?.[2];
  if (quoted !== undefined) {
    return { text: quoted, quoted: true };
  }
  return { text: value.replace(/(^|\s+)[#;].*$/, '').trim(), quoted: false };
}
