import type { SchemaLimits } from './decode-limits.ts';
import { createScanNode, type ScanKind, type ScanNode } from './scan-node.ts';

/** A writer's schema that we do not take: too large, too deep, not Avro. Never carries the schema's text. */
export class SchemaRejected extends Error {
  override readonly name = 'SchemaRejected';
  readonly code = 'SCHEMA_REJECTED';
  readonly retriable = false;
}

const PRIMITIVE_MIN_BYTES: ReadonlyMap<string, number> = new Map([
  ['null', 0],
  ['boolean', 1],
  ['int', 1],
  ['long', 1],
  ['float', 4],
  ['double', 8],
  ['bytes', 1],
  ['string', 1],
]);

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const FULL_NAME = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;

type JsonObject = { readonly [key: string]: unknown };

/**
 * Checks a schema that came from outside against the limits and turns it into the tree that the byte scanner walks.
 * Throws SchemaRejected; a retry does not help.
 */
export function createScanPlan(schema: unknown, limits: SchemaLimits): ScanNode {
  const planner = new ScanPlanner(limits);
  return planner.plan(schema, '', 0);
}

class ScanPlanner {
  readonly #limits: SchemaLimits;
  readonly #named = new Map<string, ScanNode>();
  #nodeCount = 0;

  constructor(limits: SchemaLimits) {
    this.#limits = limits;
  }

  plan(schema: unknown, namespace: string, depth: number): ScanNode {
    this.#count(1);
    if (depth > this.#limits.maxDepth) throw new SchemaRejected('The schema is nested too deeply');
    if (typeof schema === 'string') return this.#reference(schema, namespace);
    if (Array.isArray(schema)) return this.#union(schema, namespace, depth);
    if (typeof schema !== 'object' || schema === null)
      throw new SchemaRejected('A type must be a name, list or object');
    return this.#complex(schema as JsonObject, namespace, depth);
  }

  #count(nodeCount: number): void {
    this.#nodeCount += nodeCount;
    if (this.#nodeCount > this.#limits.maxNodes) throw new SchemaRejected('The schema has too many types');
  }

  #reference(name: string, namespace: string): ScanNode {
    const minBytes = PRIMITIVE_MIN_BYTES.get(name);
    if (minBytes !== undefined) return createScanNode(name as ScanKind, minBytes);
    const known = this.#named.get(qualified(name, namespace));
    if (known === undefined) throw new SchemaRejected('A type refers to a name that is not defined before');
    return known;
  }

  #union(branches: readonly unknown[], namespace: string, depth: number): ScanNode {
    if (branches.length === 0) throw new SchemaRejected('A union is empty');
    const node = createScanNode('union', 0);
    for (const branch of branches) {
      if (Array.isArray(branch)) throw new SchemaRejected('A union stands directly in a union');
      node.children.push(this.plan(branch, namespace, depth + 1));
    }
    node.minBytes = 1 + Math.min(...node.children.map((child) => child.minBytes));
    return node;
  }

  #complex(schema: JsonObject, namespace: string, depth: number): ScanNode {
    switch (schema['type']) {
      case 'record':
      case 'error':
        return this.#record(schema, namespace, depth);
      case 'enum':
        return this.#enum(schema, namespace);
      case 'fixed':
        return this.#fixed(schema, namespace);
      case 'array':
        return this.#collection('array', schema['items'], namespace, depth);
      case 'map':
        return this.#collection('map', schema['values'], namespace, depth);
      default:
        if (typeof schema['type'] !== 'string') throw new SchemaRejected('A type has no name');
        return this.#reference(schema['type'], namespace);
    }
  }

  #record(schema: JsonObject, namespace: string, depth: number): ScanNode {
    const node = createScanNode('record', 0);
    const inner = this.#define(node, schema, namespace);
    const fields = schema['fields'];
    if (!Array.isArray(fields)) throw new SchemaRejected('A record has no fields');
    let minBytes = 0;
    for (const field of fields as readonly JsonObject[]) {
      const child = this.plan(field['type'], inner, depth + 1);
      node.names.push(this.#checkedName(field['name'], NAME));
      node.children.push(child);
      minBytes += child.minBytes;
    }
    node.minBytes = minBytes;
    return node;
  }

  #enum(schema: JsonObject, namespace: string): ScanNode {
    const node = createScanNode('enum', 1);
    this.#define(node, schema, namespace);
    const symbols = schema['symbols'];
    if (!Array.isArray(symbols) || symbols.length === 0) throw new SchemaRejected('An enum has no symbols');
    this.#count(symbols.length);
    node.size = symbols.length;
    return node;
  }

  #fixed(schema: JsonObject, namespace: string): ScanNode {
    const size = schema['size'];
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
      throw new SchemaRejected('A fixed has no size');
    const node = createScanNode('fixed', size);
    this.#define(node, schema, namespace);
    node.size = size;
    return node;
  }

  #collection(kind: 'array' | 'map', items: unknown, namespace: string, depth: number): ScanNode {
    const node = createScanNode(kind, 1);
    node.children.push(this.plan(items, namespace, depth + 1));
    return node;
  }

  /** Makes the node known under its full name and gives back the namespace that holds inside it. */
  #define(node: ScanNode, schema: JsonObject, enclosing: string): string {
    const name = this.#checkedName(schema['name'], FULL_NAME);
    const namespace = typeof schema['namespace'] === 'string' ? schema['namespace'] : enclosing;
    const fullName = qualified(name, namespace);
    if (PRIMITIVE_MIN_BYTES.has(fullName) || this.#named.has(fullName))
      throw new SchemaRejected('A name is defined twice');
    this.#named.set(fullName, node);
    return fullName.slice(0, Math.max(fullName.lastIndexOf('.'), 0));
  }

  #checkedName(name: unknown, pattern: RegExp): string {
    if (typeof name !== 'string' || name.length > this.#limits.maxNameLength || !pattern.test(name))
      throw new SchemaRejected('A name is missing, too long or not an Avro name');
    return name;
  }
}

function qualified(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}
