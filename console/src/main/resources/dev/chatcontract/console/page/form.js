// A form made from the contract: it shows what the contract says about each member, and forbids nothing.
import { h, useState, useRef, bytesOf, inert, cut, number, plural, useId } from "./base.js";
import { Num, fromPlain, escaped, parse, stringify } from "./json.js";

const MOST_ITEMS = 50;

const typeText = (def) => {
  if (def.type === "array") return `list of ${typeText(def.items ?? { type: "any" })}`;
  if (def.type === "object") return def.kinds ? `object, by ${def.kinds.by}` : def.ref ?? "object";
  return def.type + (def.unit ? `, ${def.unit}` : "");
};

function limitText(limits) {
  if (!limits) return "";
  const said = [];
  const range = (low, high, what) => {
    if (low !== undefined && high !== undefined) said.push(`${number(low)} to ${number(high)}${what}`);
    else if (high !== undefined) said.push(`at most ${number(high)}${what}`);
    else if (low !== undefined) said.push(`at least ${number(low)}${what}`);
  };
  range(limits.minimum, limits.maximum, "");
  range(limits.minLength, limits.maxLength, " characters");
  range(undefined, limits.maxBytes, " bytes");
  range(limits.minItems, limits.maxItems, " items");
  (limits.patterns ?? []).forEach((p) => said.push(`like ${p}`));
  return said.join(", ");
}

/** Returns the length of a text in the units of its limits; in UTF-8 bytes if it has no limit. */
function counted(text, limits) {
  const counts = [];
  const one = (used, least, most, what) => counts.push({
    text: most === undefined ? plural(used, what) : `${number(used)} of ${plural(most, what)}`,
    over: used > (most ?? Infinity) || (used > 0 && used < (least ?? 0)),
  });
  if (limits.maxLength !== undefined || limits.minLength !== undefined) one([...text].length, limits.minLength, limits.maxLength, "character");
  if (limits.maxBytes !== undefined || counts.length === 0) one(bytesOf(text), undefined, limits.maxBytes, "byte");
  return counts;
}

/** Returns whether a member applies, which depends on a member beside it; null if that is unknown. */
function applies(when, around) {
  const value = around instanceof Map ? around.get(when.property) : undefined;
  if (value === undefined || value === null) return null;
  const plain = value instanceof Num ? Number(value.source) : value;
  return when.in.length ? when.in.includes(plain) : !when.notIn.includes(plain);
}

const blank = (def, contract) => {
  if (def.type === "any") return null;
  if (def.type === "object") {
    const made = new Map();
    for (const p of contract.schemas[def.ref]?.properties ?? []) {
      if (p.required && !p.value.readOnly) made.set(p.name, blank(p.value, contract));
    }
    return made;
  }
  if (def.type === "array") return [];
  if (def.enum?.length) return fromPlain(def.enum[0]);
  if (def.example !== undefined) return fromPlain(def.example);
  return { integer: new Num("0"), number: new Num("0"), boolean: false }[def.type] ?? "";
};

/** Returns the definition of an object whose kind depends on a value beside it, if that value is known. */
function ofKind(def, around) {
  if (!def.kinds) return def;
  const by = around instanceof Map ? around.get(def.kinds.by) : undefined;
  return { ...def, ref: by === undefined ? undefined : def.kinds.refs[by instanceof Num ? by.source : String(by)] };
}

/** The members of an object. */
export function Members({ schema, value, onChange, contract, path, wrong }) {
  const set = (name, member) => {
    const next = new Map(value);
    if (member === undefined) next.delete(name);
    else next.set(name, member);
    onChange(next);
  };
  const known = schema.properties.filter((p) => !p.value.readOnly);
  const further = [...value.keys()].filter((name) => !schema.properties.some((p) => p.name === name));
  return h("div", { class: "members" }, [
    known.map((p) =>
      h(Member, { key: p.name, name: p.name, required: p.required, def: p.value, around: value, value: value.get(p.name), contract, wrong,
        path: `${path}/${escaped(p.name)}`, onChange: (v) => set(p.name, v) }),
    ),
    further.length > 0 && h("p", { class: "hint" }, `Not in the contract, sent all the same: ${inert(further.join(", "))}`),
  ]);
}

function Member({ name, required, def, around, value, onChange, contract, path, wrong }) {
  const id = useId("member");
  const holds = def.applies ? applies(def.applies.when, around) : true;
  const notes = [
    def.applies && `${holds === false ? "Does not apply now. " : ""}Only where ${def.applies.when.text}.${def.applies.reason ? ` ${def.applies.reason}` : ""}`,
    ...(def.further ?? []).map((f) => `${f.when ? `If ${f.when.text}: ` : ""}${limitText(f.limits)}.${f.reason ? ` ${f.reason}` : ""}`),
    ...(def.rejected ?? []).map((r) => `Refused: ${JSON.stringify(r.value)}. ${r.reason}`),
    def.deprecated && "Deprecated.",
  ].filter(Boolean);
  const meta = [typeText(def), limitText(def.limits)].filter(Boolean).join("; ");
  const problem = wrong.get(path);
  return h("div", { class: `member ${holds === false ? "off" : ""}` }, [
    h("div", { class: "name" }, [
      h("label", { for: id, id: `${id}-label` }, name),
      required && h("span", { class: "badge" }, "required"),
      h("span", { class: "meta" }, meta),
    ]),
    h(Value, { id, def, value, around, onChange, contract, required, path, label: name, wrong }),
    problem && h("p", { class: "wrong", id: `${id}-wrong` }, inert(problem)),
    (def.description || notes.length > 0) &&
      h("div", { class: "hint", id: `${id}-hint` }, [def.description && h("p", null, inert(def.description)), notes.map((n) => h("p", { class: "note" }, inert(n)))]),
  ]);
}

function Value({ id, def: given, value, around, onChange, contract, required, path, label, wrong }) {
  const def = ofKind(given, around);
  if (def.type === "object" && contract.schemas[def.ref]?.properties?.length) {
    if (value === undefined) {
      return h("button", { id, type: "button", onClick: () => onChange(blank(def, contract)) }, `Add ${label}`);
    }
    return h("fieldset", { id }, [
      h("legend", { class: "visually-hidden" }, label),
      value instanceof Map ? h(Members, { schema: contract.schemas[def.ref], value, onChange, contract, path, wrong }) : h("p", { class: "hint" }, "Not an object: edit it as JSON."),
      !required && h("button", { type: "button", class: "quiet", onClick: () => onChange(undefined) }, `Remove ${label}`),
    ]);
  }
  if (def.type === "array") return h(Items, { id, def, value, onChange, contract, path, label, wrong });
  if (def.type === "boolean" || def.enum?.length) {
    const options = def.enum?.length ? def.enum.map((v) => [JSON.stringify(v), String(v)]) : [["true", "true"], ["false", "false"]];
    const now = value === undefined ? "" : value instanceof Map || Array.isArray(value) ? stringify(value) : value instanceof Num ? value.source : JSON.stringify(value);
    if (now !== "" && !options.some(([v]) => v === now)) options.push([now, `${cut(now, 80)} (not in the contract)`]);
    return h("select", { id, value: now, "aria-invalid": wrong.has(path) ? "true" : undefined, onChange: (e) => onChange(e.target.value === "" ? undefined : parse(e.target.value)) }, [
      h("option", { value: "" }, "(not sent)"),
      options.map(([v, text]) => h("option", { key: v, value: v, selected: v === now }, inert(text))),
    ]);
  }
  if (def.type === "object" || def.type === "any" || value instanceof Map || Array.isArray(value)) return h(Free, { id, def, value, onChange, required, label });
  return h(Text, { id, def, value, onChange, required, label, wrong: wrong.has(path) });
}

/** A value that the contract does not define: JSON in a separate text box. */
function Free({ id, def, value, onChange, required, label }) {
  const [text, setText] = useState(value === undefined ? "" : stringify(value));
  const [broken, setBroken] = useState(false);
  const made = useRef(value);
  if (made.current !== value) {
    made.current = value;
    if (!broken) setText(value === undefined ? "" : stringify(value));
  }
  const take = (typed) => {
    setText(typed);
    try {
      made.current = typed.trim() === "" ? undefined : parse(typed);
      setBroken(false);
      onChange(made.current);
    } catch {
      setBroken(true);
    }
  };
  if (value === undefined && !required && text === "") return h("button", { id, type: "button", onClick: () => take(def.type === "any" ? "null" : "{}") }, `Add ${label}`);
  return h("div", { class: "text" }, [
    h("textarea", { id, value: text, rows: Math.min(12, text.split("\n").length + 1), spellcheck: false, "aria-invalid": broken ? "true" : undefined, "aria-describedby": `${id}-wrong ${id}-hint`, onInput: (e) => take(e.target.value) }),
    h("p", { class: broken ? "wrong" : "hint" }, broken ? "Not JSON yet, so not in the request." : "Any JSON."),
  ]);
}

/** One button for each bit that the contract defines. */
function Bits({ def, value, onChange, label }) {
  const now = value instanceof Num && /^\d+$/.test(value.source) ? BigInt(value.source) : 0n;
  return h("div", { class: "known", role: "group", "aria-label": `Bits of ${label}` }, def.known.map((k) => {
    const bit = BigInt(k.value);
    const on = bit !== 0n && (now & bit) === bit;
    return h("button", { type: "button", class: "value", "aria-pressed": on ? "true" : "false", title: inert(k.meaning ?? ""), onClick: () => onChange(new Num(String(on ? now & ~bit : now | bit))) }, inert(`${k.value} ${cut(k.name ?? k.meaning ?? "", 30)}`));
  }));
}

function Text({ id, def, value, onChange, required, label, wrong }) {
  const numeric = def.type === "integer" || def.type === "number";
  const text = value === undefined || value === null ? "" : value instanceof Num ? value.source : typeof value === "string" ? value : null;
  const take = (typed) => {
    if (numeric) {
      onChange(typed === "" ? undefined : /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(typed) ? new Num(typed) : typed);
    } else {
      onChange(typed === "" && !required ? undefined : typed);
    }
  };
  if (text === null) return h("p", { id, class: "hint" }, "Not a plain value: edit it as JSON.");
  const counts = counted(text, def.limits ?? {});
  const over = counts.some((c) => c.over);
  const known = def.bits ? [] : def.known ?? [];
  return h("div", { class: "text" }, [
    h("input", {
      id,
      value: text,
      type: def.sensitive ? "password" : "text",
      inputMode: numeric ? "numeric" : undefined,
      autocomplete: "off",
      spellcheck: false,
      list: known.length ? `${id}-known` : undefined,
      "aria-describedby": `${id}-count ${id}-wrong ${id}-hint`,
      "aria-invalid": over || wrong ? "true" : undefined,
      onInput: (e) => take(e.target.value),
    }),
    def.unit === "epoch-seconds" && /^\d{1,11}$/.test(text) && h("span", { class: "count" }, `${new Date(Number(text) * 1000).toISOString().slice(0, 19)}Z`),
    def.bits && def.known && h(Bits, { def, value, onChange, label }),
    known.length > 0 && h("datalist", { id: `${id}-known` }, known.map((k) => h("option", { key: String(k.value), value: String(k.value) }, inert(k.meaning ?? "")))),
    def.type === "string" && h("span", { class: "count", id: `${id}-count` }, counts.map((c, i) => h("span", { class: c.over ? "over" : "" }, `${i > 0 ? ", " : ""}${c.text}`))),
    known.length > 0 && h("p", { class: "hint known" }, ["Known: ", known.map((k) => [h("button", { type: "button", class: "value", onClick: () => take(String(k.value)), title: inert(k.meaning ?? "") }, inert(String(k.value)))])]),
  ]);
}

function Items({ id, def, value, onChange, contract, path, label, wrong }) {
  const list = Array.isArray(value) ? value : [];
  const [all, setAll] = useState(false);
  const shown = all ? list : list.slice(0, MOST_ITEMS);
  const items = def.items ?? { type: "any" };
  return h("fieldset", { id }, [
    h("legend", { class: "visually-hidden" }, label),
    h("ol", null, shown.map((item, i) =>
      h("li", { key: i }, [
        h(Item, { def: items, value: item, contract, wrong, path: `${path}/${i}`, label: `${label} ${i + 1}`, onChange: (v) => onChange(list.map((old, at) => (at === i ? v ?? "" : old))) }),
        h("button", { type: "button", class: "quiet", "aria-label": `Remove ${label} ${i + 1}`, onClick: () => onChange(list.filter((_, at) => at !== i)) }, "Remove"),
      ]))),
    shown.length < list.length && h("button", { type: "button", onClick: () => setAll(true) }, `Show all ${number(list.length)}`),
    h("div", { class: "buttons" }, [
      h("button", { type: "button", onClick: () => onChange([...list, blank(items, contract)]) }, `Add to ${label}`),
      value !== undefined && h("button", { type: "button", class: "quiet", onClick: () => onChange(undefined) }, `Leave ${label} out`),
    ]),
    h("span", { class: "count" }, `${number(list.length)}${def.limits?.maxItems === undefined ? "" : ` of ${number(def.limits.maxItems)}`} items`),
  ]);
}

function Item({ def, value, onChange, contract, path, label, wrong }) {
  const id = useId("item");
  return h("div", { class: "item" }, [
    h("label", { for: id, class: "visually-hidden" }, label),
    h(Value, { id, def, value, around: undefined, onChange, contract, required: true, path, label, wrong }),
    wrong.has(path) && h("p", { class: "wrong", id: `${id}-wrong` }, inert(wrong.get(path))),
  ]);
}
