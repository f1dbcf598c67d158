// Faults: rules as rows.
import { h, useState, api, attempt, say, useApi, useId, inert, Field, Table, plural } from "./base.js";

const NUMBERS = ["code", "status", "sentBytes", "chunkBytes", "bytesAtATime", "pauseMs"];
const MEANT = {
  "bad-gateway": "HTTP 502 with a gateway's page", chunked: "the answer in small chunks", code: "an error code of your choice", empty: "HTTP 200 without a body",
  "false-gzip": "says gzip, is not", gzip: "the answer as gzip", hang: "never answers", "hang-up": "closes without an answer", http: "any HTTP answer",
  pass: "the real answer, perhaps late", raw: "bytes on the socket", redirect: "a redirect", reset: "resets the connection", "slow-body": "the body in drops",
  "slow-header": "the head in drops", truncated: "the answer cut off",
};
const FIRST = { code: "10002", status: "503", sentBytes: "10", chunkBytes: "16", bytesAtATime: "1", pauseMs: "20", headers: '{"Content-Type": "text/plain"}', end: "close" };

const LABELS = { code: "Code", info: "Text", status: "HTTP status", headers: "Headers, as JSON", body: "Body", bodyBase64: "Body, as Base64", bytes: "Bytes", bytesBase64: "Bytes, as Base64",
  end: "At the end", location: "Location", sentBytes: "Bytes sent", chunkBytes: "Bytes a chunk", bytesAtATime: "Bytes at a time", pauseMs: "Pause, ms" };
const CHOICES = { end: ["close", "reset", "hang"] };
const ORDER = Object.keys(LABELS);
/** The form's initial content; what is typed is kept while other views are open. */
const EMPTY = { operation: "", fault: "code", times: "1", skip: "0", delayMs: "0", afterEffect: false, own: {} };
let kept = EMPTY;

export function Faults({ contract }) {
  const [rows, setRows] = useApi("/faults", 1000);
  const [kinds] = useApi("/faults/kinds");
  const [rule, setOwnRule] = useState(kept);
  const setRule = (next) => setOwnRule((kept = next));
  const set = (name, value) => setRule({ ...rule, [name]: value });
  const own = (kinds?.[rule.fault] ?? []).toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  const add = attempt(async () => {
    const json = { fault: rule.fault, times: whole("Times", rule.times), skip: whole("Skip first", rule.skip), delayMs: whole("Delay", rule.delayMs), afterEffect: rule.afterEffect };
    if (rule.operation) json.operation = rule.operation;
    for (const name of own) {
      const value = rule.own[name] ?? FIRST[name] ?? "";
      if (value === "") continue;
      json[name] = NUMBERS.includes(name) ? whole(LABELS[name] ?? name, value) : name === "headers" ? object(LABELS[name], value) : value;
    }
    setRows(await api("POST", "/faults", json));
    say("The rule is set.");
  });
  return h("div", { class: "faults" }, [
    h("h2", null, "Faults"),
    h("p", null, "A rule breaks the answers of an operation, for every program that calls the simulator. Rules are tried from the top; the first with calls left is shown."),
    h("form", { class: "panel", onSubmit: add, "aria-label": "New rule" }, [
      h("div", { class: "bar" }, [
        h(Field, { label: "Operation" }, h("select", { value: rule.operation, onChange: (e) => set("operation", e.target.value) }, [h("option", { value: "" }, "any"), contract.operations.map((o) => h("option", { key: o.name, value: o.name, selected: o.name === rule.operation }, o.name))])),
        h(Field, { label: "Fault" }, h("select", { value: rule.fault, onChange: (e) => setRule({ ...rule, fault: e.target.value, own: {} }) }, Object.keys(kinds ?? { code: [] }).map((k) => h("option", { key: k, value: k, selected: k === rule.fault }, `${k}: ${MEANT[k] ?? ""}`)))),
        own.map((name) => h(Own, { key: name, name, value: rule.own[name] ?? FIRST[name] ?? "", contract, operation: rule.operation, onChange: (value) => set("own", { ...rule.own, [name]: value }) })),
      ]),
      h("div", { class: "bar" }, [
        h(Field, { label: "Times (0: always)" }, h("input", { value: rule.times, inputMode: "numeric", class: "short", onInput: (e) => set("times", e.target.value) })),
        h(Field, { label: "Skip first" }, h("input", { value: rule.skip, inputMode: "numeric", class: "short", onInput: (e) => set("skip", e.target.value) })),
        h(Field, { label: "Delay, ms" }, h("input", { value: rule.delayMs, inputMode: "numeric", class: "short", onInput: (e) => set("delayMs", e.target.value) })),
        h("label", { class: "check" }, [h("input", { type: "checkbox", checked: rule.afterEffect, onChange: (e) => set("afterEffect", e.target.checked) }), "The request takes effect first"]),
        h("button", { type: "submit", class: "main" }, "Add rule"),
      ]),
    ]),
    rows && rows.length === 0 && h("p", { class: "empty" }, "No rule is set: everything is answered as it should be."),
    rows && rows.length > 0 && [
      h(Table, { label: "Rules", caption: plural(rows.length, "rule"), heads: ["Operation", "Fault", "Left", "Hits", "State", "Change"],
        rows: rows.map((r) => ({ off: r.spent || !r.on, cells: [
          r.operation ?? "any",
          [[h("strong", null, r.fault), h("span", { class: "meta" }, details(r))], "plain"],
          [r.spent ? "0" : r.times === 0 ? "always" : String(r.times), "num"],
          [String(r.hits), "num hits"],
          [h("span", { class: `outcome ${r.spent || !r.on ? "waiting" : "fault"}` }, r.spent ? "used up" : r.on ? (r.skip ? `lets ${r.skip} pass` : "on") : "off"), "plain"],
          [h("div", { class: "buttons" }, [
            !r.spent && h("button", { type: "button", "aria-label": `Switch ${r.on ? "off" : "on"} rule ${r.id}`, onClick: attempt(async () => setRows(await api("PATCH", `/faults?id=${r.id}`, { on: !r.on }))) }, r.on ? "Switch off" : "Switch on"),
            h("button", { type: "button", class: "quiet", "aria-label": `Remove rule ${r.id}`, onClick: attempt(async () => setRows(await api("DELETE", `/faults?id=${r.id}`))) }, "Remove"),
          ]), "plain"],
        ] })) }),
      h("button", { type: "button", onClick: attempt(async () => setRows(await api("DELETE", "/faults"))) }, "Remove all"),
    ],
  ]);
}

/** One member of a fault. The contract's codes are suggested; any other may be typed. */
function Own({ name, value, contract, operation, onChange }) {
  const id = useId("codes");
  const typed = { value, onInput: (e) => onChange(e.target.value), onChange: (e) => onChange(e.target.value) };
  if (CHOICES[name]) return h(Field, { label: LABELS[name] }, h("select", typed, CHOICES[name].map((c) => h("option", { key: c, value: c, selected: c === value }, c))));
  if (name === "body" || name === "headers") return h(Field, { label: LABELS[name], class: "wide" }, h("textarea", { ...typed, rows: 2, spellcheck: false }));
  const codes = new Map();
  if (name === "code") {
    const named = contract.operations.find((o) => o.name === operation);
    for (const e of [...(named ? [named] : contract.operations).flatMap((o) => o.errors), ...contract.commonErrors]) if (!codes.has(e.code)) codes.set(e.code, e);
  }
  return [
    h(Field, { label: LABELS[name] ?? name }, h("input", { ...typed, onChange: undefined, inputMode: NUMBERS.includes(name) ? "numeric" : undefined, list: codes.size ? id : undefined })),
    codes.size > 0 && h("datalist", { id }, [...codes.values()].map((e) => h("option", { key: e.code, value: String(e.code) }, inert(e.name ?? "")))),
  ];
}

const details = (r) => [r.code !== undefined && ` ${r.code}`, r.status !== undefined && ` HTTP ${r.status}`, r.sentBytes !== undefined && ` after ${r.sentBytes} bytes`,
  r.delayMs > 0 && ` ${r.delayMs} ms late`, r.afterEffect && " after the effect"].filter(Boolean).join(",");

function whole(name, text) {
  if (!/^-?\d{1,10}$/.test(text)) throw new Error(`${name} has to be a whole number, not "${text}".`);
  return Number(text);
}

function object(name, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} has to be a JSON object, such as {"Content-Type": "text/plain"}.`);
  }
}
