// Our own Spectral rules. They hold for the tree of files and for the bundle; the Java linter knows them too, so that a build without Node refuses the same faults.
import { schema as matches } from '@stoplight/spectral-functions';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const NOT_A_NODE = new Set(['example', 'value', 'default', 'enum', 'security']);

/** extensions.schema.json as an object per kind of node, so that each one can be compiled by itself. */
const shapes = (() => {
  // Spectral runs the bundled rules with a require of its own, relative to .spectral.yaml; import.meta does not survive the bundling.
  const { $defs } = structuredClone(require('./extensions.schema.json'));
  for (const def of Object.values($defs)) delete def['x-stands-on'];
  return Object.fromEntries(Object.keys($defs).filter((k) => k.startsWith('on-')).map((k) => [k.slice(3), { $ref: `#/$defs/${k}`, $defs }]));
})();

const isObject = (v) => v !== null && typeof v === 'object' && !Array.isArray(v);
const fault = (path, message) => ({ path, message });

/** [path, operation] of every operation. */
function operations(root) {
  return Object.entries(root.paths ?? {}).flatMap(([p, item]) =>
    METHODS.filter((m) => isObject(item?.[m])).map((m) => [['paths', p, m], item[m]]),
  );
}

/** [path, schema] of the roots of all schemas: bodies of operations and, in a bundle, components. */
function schemaRoots(root) {
  const found = [];
  for (const [at, op] of operations(root)) {
    for (const [mt, media] of Object.entries(op.requestBody?.content ?? {})) {
      if (media.schema) found.push([[...at, 'requestBody', 'content', mt, 'schema'], media.schema]);
    }
    for (const [status, response] of Object.entries(op.responses ?? {})) {
      for (const [mt, media] of Object.entries(response.content ?? {})) {
        if (media.schema) found.push([[...at, 'responses', status, 'content', mt, 'schema'], media.schema]);
      }
    }
  }
  for (const [name, s] of Object.entries(root.components?.schemas ?? {})) found.push([['components', 'schemas', name], s]);
  return found;
}

/** Calls visit(path, schema, kind) for a schema and all schemas inside; kind is schema, property or items. */
function walkSchema(path, s, kind, visit) {
  if (!isObject(s)) return;
  visit(path, s, kind);
  for (const [name, p] of Object.entries(s.properties ?? {})) walkSchema([...path, 'properties', name], p, 'property', visit);
  if (s.items) walkSchema([...path, 'items'], s.items, 'items', visit);
  for (const key of ['allOf', 'anyOf', 'oneOf']) (s[key] ?? []).forEach((e, i) => walkSchema([...path, key, i], e, 'part', visit));
}

/** Members of the schema of a body, through allOf. */
function members(s) {
  return { ...Object.assign({}, ...(s?.allOf ?? []).map(members)), ...(s?.properties ?? {}) };
}
const requestSchema = (op) => op.requestBody?.content?.['application/json']?.schema;
const responseSchema = (op) => op.responses?.['200']?.content?.['application/json']?.schema;

/** Which kind of node stands at a path; decides which extensions may stand there. */
function kindAt(path, node) {
  const [a, , c] = path;
  const last = path[path.length - 1];
  const before = path[path.length - 2];
  if (path.length === 0) return 'root';
  if (a === 'servers' && path.length === 2) return 'server';
  if (a === 'components' && path[1] === 'securitySchemes' && path.length === 3) return 'security-scheme';
  if (a === 'paths' && path.length === 3 && METHODS.includes(c)) return 'operation';
  if (before === 'parameters') return 'parameter';
  if (before === 'examples' && isObject(node)) return 'example';
  if (before === 'properties') return node.$ref ? 'other' : 'property';
  if ((last === 'schema' && !path.includes('parameters')) || (a === 'components' && path[1] === 'schemas' && path.length === 3)) return 'schema';
  // That of a parameter is a schema by name only where it refers to one, whose source is told.
  if (last === 'schema' && path.includes('parameters')) return node['x-source'] ? 'schema' : 'other';
  if (before === 'allOf' || last === 'items') return 'property';
  return 'other';
}

function extensionsFit(root, _options, context) {
  const faults = [];
  const check = (path, node) => {
    const kind = kindAt(path, node);
    for (const r of matches(node, { schema: shapes[kind], dialect: 'draft2020-12', allErrors: true }, { ...context, path }) ?? []) {
      faults.push(fault(r.path ?? path, `${r.message} (see on-${kind} in extensions.schema.json)`));
    }
  };
  const walk = (path, node) => {
    if (Array.isArray(node)) return node.forEach((e, i) => walk([...path, i], e));
    if (!isObject(node)) return undefined;
    // A map from names to nodes has no extensions of its own, and its names may be anything.
    const names = ['properties', 'schemas', 'examples', 'parameters', 'securitySchemes', 'paths', 'responses', 'content'];
    if (!names.includes(path[path.length - 1]) || path[path.length - 2] === 'properties') check(path, node);
    for (const [k, v] of Object.entries(node)) {
      if (k.startsWith('x-') || (NOT_A_NODE.has(k) && path[path.length - 1] !== 'properties')) continue;
      walk([...path, k], v);
    }
    return undefined;
  };
  walk([], root);
  return faults;
}

function propertiesDocumented(root) {
  const faults = [];
  for (const [at, s] of schemaRoots(root)) {
    walkSchema(at, s, 'schema', (path, node, kind) => {
      if (kind !== 'schema' && kind !== 'property') return;
      const told = [node, ...(node.allOf ?? [])];
      if (!told.some((n) => n.description?.trim())) faults.push(fault(path, 'has no description; say what it is, its unit and its limits'));
      if (!told.some((n) => n.example !== undefined)) faults.push(fault(path, 'has no example; give one that the schema accepts'));
    });
  }
  return faults;
}

function schemasOpen(root) {
  const faults = [];
  const ofParameters = new Set(Object.values(root.components?.parameters ?? {}).map((p) => JSON.stringify(p.schema)));
  for (const [at, s] of schemaRoots(root)) {
    walkSchema(at, s, 'schema', (path, n) => {
      if (n.type === 'object' && n.additionalProperties !== true) faults.push(fault(path, 'must say additionalProperties: true, or stock clients refuse or drop new members'));
      if (n.enum && !ofParameters.has(JSON.stringify(n))) faults.push(fault([...path, 'enum'], 'is closed; use x-extensible-enum on a plain type'));
      if (n.anyOf || n.oneOf) faults.push(fault(path, 'uses anyOf or oneOf, which stock generators turn into empty types'));
      if (n.allOf && n.allOf.length !== 1) faults.push(fault([...path, 'allOf'], 'may hold a single reference and nothing else'));
      if (n.type === 'integer' && !['int32', 'int64'].includes(n.format)) faults.push(fault(path, 'needs a format: int64, or int32 for a small flag'));
      // Of one byte and of one character a limit says the same.
      if ([n.maxLength, n.minLength].some((l) => l !== undefined && l !== 1)) faults.push(fault(path, 'counts characters; the API limits bytes, so use x-max-bytes'));
      if (n.nullable) faults.push(fault([...path, 'nullable'], 'is documented nowhere; leave it out'));
      for (const m of [...(n.required ?? []), ...(n['x-required-on-success'] ?? [])]) {
        if (!(m in members(n))) faults.push(fault(path, `requires '${m}', which is not among its properties`));
      }
    });
  }
  return faults;
}

/** A schema is named when it is a file of its own or an entry of components.schemas. */
function noInlineObject(root, _options, context) {
  const faults = [];
  const named = (path) => {
    const origin = context.documentInventory.findAssociatedItemForPath(path, true);
    const p = origin?.path ?? path;
    return p.length === 0 || (p.length === 3 && p[0] === 'components' && p[1] === 'schemas');
  };
  for (const [at, s] of schemaRoots(root)) {
    walkSchema(at, s, 'schema', (path, n) => {
      if ((n.type === 'object' || n.properties) && !named(path)) faults.push(fault(path, 'is an object without a name; move it to a file of schemas/ and refer to it'));
    });
  }
  return faults;
}

const pageWays = (paging) => paging?.ways ?? (paging ? [paging] : []);

/** What the shape of a way cannot say. */
function pageFaults(page) {
  const rule = page.stop?.when;
  const faults = [];
  const ofOffsets = ['total', 'short-page', 'empty-page'].includes(rule);
  if (ofOffsets && !page.offset) faults.push(`ends by ${rule}, which needs an offset`);
  if (['next-absent', 'next-equals'].includes(rule) && page.offset) faults.push(`ends by ${rule}, but an offset has no next cursor`);
  if (rule === 'next-equals' && page.cursors) faults.push('ends by next-equals, which does not say which of the cursors is meant; use field-equals');
  if (rule === 'total' && !page.total) faults.push('ends by total, but names no total');
  if (rule === 'short-page' && !page['page-size']) faults.push('ends by short-page, but names no page-size');
  return faults;
}

function operationsComplete(root) {
  const faults = [];
  const regions = new Set((root.servers ?? []).map((s) => s['x-region']?.id));
  for (const [at, op] of operations(root)) {
    const [, path, method] = at;
    const own = (key, message) => faults.push(fault([...at, key], message));
    if (method !== 'post') faults.push(fault(at, 'is not a POST, the only method of the API'));
    if (path.split('/').pop() !== op.operationId) own('operationId', `is '${op.operationId}' but the path ends with '${path.split('/').pop()}'`);
    if (Object.keys(op.responses ?? {}).join() !== '200') own('responses', 'must hold 200 and nothing else; failures come with HTTP 200 too');
    const samples = (media) => Object.entries(media?.['application/json']?.examples ?? {});
    const requests = samples(op.requestBody?.content);
    const answers = samples(op.responses?.['200']?.content);
    if (!requests.length) own('requestBody', 'has no sample');
    if (!answers.length) own('responses', 'has no sample');
    for (const [key, sample] of [...requests, ...answers]) {
      if (sample['x-sample']?.id !== key) faults.push(fault(at, `names a sample '${key}' whose x-sample.id is '${sample['x-sample']?.id}'`));
    }
    const codes = (op['x-error-codes'] ?? []).map((e) => e.code);
    const names = (op['x-error-codes'] ?? []).map((e) => e.name);
    for (const list of [codes, names]) {
      for (const twice of list.filter((v, i) => list.indexOf(v) !== i)) own('x-error-codes', `lists ${twice} twice`);
    }
    for (const r of op['x-documented-regions'] ?? []) if (!regions.has(r)) own('x-documented-regions', `names '${r}', which no server has as x-region.id`);
    const sent = members(requestSchema(op));
    const got = members(responseSchema(op));
    const need = (key, field, where, side) => {
      if (field !== undefined && !(field in where)) own(key, `names '${field}', which the ${side} does not have`);
    };
    for (const page of pageWays(op['x-pagination'])) {
      for (const f of [page.offset, page['page-size'], page.when?.property]) need('x-pagination', f, sent, 'request');
      for (const f of [page.items, page.total, page.stop?.field]) need('x-pagination', f, got, 'answer');
      for (const c of page.cursors ?? [page]) {
        need('x-pagination', c.cursor, sent, 'request');
        need('x-pagination', c['next-cursor'], got, 'answer');
      }
      for (const message of pageFaults(page)) own('x-pagination', message);
    }
    const ways = op['x-pagination']?.ways ?? [];
    ways.forEach((way, i) => {
      const last = i === ways.length - 1;
      if (last === Boolean(way.when)) own('x-pagination', last ? 'ends with a way that has a condition' : 'has a way without condition before the last');
      if (way.items !== ways[0].items) own('x-pagination', `has items in '${ways[0].items}' and in '${way.items}'`);
    });
    const item = (key, e) => {
      need(key, e.items, got, 'answer');
      const fields = e.items ? members(got[e.items]?.items) : got;
      for (const f of [e.key, e.code, e.info]) need(key, f, fields, e.items ? `element of ${e.items}` : 'answer');
    };
    const batch = op['x-batch'];
    if (batch) {
      need('x-batch', batch.field, sent, 'request');
      need('x-batch', batch['field-key'], members(sent[batch.field]?.items), `element of ${batch.field}`);
      item('x-batch', batch);
      if (sent[batch.field] && sent[batch.field].maxItems !== batch.max) own('x-batch', `says max ${batch.max}, but ${batch.field} has maxItems ${sent[batch.field].maxItems}`);
    }
    const failures = op['x-item-errors'];
    if (failures) item('x-item-errors', failures);
    if (batch && failures && !failures.items) own('x-item-errors', 'has no items, but x-batch combines several answers');
    if (op['x-pagination'] && failures && !failures.items) own('x-item-errors', 'has no items, but x-pagination combines several answers');
    if (failures && !failures.items && root['x-envelope']?.code === failures.code) own('x-item-errors', `names ${failures.code}, which is the envelope's`);
    if (failures && !failures.items && responseSchema(op)?.['x-required-on-success']?.length) own('x-item-errors', 'has no items, but its answer has x-required-on-success');
    if (batch && !batch.items && failures?.items && failures['success-code'] !== undefined) own('x-item-errors', `has good results in ${failures.items}, but x-batch has no items`);
    for (const f of op['x-idempotent-when']?.present ?? []) need('x-idempotent-when', f, sent, 'request');
    for (const done of [op['x-idempotent-when']?.['already-done'] ?? []].flat()) {
      if (!codes.includes(done)) own('x-idempotent-when', `names code ${done}, which x-error-codes does not list`);
    }
    need('x-rate-limit', op['x-rate-limit']?.['per-key']?.member, sent, 'request');
    const envelope = op['x-envelope'] ?? root['x-envelope'];
    if (envelope) {
      for (const f of [envelope.status, envelope.code, envelope.info]) need('responses', f, got, 'answer');
      const required = [...(responseSchema(op)?.required ?? [])].sort().join();
      if (required !== [envelope.code, envelope.status].sort().join()) own('responses', `requires ${required}; only the envelope may be required, the rest is x-required-on-success`);
    }
  }
  return faults;
}

/** Conditions name siblings, pages are known, and every known page is used. */
function referencesHold(root) {
  const faults = [];
  const pages = new Set((root['x-sources'] ?? []).map((s) => s.id));
  const used = new Set();
  for (const [at, s] of schemaRoots(root)) {
    walkSchema(at, s, 'schema', (path, n) => {
      for (const [name, p] of Object.entries(n.properties ?? {})) {
        const conditions = [p['x-applies-when'], ...(p['x-limits-when'] ?? []).map((l) => l.when)].filter(Boolean);
        const kinds = p['x-kinds'];
        const by = kinds && n.properties[kinds.by];
        if (kinds && by?.type !== 'string') faults.push(fault([...path, 'properties', name, 'x-kinds'], `depends on '${kinds.by}', which is not a text beside it`));
        for (const way of ['readOnly', 'writeOnly']) {
          if (by?.[way] && !p[way]) faults.push(fault([...path, 'properties', name, 'x-kinds'], `depends on '${kinds.by}', which is ${way} as the object is not`));
        }
        for (const c of conditions) {
          if (!(c.property in n.properties)) faults.push(fault([...path, 'properties', name], `depends on '${c.property}', which is not a sibling of it`));
        }
      }
    });
  }
  const seen = new Set();
  const walk = (path, v) => {
    if (v === null || typeof v !== 'object' || seen.has(v)) return;
    seen.add(v);
    if (typeof v.kind === 'string' && typeof v.page === 'string') {
      used.add(v.page);
      if (!pages.has(v.page)) faults.push(fault(path, `cites '${v.page}', which x-sources does not list`));
    }
    for (const [k, e] of Object.entries(v)) walk([...path, Array.isArray(v) ? Number(k) : k], e);
  };
  walk([], root);
  (root['x-sources'] ?? []).forEach((s, i) => {
    if (!used.has(s.id)) faults.push(fault(['x-sources', i], `'${s.id}' is cited nowhere; remove it`));
  });
  return faults;
}

/** No text is left of those that a new operation begins with. */
function nothingUnfilled(root) {
  const faults = [];
  const seen = new Set();
  const walk = (path, v) => {
    if (typeof v === 'string' && v.startsWith('Fill in: ')) faults.push(fault(path, `was not written yet: ${v}`));
    if (v === null || typeof v !== 'object' || seen.has(v)) return;
    seen.add(v);
    for (const [k, e] of Object.entries(v)) walk([...path, Array.isArray(v) ? Number(k) : k], e);
  };
  walk([], root);
  return faults;
}

/** Every file of the tree is reached from openapi.yaml. A bundle has nothing beside it and passes. */
function noOrphanFile(root, _options, context) {
  const inventory = context.documentInventory;
  const source = inventory.source;
  if (!source || !existsSync(join(dirname(source), 'schemas'))) return [];
  const reached = new Set(Object.keys(inventory.referencedDocuments));
  const files = (dir) =>
    readdirSync(dir, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? files(join(dir, e.name)) : e.name.endsWith('.yaml') ? [join(dir, e.name)] : []));
  return ['operations', 'schemas', 'parameters', 'samples', 'errors']
    .map((d) => join(dirname(source), d))
    .filter(existsSync)
    .flatMap(files)
    .filter((f) => !reached.has(f))
    .map((f) => fault([], `${f} is referred to by nothing; use it or delete it`));
}

/** Every row of ERRATA.md is pointed to, and every pointer has a row. A bundle has no ERRATA.md beside it and passes. */
function errataHold(root, _options, context) {
  const { source } = context.documentInventory;
  const file = source && join(dirname(source), 'ERRATA.md');
  if (!file || !existsSync(file)) return [];
  const rows = new Set([...readFileSync(file, 'utf8').matchAll(/^\| (E[1-9][0-9]*) \|/gm)].map((m) => m[1]));
  const faults = [];
  const cited = new Set();
  const seen = new Set();
  const walk = (path, v) => {
    if (v === null || typeof v !== 'object' || seen.has(v)) return;
    seen.add(v);
    for (const e of Array.isArray(v['x-errata']) ? v['x-errata'] : []) {
      cited.add(e);
      if (!rows.has(e)) faults.push(fault([...path, 'x-errata'], `points to ${e}, which ERRATA.md does not have`));
    }
    for (const [k, e] of Object.entries(v)) walk([...path, Array.isArray(v) ? Number(k) : k], e);
  };
  walk([], root);
  for (const row of rows) if (!cited.has(row)) faults.push(fault([], `ERRATA.md has row ${row}, to which no x-errata points`));
  return faults;
}

const rule = (description, fn) => ({ description, message: '{{error}}', severity: 'error', given: '$', then: { function: fn } });

export default {
  rules: {
    'chat-extensions-fit': rule('Every x- member fits extensions.schema.json and is where it is allowed.', extensionsFit),
    'chat-properties-documented': rule('Every schema and property has a description and an example.', propertiesDocumented),
    'chat-schemas-open': rule('Schemas stay open: no closed enum, no closed object, integers with width.', schemasOpen),
    'chat-no-inline-object': rule('Objects have names.', noInlineObject),
    'chat-operations-complete': rule('Operations have samples, and what their extensions name exists.', operationsComplete),
    'chat-references-hold': rule('Conditions name siblings, and sources are known and used.', referencesHold),
    'chat-nothing-unfilled': rule('Every text of a new operation was written.', nothingUnfilled),
    'chat-errata-hold': rule('ERRATA.md and x-errata point to each other.', errataHold),
    'chat-no-orphan-file': rule('Every file of the tree is used.', noOrphanFile),
  },
};
