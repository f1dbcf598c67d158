// Faults: rules as rows.
import { h, useState, api, attempt, say, useApi, Field, plural } from "./base.js";

const NUMBERS = ["code", "status", "sentBytes", "chunkBytes", "bytesAtATime", "pauseMs"];
const MEANT = {
  "bad-gateway": "HTTP 502 with a gateway's page", chunked: "the answer in small chunks", code: "an error code of your choice", empty: "HTTP 200 without a body",
  "false-gzip": "says gzip, is not", gzip: "the answer as gzip", hang: "never answers", "hang-up": "closes without an answer", http: "any HTTP answer",
  pass: "the real answer, perhaps late", raw: "bytes on the socket", redirect: "a redirect", reset: "resets the connection", "slow-body": "the body in drops",
  "slow-header": "the head in drops", truncated: "the answer cut off",
};
const FIRST = { code: "10002", status: "503", sentBytes: "10", chunkBytes: "16", bytesAtATime: "1", pauseMs: "20", headers: '{"Content-Type": "text/plain"}' };

export function Faults({ contract }) {
  const [rows, setRows] = useApi("/faults", 1000);
  const [kinds] = useApi("/faults/kinds");
  const [rule, setRule] = useState({ operation: "", fault: "code", times: "1", skip: "0", delayMs: "0", afterEffect: false, own: {} });
  const set = (name, value) => setRule({ ...rule, [name]: value });
  const own = kinds?.[rule.fault] ?? [];
  const add = attempt(async () => {
    const json = { fault: rule.fault, times: whole("times", rule.times), skip: whole("skip", rule.skip), delayMs: whole("delay", rule.delayMs), afterEffect: rule.afterEffect };
    if (rule.operation) json.operation = rule.operation;
    for (const name of own) {
      const value = rule.own[name] ?? FIRST[name] ?? "";
      if (value === "") continue;
      json[name] = NUMBERS.includes(name) ? whole(name, value) : name === "headers" ? object(name, value) : value;
    }
    setRows(await api("POST", "/faults", json));
    say("The rule is set.");
  });
  return h("div", { class: "faults" }, [
    h("h2", null, "Faults"),
    h("p", null, "Rules are tried from the top; the first with calls left is shown. Every program that calls the simulator meets them."),
    h("form", { class: "panel", onSubmit: add, "aria-label": "New rule" }, [
      h("div", { class: "bar" }, [
        h(Field, { label: "Operation" }, h("select", { value: rule.operation, onChange: (e) => set("operation", e.target.value) }, [h("option", { value: "" }, "any"), contract.operations.map((o) => h("option", { key: o.name, value: o.name }, o.name))])),
        h(Field, { label: "Fault" }, h("select", { value: rule.fault, onChange: (e) => setRule({ ...rule, fault: e.target.value, own: {} }) }, Object.keys(kinds ?? { code: [] }).map((k) => h("option", { key: k, value: k, selected: k === rule.fault }, `${k}: ${MEANT[k] ?? ""}`)))),
        own.map((name) => h(Field, { key: name, label: name }, h("input", { value: rule.own[name] ?? FIRST[name] ?? "", inputMode: NUMBERS.includes(name) ? "numeric" : undefined, onInput: (e) => set("own", { ...rule.own, [name]: e.target.value }) }))),
      ]),
      h("div", { class: "bar" }, [
        h(Field, { label: "Times (0: always)" }, h("input", { value: rule.times, inputMode: "numeric", class: "short", onInput: (e) => set("times", e.target.value) })),
        h(Field, { label: "Let pass first" }, h("input", { value: rule.skip, inputMode: "numeric", class: "short", onInput: (e) => set("skip", e.target.value) })),
        h(Field, { label: "Delay, ms" }, h("input", { value: rule.delayMs, inputMode: "numeric", class: "short", onInput: (e) => set("delayMs", e.target.value) })),
        h("label", { class: "check" }, [h("input", { type: "checkbox", checked: rule.afterEffect, onChange: (e) => set("afterEffect", e.target.checked) }), "The request takes effect first"]),
        h("button", { type: "submit", class: "main" }, "Add rule"),
      ]),
    ]),
    rows && rows.length === 0 && h("p", { class: "hint" }, "No rule is set: everything is answered as it should be."),
    rows && rows.length > 0 && [
      h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": "Rules" }, h("table", { class: "rules", role: "table" }, [
        h("caption", null, plural(rows.length, "rule")),
        h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ["Operation", "Fault", "Left", "Hits", "State", "Change"].map((t) => h("th", { scope: "col", role: "columnheader" }, t)))),
        h("tbody", { role: "rowgroup" }, rows.map((r) => h("tr", { key: r.id, role: "row", class: r.spent || !r.on ? "off" : "" }, [
          h("th", { scope: "row", role: "rowheader" }, r.operation ?? "any"),
          h("td", { role: "cell" }, [h("strong", null, r.fault), h("span", { class: "meta" }, details(r))]),
          h("td", { role: "cell", class: "left" }, r.spent ? "0" : r.times === 0 ? "always" : String(r.times)),
          h("td", { role: "cell", class: "hits" }, String(r.hits)),
          h("td", { role: "cell" }, r.spent ? "used up" : r.on ? (r.skip ? `lets ${r.skip} pass` : "on") : "off"),
          h("td", { role: "cell" }, h("div", { class: "buttons" }, [
            !r.spent && h("button", { type: "button", "aria-label": `Switch ${r.on ? "off" : "on"} rule ${r.id}`, onClick: attempt(async () => setRows(await api("PATCH", `/faults?id=${r.id}`, { on: !r.on }))) }, r.on ? "Switch off" : "Switch on"),
            h("button", { type: "button", class: "quiet", "aria-label": `Remove rule ${r.id}`, onClick: attempt(async () => setRows(await api("DELETE", `/faults?id=${r.id}`))) }, "Remove"),
          ])),
        ]))),
      ])),
      h("button", { type: "button", onClick: attempt(async () => setRows(await api("DELETE", "/faults"))) }, "Remove all"),
    ],
  ]);
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
