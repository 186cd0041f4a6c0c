import * as v from 'valibot';
import { type Phrase, phrase } from '../../model/phrase.ts';

/** The fields of a service's entry that a provider adds to those every service takes. */
export type FieldsOf<Settings> = {
  readonly [Field in keyof Settings]?: v.GenericSchema<unknown, Settings[Field]>;
};

/**
 * A field that says what it is for, and how to write it. Both reach settings.json (hover and squiggle) through the
 * manifest's schema; `hint` also ends the problem's sentence: `"region" is 7; write a region id …`.
 */
export function field<const Schema extends v.GenericSchema>(
  schema: Schema,
  description: Phrase,
  hint: Phrase,
) {
  return v.pipe(schema, v.metadata({ description, errorMessage: hint }));
}

// Becomes a label of a host name (`ecs.<region>.aliyuncs.com`) and part of a row's id.
const regionShape = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;

/** A region id of Alibaba Cloud or a stack. */
export const regionField = field(
  v.pipe(v.string(), v.regex(regionShape)),
  phrase('The id of the region whose tasks are shown.'),
  phrase('write a region id such as "cn-hangzhou"'),
);

/** A name for people; nothing where it is blank. */
export function labelField(description: Phrase, hint: Phrase) {
  return v.pipe(
    field(v.string(), description, hint),
    v.transform((text) => text.trim() || undefined),
  );
}

/** What a field's schema says is right. */
export function hintOf(schema: v.GenericSchema): Phrase | undefined {
  const { wrapped } = schema as { readonly wrapped?: v.GenericSchema };
  return (v.getMetadata(wrapped ?? schema) as { readonly errorMessage?: Phrase }).errorMessage;
}
