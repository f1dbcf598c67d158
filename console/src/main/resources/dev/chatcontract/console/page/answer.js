// JSON as received, line by line, made inert; and the meaning of an answer.
import { h, useState, inert, cut, number, millis, plural } from "./base.js";
import { Num, parse, escaped, differences } from "./json.js";

const MOST_LINES = 2000;
const MOST_TEXT = 2000;

const scalar = (v) => (v instanceof Num ? v.source : JSON.stringify(v));
const kind = (v) => (v instanceof Num ? "num" : typeof v === "string" ? "str" : "word");

/** Returns lines of {indent, name, open, text, kind, pointer}. */
function lines(value) {
  const out = [];
  const walk = (v, name, indent, pointer, comma) => {
    const container = v instanceof Map || Array.isArray(v);
    if (!container) {
      out.push({ indent, name, pointer, text: scalar(v), kind: kind(v), comma });
      return;
    }
    const [open, close] = v instanceof Map ? ["{", "}"] : ["[", "]"];
    const entries = v instanceof Map ? [...v] : v.map((item, i) => [i, item]);
    if (entries.length === 0) {
      out.push({ indent, name, pointer, text: open + close, kind: "word", comma });
      return;
    }
    out.push({ indent, name, pointer, text: open, kind: "word", comma: false });
    entries.forEach(([key, item], i) =>
      walk(item, v instanceof Map ? key : null, indent + 1, `${pointer}/${escaped(String(key))}`, i < entries.length - 1));
    out.push({ indent, name: null, pointer: null, text: close, kind: "word", comma });
  };
  walk(value, null, 0, "", false);
  return out;
}

/** A body; members whose pointers are in marks are labelled as unknown. */
export function Body({ text, label, marks = [] }) {
  const [all, setAll] = useState(false);
  let value;
  try {
    value = parse(text);
  } catch {
    return h("pre", { class: "json", tabIndex: 0, role: "region", "aria-label": label }, h("bdi", { dir: "ltr" }, text === "" ? "(empty)" : inert(cut(text, 20000))));
  }
  const every = lines(value);
  const shown = all ? every : every.slice(0, MOST_LINES);
  const marked = new Set(marks);
  return h("div", null, [
    h("pre", { class: "json", tabIndex: 0, role: "region", "aria-label": label }, shown.map((l) => h(Line, { l, marked: l.pointer !== null && marked.has(l.pointer) }))),
    shown.length < every.length && h("button", { type: "button", onClick: () => setAll(true) }, `Show all ${number(every.length)} lines`),
  ]);
}

function Line({ l, marked }) {
  return h("div", { class: marked ? "line unknown" : "line", style: { paddingLeft: `${l.indent * 1.2}em` } }, [
    l.name !== null && [h("span", { class: "key" }, h("bdi", { dir: "ltr" }, inert(cut(JSON.stringify(l.name), 300)))), ": "],
    h("span", { class: l.kind }, h("bdi", { dir: "ltr" }, inert(cut(l.text, MOST_TEXT)))),
    l.comma && ",",
    marked && h("span", { class: "mark" }, " not in the contract"),
  ]);
}

export function Headers({ headers, label }) {
  return h("details", null, [
    h("summary", null, `${label} (${Object.keys(headers).length})`),
    h("dl", { class: "headers" }, Object.entries(headers).map(([name, value]) => [h("dt", null, inert(name)), h("dd", null, inert(value))])),
  ]);
}

/** What a code means and what to do about it, as explain says. */
export function Explained({ e, title }) {
  return h("section", { class: "explained" }, [
    h("h4", null, [`${e.code}${e.name ? ` ${e.name}` : ""}`, title && h("span", { class: "meta" }, ` ${inert(title)}`)]),
    h("dl", null, [
      ["meaning", e.meaning], ["do", e.action], ["class", e.class],
      ["retry", e.retry && e.retry + (e.retryAfterSeconds ? `, after ${e.retryAfterSeconds} s` : "")], ["source", e.source],
    ].filter(([, text]) => text).map(([name, text]) => [h("dt", null, name), h("dd", null, inert(text))])),
  ]);
}

export function Answer({ answer }) {
  const good = !answer.failure && answer.status === 200 && answer.success !== false;
  return h("div", { class: "answer" }, [
    h("p", { class: "facts" }, [
      h("strong", { class: good ? "outcome ok" : "outcome refused" }, answer.failure && answer.status === 0 ? "No answer" : `HTTP ${answer.status}${answer.code ? `, code ${answer.code}` : answer.json && answer.success ? ", OK" : ""}`),
      h("span", null, millis(answer.micros)),
      h("span", null, plural(answer.bytes, "byte")),
      answer.headers["Chat-Simulator-Answer"] && h("span", null, `answered by ${inert(answer.headers["Chat-Simulator-Answer"])}`),
    ]),
    answer.failure && h("p", { class: "problem" }, inert(answer.failure)),
    answer.info && h("p", { class: "info" }, ["Text of the server: ", h("bdi", null, inert(cut(answer.info, 1000)))]),
    answer.explained && h(Explained, { e: answer.explained }),
    (answer.items ?? []).map((item) => h(Explained, { e: item.explained, title: `of ${cut(item.key, 200)}` })),
    answer.unknown?.length > 0 && h("p", { class: "note" }, `${plural(answer.unknown.length, "member")} not in the contract: marked below`),
    answer.breaches?.length > 0 &&
      h("details", null, [h("summary", null, `${plural(answer.breaches.length, "place")} where the answer breaks the contract`),
        h("ul", null, answer.breaches.map((b) => h("li", null, [h("code", null, inert(b.pointer || "(root)")), ` ${inert(b.message)}`])))]),
    answer.body === "" && answer.failure ? null : h(Body, { text: answer.body, label: "Body of the answer", marks: answer.unknown }),
    h(Headers, { headers: answer.headers, label: "Headers of the answer" }),
  ]);
}

export function Compared({ left, right, names }) {
  let found;
  try {
    found = differences(parse(left), parse(right));
  } catch {
    return h("p", { class: "note" }, "One of the two is not JSON, so only whole texts can be compared: they are " + (left === right ? "equal." : "different."));
  }
  if (found.length === 0) return h("p", { class: "note" }, "The two answers are equal.");
  return h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": "Differences of the two answers" }, h("table", null, [
    h("caption", null, `${plural(found.length, "difference")}`),
    h("thead", null, h("tr", null, [h("th", { scope: "col" }, "Member"), h("th", { scope: "col" }, names[0]), h("th", { scope: "col" }, names[1])])),
    h("tbody", null, found.map((d) => h("tr", { key: d.at }, [
      h("th", { scope: "row" }, h("code", null, inert(d.at || "(root)"))), h("td", null, h("bdi", null, inert(cut(d.left, 300)))), h("td", null, h("bdi", null, inert(cut(d.right, 300))))]))),
  ]));
}
