// JSON without loss: a number keeps its digits as written, since cursors do not fit into a double.

export class Num {
  constructor(source) {
    this.source = source;
  }
}

/** Parses text; throws a SyntaxError if it is not JSON. */
export function parse(text) {
  let at = 0;
  const fail = () => {
    throw new SyntaxError(`not JSON at character ${at + 1}`);
  };
  const space = () => {
    while (" \t\n\r".includes(text[at]) && at < text.length) at++;
  };
  const string = () => {
    const from = at++;
    while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    if (at >= text.length) fail();
    at++;
    return JSON.parse(text.slice(from, at));
  };
  const value = (depth) => {
    if (depth > 500) fail();
    space();
    const c = text[at];
    if (c === "{") {
      const object = new Map();
      at++;
      space();
      if (text[at] === "}") return at++, object;
      for (;;) {
        space();
        if (text[at] !== '"') fail();
        const name = string();
        space();
        if (text[at++] !== ":") fail();
        object.set(name, value(depth + 1));
        space();
        const end = text[at++];
        if (end === "}") return object;
        if (end !== ",") fail();
      }
    }
    if (c === "[") {
      const list = [];
      at++;
      space();
      if (text[at] === "]") return at++, list;
      for (;;) {
        list.push(value(depth + 1));
        space();
        const end = text[at++];
        if (end === "]") return list;
        if (end !== ",") fail();
      }
    }
    if (c === '"') return string();
    const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(text.slice(at, at + 400));
    if (!word) fail();
    at += word[0].length;
    const known = { true: true, false: false, null: null };
    return word[0] in known ? known[word[0]] : new Num(word[0]);
  };
  const all = value(0);
  space();
  if (at < text.length) fail();
  return all;
}

/** Returns the value as text, with one member on each line. */
export function stringify(value, indent = "") {
  const deeper = indent + "  ";
  if (value instanceof Map) {
    if (value.size === 0) return "{}";
    const members = [...value].map(([name, v]) => `${deeper}${JSON.stringify(name)}: ${stringify(v, deeper)}`);
    return `{\n${members.join(",\n")}\n${indent}}`;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((v) => deeper + stringify(v, deeper)).join(",\n")}\n${indent}]`;
  }
  return value instanceof Num ? value.source : JSON.stringify(value);
}

/** Converts plain data from JSON.parse. */
export const fromPlain = (plain) => parse(JSON.stringify(plain));

export const escaped = (name) => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Returns where two values differ: pointer, left, right; at most 200 places. */
export function differences(left, right) {
  const found = [];
  const walk = (at, a, b) => {
    if (found.length >= 200) return;
    if (a instanceof Map && b instanceof Map) {
      for (const name of new Set([...a.keys(), ...b.keys()])) {
        walk(`${at}/${escaped(name)}`, a.has(name) ? a.get(name) : undefined, b.has(name) ? b.get(name) : undefined);
      }
    } else if (Array.isArray(a) && Array.isArray(b)) {
      for (let i = 0; i < Math.max(a.length, b.length); i++) walk(`${at}/${i}`, a[i], b[i]);
    } else if (text(a) !== text(b)) {
      found.push({ at, left: text(a), right: text(b) });
    }
  };
  const text = (v) => (v === undefined ? "(not there)" : stringify(v));
  walk("", left, right);
  return found;
}
