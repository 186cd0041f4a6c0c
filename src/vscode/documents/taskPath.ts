/** Which task, where. `service` is the service's key in its account. */
export interface TaskAddress {
  readonly account: string;
  readonly service: string;
  readonly taskId: string;
}

/**
 * What cannot stand in a part of a path, with a look-alike that can: a tab shows the path as it is, and ids are to be
 * read there.
 */
const alike = new Map([
  ['/', '\u2215'],
  ['\\', '\u2216'],
  ['%', '\uff05'],
]);
const original = new Map([...alike].map(([sign, shown]) => [shown, sign]));

/** The sign of escapes, look-alikes themselves, and what nobody could see. */
const unseen = /[%\u2215\u2216\uff05\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}]/gu;

/** `/<account id>/<service>/<task id>.json`: one path for a task, one task for a path. */
export function taskPath({ account, service, taskId }: TaskAddress): string {
  return `/${[account, service, `${taskId}.json`].map(pathPart).join('/')}`;
}

/** The task of a path; `undefined` where it is none. Never throws. */
export function addressIn(path: string): TaskAddress | undefined {
  const [root, account, service, file, ...rest] = path.split('/');
  const isTask = root === '' && file !== undefined && file.endsWith('.json') && rest.length === 0;
  if (!isTask || account === undefined || service === undefined) {
    return undefined;
  }
  const address = {
    account: fromPart(account),
    service: fromPart(service),
    taskId: fromPart(file.slice(0, -'.json'.length)),
  };
  return Object.values(address).includes('') ? undefined : address;
}

function pathPart(text: string): string {
  return text.replace(unseen, escaped).replace(/[/\\]/g, (sign) => alike.get(sign) ?? sign);
}

function escaped(sign: string): string {
  if (sign === '%') {
    return '\uff05';
  }
  const units = Array.from({ length: sign.length }, (_, index) => sign.charCodeAt(index));
  return units.map((unit) => `%u${unit.toString(16).padStart(4, '0')}`).join('');
}

function fromPart(part: string): string {
  return part.replace(
    /%u([0-9a-f]{4})|(?:%[0-9a-f]{2})+|[\u2215\u2216\uff05]/gi,
    (sign, unit: string | undefined) =>
      unit === undefined
        ? (original.get(sign) ?? percentDecoded(sign))
        : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}

/** Tabs of earlier versions have whole ids percent-encoded. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
