import { ApiError } from './apiError.ts';

/** What a parameter may be. Numbers are taken as numeric strings too: the reference pages print `"Limit": "5"`. */
export type ParameterRule =
  | {
      readonly type: 'string';
      readonly required?: true;
      readonly oneOf?: readonly string[];
      readonly code?: string;
    }
  | {
      readonly type: 'integer';
      readonly required?: true;
      readonly min?: number;
      readonly max?: number;
      readonly code?: string;
    }
  | { readonly type: 'boolean'; readonly required?: true }
  | { readonly type: 'time'; readonly required?: true; readonly code?: string }
  | { readonly type: 'objects'; readonly required?: true }
  | { readonly type: 'strings'; readonly required?: true }
  | { readonly type: 'object'; readonly required?: true; readonly fields: ParameterRules };

export type ParameterRules = Readonly<Record<string, ParameterRule>>;

type Value<R extends ParameterRule> = R extends { type: 'string' }
  ? string
  : R extends { type: 'integer' | 'time' }
    ? number
    : R extends { type: 'boolean' }
      ? boolean
      : R extends { type: 'strings' }
        ? readonly string[]
        : R extends { type: 'object'; fields: infer F extends ParameterRules }
          ? Values<F>
          : readonly object[];

/** Checked parameters. Times are in ms. */
export type Values<R extends ParameterRules> = {
  readonly [K in keyof R]: R[K] extends { required: true } ? Value<R[K]> : Value<R[K]> | undefined;
};

/**
 * Checks parameters as strictly as Tencent Cloud API 3.0 does.
 * @throws ApiError UnknownParameter, MissingParameter, InvalidParameter (wrong type) or InvalidParameterValue
 */
export function checkParameters<R extends ParameterRules>(
  given: Readonly<Record<string, unknown>>,
  rules: R,
  parent = '',
): Values<R> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(rules, name)) {
      throw new ApiError('UnknownParameter', `The parameter \`${parent}${name}\` is not recognized.`);
    }
  }
  const values: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (rule.required) {
        throw new ApiError(
          'MissingParameter',
          `The request is missing a required parameter \`${parent}${name}\`.`,
        );
      }
      continue;
    }
    values[name] = checkValue(value, rule, `${parent}${name}`);
  }
  return values as Values<R>;
}

function checkValue(value: unknown, rule: ParameterRule, name: string): unknown {
  switch (rule.type) {
    case 'string':
      return checkString(value, rule, name);
    case 'integer':
      return checkInteger(value, rule, name);
    case 'boolean':
      return checkBoolean(value, name);
    case 'time': {
      const time =
        typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
      if (Number.isNaN(time)) {
        throw new ApiError(
          rule.code ?? 'InvalidParameterValue',
          `The value of parameter \`${name}\` is no ISO 8601 time.`,
        );
      }
      return time;
    }
    case 'objects':
      return Array.isArray(value) && value.every((item) => isObject(item)) ? value : wrongType(name);
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? value
        : wrongType(name);
    case 'object':
      return isObject(value) ? checkParameters(value, rule.fields, `${name}.`) : wrongType(name);
  }
}

function checkBoolean(value: unknown, name: string): boolean {
  if (value === true || value === 'true') {
    return true;
  }
  return value === false || value === 'false' ? false : wrongType(name);
}

function checkString(value: unknown, rule: ParameterRule & { type: 'string' }, name: string): string {
  if (typeof value !== 'string') {
    return wrongType(name);
  }
  if (rule.oneOf !== undefined && !rule.oneOf.includes(value)) {
    throw new ApiError(
      rule.code ?? 'InvalidParameterValue',
      `The value of parameter \`${name}\` is not one of ${rule.oneOf.join(', ')}.`,
    );
  }
  return value;
}

function checkInteger(value: unknown, rule: ParameterRule & { type: 'integer' }, name: string): number {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    return wrongType(name);
  }
  const min = rule.min ?? Number.NEGATIVE_INFINITY;
  const max = rule.max ?? Number.POSITIVE_INFINITY;
  if (number < min || number > max) {
    throw new ApiError(
      rule.code ?? 'InvalidParameterValue',
      `The value of parameter \`${name}\` is not in the range [${min}, ${max}].`,
    );
  }
  return number;
}

function wrongType(name: string): never {
  throw new ApiError('InvalidParameter', `The value type of parameter \`${name}\` is not valid.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
