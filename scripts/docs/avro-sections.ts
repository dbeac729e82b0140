import type { SchemaJson } from '@varselvakt/codec';
import { anchorOf, escapeHtml, renderHtmlTable } from './html.ts';

interface Named {
  readonly name: string;
  readonly type: 'record' | 'enum' | 'fixed';
  readonly doc?: string;
  readonly default?: unknown;
  readonly symbols?: readonly string[];
  readonly size?: number;
  readonly fields?: readonly { name: string; type: SchemaJson; doc?: string; default?: unknown }[];
}

const isNamed = (schema: unknown): schema is Named =>
  typeof schema === 'object' && schema !== null && 'type' in schema && 'name' in schema;

const isUnion = (schema: SchemaJson): schema is readonly SchemaJson[] => Array.isArray(schema);

/** Every record and enum that a schema defines, itself first, in the order in which a reader meets them. */
export function namedTypesOf(schema: SchemaJson): readonly Named[] {
  if (typeof schema === 'string') return [];
  if (isUnion(schema)) return schema.flatMap(namedTypesOf);
  if (isNamed(schema)) return [schema, ...(schema.fields ?? []).flatMap(({ type }) => namedTypesOf(type))];
  if ('items' in schema) return namedTypesOf(schema.items);
  return 'values' in schema ? namedTypesOf(schema.values) : [];
}

const shortNameOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
const primitives: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
]);
const linkTo = (name: string): string => {
  const short = shortNameOf(name);
  return primitives.has(short) ? short : `<a href="#type-${anchorOf(short)}">${escapeHtml(short)}</a>`;
};

function renderType(schema: SchemaJson): string {
  if (typeof schema === 'string') return linkTo(schema);
  if (isUnion(schema)) return schema.map(renderType).join(' | ');
  if (isNamed(schema)) return linkTo(schema.name);
  if ('items' in schema) return `list of ${renderType(schema.items)}`;
  if ('values' in schema) return `map of ${renderType(schema.values)}`;
  const { type, logicalType } = schema as { type: string; logicalType?: string };
  return logicalType === undefined ? type : `${type} (${escapeHtml(logicalType)})`;
}

const bodyOf = ({ type, fields = [], symbols = [], size, default: fallback }: Named): string => {
  if (type === 'fixed') return `<p>${size} bytes.</p>`;
  if (type === 'enum') {
    const words = symbols.map((symbol) => `<code>${escapeHtml(symbol)}</code>`).join(', ');
    return `<p>One of ${words}${fallback === undefined ? '' : `; what a reader does not know is <code>${escapeHtml(String(fallback))}</code>`}.</p>`;
  }
  if (fields.length === 0) return '<p>No fields.</p>';
  return renderHtmlTable(
    ['field', 'type', 'default', 'what it says'],
    fields.map((field) => [
      `<code>${escapeHtml(field.name)}</code>`,
      renderType(field.type),
      field.default === undefined ? 'must be set' : `<code>${escapeHtml(JSON.stringify(field.default))}</code>`,
      escapeHtml(field.doc ?? ''),
    ]),
  );
};

/** A section for each of the types, for links to lead to; a type that two schemas share is told once. */
export function renderTypes(types: readonly Named[]): string {
  const unique = [...new Map(types.map((one) => [shortNameOf(one.name), one])).values()];
  return unique
    .map((one) => {
      const name = shortNameOf(one.name);
      const doc = one.doc === undefined ? '' : `<p>${escapeHtml(one.doc)}</p>\n`;
      return `<section id="type-${anchorOf(name)}">\n<h3>${escapeHtml(name)}</h3>\n${doc}${bodyOf(one)}\n</section>`;
    })
    .join('\n');
}
