import * as z from 'zod';

import { didYouMean } from './nearest.ts';

/** One thing wrong with what was written: where, what, and what to write instead. */
export interface Wrong {
  path: readonly PropertyKey[];
  /** Without a stop. */
  message: string;
  fix: string;
}

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** Longer values are named by their kind alone. */
const MAX_SHOWN = 40;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object', record: 'an object',
};

/** The first thing wrong, in the words of somebody who writes a file: zod's are those of somebody who writes a schema. */
export function wrongField(schema: Schema, value: unknown, issues: readonly Issue[]): Wrong {
  const issue = firstOf(issues);
  if (issue === undefined) return { path: [], message: 'cannot be read', fix: '' };
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const chosen = issue.code === 'invalid_union' ? fieldAt(schema, value, issue.path.slice(0, -1)) : null;
  const { message, fix } = chosen instanceof z.ZodDiscriminatedUnion ? oneOf(at(value, issue.path), kindsOf(chosen)) : worded(issue, at(value, issue.path), fieldAt(schema, value, issue.path));
  const about = issue.code === 'unrecognized_keys' ? '' : aboutIn(schema, value, path);
  return { path, message, fix: [fix.trim(), about].filter((part) => part !== '').join(' ') };
}

/** A misspelt name makes two issues, and "there is no such field" says more than that the right one is missing. */
function firstOf(issues: readonly Issue[]): Issue | undefined {
  const [first] = issues;
  if (first === undefined) return undefined;
  const parent = first.path.slice(0, -1);
  return issues.find(({ code, path }) => code === 'unrecognized_keys' && path.length === parent.length && path.every((part, index) => part === parent[index])) ?? first;
}

function worded(issue: Issue, found: unknown, schema: Schema | null): Omit<Wrong, 'path'> {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const names = schema === null ? [] : fieldsOf(schema, found);
      return { message: 'there is no such field', fix: `${didYouMean(issue.keys[0], names)}${names.length === 0 ? 'Leave it out.' : `Fields here are: ${names.join(', ')}.`}` };
    }
    case 'invalid_type':
      if (found === undefined) return { message: 'is missing', fix: `Write ${KINDS[issue.expected] ?? issue.expected}.` };
      return { message: `expected ${KINDS[issue.expected] ?? issue.expected}, found ${shown(found)}`, fix: issue.expected === 'array' && typeof found === 'string' && found.length <= MAX_SHOWN ? `Write [${JSON.stringify(found)}].` : '' };
    case 'invalid_value':
      return oneOf(found, issue.values.map(String));
    case 'invalid_union':
      return { message: issue.message, fix: '' };
    case 'too_small':
      if (issue.origin === 'array') return { message: 'expected one at least, found none', fix: 'Write one, or leave the field out where it is optional.' };
      if (issue.origin === 'string') return { message: Number(issue.minimum) === 1 ? 'expected a text that is not empty' : `expected ${issue.minimum} characters at least`, fix: '' };
      return { message: `expected ${issue.minimum} at least, found ${shown(found)}`, fix: '' };
    case 'too_big':
      if (issue.origin === 'array') return { message: `expected ${issue.maximum} at most, found ${Array.isArray(found) ? found.length : 'more'}`, fix: 'Part it into several.' };
      if (issue.origin === 'string') return { message: `expected ${issue.maximum} characters at most`, fix: 'Shorten it.' };
      return { message: `expected ${issue.maximum} at most, found ${shown(found)}`, fix: '' };
    case 'invalid_key': {
      const [within] = issue.issues;
      return { message: `its name: ${within === undefined ? 'cannot be one' : worded(within, issue.path.at(-1), null).message}`, fix: 'Use another one.' };
    }
    default:
      return { message: issue.message, fix: '' };
  }
}

function oneOf(found: unknown, values: readonly string[]): Omit<Wrong, 'path'> {
  const message = found === undefined ? 'is missing' : values.length === 1 ? `expected ${values[0] ?? ''}, found ${shown(found)}` : `${shown(found)} is none of its values`;
  return { message, fix: values.length === 1 ? '' : `${didYouMean(found, values)}Write one of: ${values.join(', ')}.` };
}

function shown(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value.length > MAX_SHOWN ? 'a long text' : `'${value}'`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === undefined ? 'nothing' : typeof value === 'object' ? 'an object' : 'something that is no JSON';
}

/** What is said of a field where it is defined, beside the value itself or around it. */
function aboutIn(schema: Schema, value: unknown, path: readonly PropertyKey[]): string {
  const [key] = path.slice(-1);
  const parent = fieldAt(schema, value, path.slice(0, -1));
  const field = parent === null || key === undefined ? null : childOf(parent, key, at(value, path.slice(0, -1)));
  return field === null ? '' : describedIn(field);
}

function describedIn(schema: Schema): string {
  const described = (schema as z.ZodType).description;
  return described ?? (inner(schema) === null ? '' : describedIn(inner(schema) as Schema));
}

/** The schema of a place, wrappers taken off. Null where there is none: a key nobody knows. */
function fieldAt(schema: Schema, value: unknown, path: readonly PropertyKey[]): Schema | null {
  let here: Schema | null = unwrapped(schema);
  let there = value;
  for (const key of path) {
    const child: Schema | null = here === null ? null : childOf(here, key, there);
    here = child === null ? null : unwrapped(child);
    there = at(there, [key]);
  }
  return here;
}

function childOf(schema: Schema, key: PropertyKey, value: unknown): Schema | null {
  const chosen = unwrapped(schema);
  if (chosen instanceof z.ZodObject) return (chosen.shape as Record<PropertyKey, Schema>)[key] ?? null;
  if (chosen instanceof z.ZodArray) return chosen.element;
  if (chosen instanceof z.ZodRecord) return chosen.valueType;
  if (chosen instanceof z.ZodDiscriminatedUnion) {
    const option = optionOf(chosen, value);
    return option === null ? null : childOf(option, key, value);
  }
  return null;
}

function fieldsOf(schema: Schema, value: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord) return schema.keyType instanceof z.ZodEnum ? schema.keyType.options.map(String) : [];
  const option = schema instanceof z.ZodDiscriminatedUnion ? optionOf(schema, value) : null;
  return option === null ? [] : fieldsOf(option, value);
}

/** Of the shapes that a field tells apart, the one that is meant. */
function optionOf(union: z.ZodDiscriminatedUnion, value: unknown): Schema | null {
  const written = at(value, [union.def.discriminator]);
  return optionsOf(union).find(({ shape }) => shape[union.def.discriminator]?.safeParse(written).success === true) ?? null;
}

const optionsOf = ({ def }: z.ZodDiscriminatedUnion): readonly z.ZodObject<Record<string, z.ZodType>>[] => def.options as unknown as readonly z.ZodObject<Record<string, z.ZodType>>[];

/** What the field that tells them apart may hold. */
function kindsOf(union: z.ZodDiscriminatedUnion): string[] {
  return optionsOf(union).flatMap(({ shape }) => {
    const field = shape[union.def.discriminator];
    return field instanceof z.ZodLiteral ? [...field.values].map(String) : [];
  });
}

function unwrapped(schema: Schema): Schema {
  const within = inner(schema);
  return within === null ? schema : unwrapped(within);
}

function inner(schema: Schema): Schema | null {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable ? schema.unwrap() : null;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((here, key) => (typeof here === 'object' && here !== null && Object.hasOwn(here, key) ? (here as Record<PropertyKey, unknown>)[key] : undefined), value);
}
