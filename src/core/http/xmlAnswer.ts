import sax from 'sax';

/** An element that may hold others; its text counts where it holds none. */
interface Element {
  readonly name: string;
  readonly members: Map<string, unknown[]>;
  text: string;
}

/** No answer of a service comes near it. */
const deepest = 50;

/**
 * An XML answer as the JSON that the service would have sent: elements are members, several of a name are a list,
 * and the outermost element is the object itself, except for the `Response` of Tencent Cloud. `undefined` for what is
 * no XML, or a web page. Entities of a document's own are not expanded: they make it no XML here.
 */
export function jsonFromXml(text: string): string | undefined {
  const parser = sax.parser(true);
  const open: Element[] = [];
  let root: { readonly name: string; readonly value: unknown } | undefined;
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name }) => {
    if (open.length === deepest || (open.length === 0 && /^html$/i.test(name))) {
      throw new Error('No answer of a service');
    }
    open.push({ name: name.replace(/^.*:/, ''), members: new Map(), text: '' });
  };
  const addText = (more: string): void => {
    const element = open.at(-1);
    if (element !== undefined) {
      element.text += more;
    }
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => {
    const element = open.pop();
    if (element === undefined) {
      return;
    }
    const { name } = element;
    const value = contentOf(element);
    const parent = open.at(-1);
    if (parent === undefined) {
      root = { name, value };
    } else {
      const values = parent.members.get(name) ?? [];
      values.push(value);
      parent.members.set(name, values);
    }
  };
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  return root === undefined
    ? undefined
    : JSON.stringify(root.name === 'Response' ? { Response: root.value } : root.value);
}

function contentOf({ members, text }: Element): unknown {
  if (members.size === 0) {
    return text.trim();
  }
  return Object.fromEntries(
    [...members].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
}
