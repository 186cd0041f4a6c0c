import { fileURLToPath } from 'node:url';
import {
  isArrayTypeNode,
  isInterfaceDeclaration,
  isPropertySignatureDeclaration,
  isTypeAliasDeclaration,
  isTypeLiteralNode,
  isTypeReferenceNode,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

/** A field of a structure of an official SDK. */
export interface ModelField {
  readonly name: string;
  /** Name of a structure, or `string`, `number`, `boolean`, `unknown`. */
  readonly type: string;
  readonly isList: boolean;
  /** What the SDK says about it, as it stands between the comment marks. */
  readonly doc: string;
}

export type Models = ReadonlyMap<string, readonly ModelField[]>;

const files = {
  mps: 'tencentcloud-sdk-nodejs-mps/tencentcloud/services/mps/v20190612/mps_models.d.ts',
  vod: 'tencentcloud-sdk-nodejs-vod/tencentcloud/services/vod/v20180717/vod_models.d.ts',
} as const;

/** All structures of a product, read from the types of its official SDK. */
export function sdkModels(product: keyof typeof files): Models {
  const file = fileURLToPath(new URL(`../../node_modules/${files[product]}`, import.meta.url));
  const api = new API();
  try {
    const project = api.updateSnapshot({ openFiles: [file] }).getDefaultProjectForFile(file);
    const source = project?.program.getSourceFile(file);
    if (source === undefined) {
      throw new Error(`The SDK of ${product} has no ${file}`);
    }
    return structuresOf(source);
  } finally {
    api.close();
  }
}

function structuresOf(source: SourceFile): Models {
  const models = new Map<string, readonly ModelField[]>();
  for (const statement of source.statements) {
    if (isInterfaceDeclaration(statement)) {
      models.set(statement.name.text, fieldsOf(statement.members, source));
    } else if (isTypeAliasDeclaration(statement) && isTypeLiteralNode(statement.type)) {
      models.set(statement.name.text, fieldsOf(statement.type.members, source));
    }
  }
  return models;
}

function fieldsOf(members: Iterable<Node>, source: SourceFile): readonly ModelField[] {
  return [...members].filter(isPropertySignatureDeclaration).map((field) => {
    // The comment is part of the name's text range.
    const text = source.text.slice(field.name.pos, field.name.end);
    const nameAt = text.search(/\w+\s*$/);
    return { name: text.slice(nameAt).trim(), ...typeOf(field.type, source), doc: text.slice(0, nameAt) };
  });
}

function typeOf(type: Node | undefined, source: SourceFile): { type: string; isList: boolean } {
  if (type === undefined) {
    return { type: 'unknown', isList: false };
  }
  if (isArrayTypeNode(type)) {
    return { ...typeOf(type.elementType, source), isList: true };
  }
  const text = source.text.slice(type.pos, type.end).trim();
  const [item] = isTypeReferenceNode(type) ? (type.typeArguments ?? []) : [];
  return item !== undefined && text.startsWith('Array')
    ? { ...typeOf(item, source), isList: true }
    : { type: text, isList: false };
}
