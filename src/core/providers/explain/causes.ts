/** Why a part failed, for the codes that the vendors publish. The surface has the words, and what to do next. */
export type Cause =
  | 'invalidInput'
  | 'timeOffset'
  | 'noTemplate'
  | 'unsupportedConfiguration'
  | 'duplicate'
  | 'noPermission'
  | 'resultTooLarge'
  | 'sourceFile'
  | 'noVideo'
  | 'noResolution'
  | 'malformed'
  | 'unsupportedContent'
  | 'notDownloadable'
  | 'internal';

/** MPS publishes 7 of them, VOD all 14; one of them MPS spells in a way of its own too. */
const causes: Readonly<Record<string, Cause>> = {
  invalidinput: 'invalidInput',
  'invalidinput.invalidtimeoffset': 'timeOffset',
  'invalidinput.definitionnotexist': 'noTemplate',
  'invalidinput.configurationunsupported': 'unsupportedConfiguration',
  'invalidinput.taskduplicated': 'duplicate',
  'invalidinput.permissiondenied': 'noPermission',
  'invalidinput.resultfilesizetoolarge': 'resultTooLarge',
  sourcefileerror: 'sourceFile',
  'sourcefileerror.novideomedia': 'noVideo',
  'sourcefileerror.novideoresolution': 'noResolution',
  'sourcefileerror.novideoresolutio': 'noResolution',
  'sourcefileerror.contentmalformed': 'malformed',
  'sourcefileerror.contentunsupported': 'unsupportedContent',
  'sourcefileerror.downloadnotaccessible': 'notDownloadable',
  internalerror: 'internal',
};

/** What a published code means; `undefined` for any other. */
export function causeOf(code: string | undefined): Cause | undefined {
  const key = code?.toLowerCase() ?? '';
  return Object.hasOwn(causes, key) ? causes[key] : undefined;
}

/** The same, where an unknown code means what the longest known one before it does: `SourceFileError.NoAudio`. */
export function nearestCause(code: string | undefined): Cause | undefined {
  const words = code?.split('.', 5) ?? [];
  for (let count = words.length; count > 0; count--) {
    const cause = causeOf(words.slice(0, count).join('.'));
    if (cause !== undefined) {
      return cause;
    }
  }
  return undefined;
}
