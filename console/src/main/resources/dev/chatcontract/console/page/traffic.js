// Traffic: the requests that the simulator receives, as they arrive, from any program.
import { h, useState, useEffect, useRef, api, apiText, attempt, say, inert, cut, number, plural, millis, download, Field, Rows, Code, clockTime } from "./base.js";
import { parse, stringify } from "./json.js";
import { onEvent } from "./link.js";
import { Body, Headers, Explained } from "./answer.js";
import { openInCall } from "./call.js";

const MOST_ROWS = 2000;

// Continues to fill while other views are open.
const store = { rows: [], known: new Map(), dropped: 0, gone: 0, doors: 0, changed: null };
let due = false;

/** However many requests arrive, the page is drawn only once in each frame. */
function changed() {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    store.changed?.();
  });
}

function take(name, data) {
  if (name === "cleared" || name === "again") {
    store.rows = [];
    store.known.clear();
    store.gone = 0;
  } else if (name === "refused") {
    store.gone += data.left;
    data.rows.forEach((row) => store.rows.push({ ...row, serial: 0, id: `door-${++store.doors}` }));
  } else if (name === "requests") {
    store.gone += data.left;
    for (const row of data.rows) {
      row.id = `r-${row.serial}`;
      const known = store.known.get(row.serial);
      if (known) {
        Object.assign(known, row);
      } else {
        store.rows.push(row);
        store.known.set(row.serial, row);
      }
    }
  }
  const over = store.rows.length - MOST_ROWS;
  if (over > 0) {
    store.rows.splice(0, over).forEach((row) => store.known.delete(row.serial));
    store.dropped += over;
    store.gone += over;
  }
  changed();
}
onEvent(take);

const outcome = (row) => {
  if (row.status === undefined) return ["waiting", "waits"];
  if (row.by === "door") return ["refused", `${row.status} blocked`];
  if (row.by === "fault") return ["fault", row.status === 0 ? "broken" : row.code ? `code ${row.code}` : `HTTP ${row.status}`];
  if (row.code) return ["refused", `code ${row.code}`];
  return row.status === 200 ? ["ok", "OK"] : ["refused", `HTTP ${row.status}`];
};

const SHOWN = [["", "all"], ["ok", "answered OK"], ["refused", "refused"], ["fault", "faults"], ["waiting", "waiting"]];

export function Traffic() {
  const [, setTurn] = useState(0);
  const [words, setWords] = useState("");
  const [only, setOnly] = useState("");
  const [following, setFollowing] = useState(true);
  const [chosen, setChosen] = useState(null);
  const narrow = useNarrow();
  useEffect(() => {
    store.changed = () => setTurn((n) => n + 1);
    return () => (store.changed = null);
  }, []);
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const filtered = wanted.length > 0 || only !== "";
  const rows = filtered
    ? store.rows.filter((r) => (!only || outcome(r)[0] === only) && wanted.every((w) => `${r.operation ?? ""} ${r.path} ${r.method} ${r.code ?? ""} ${r.info ?? ""} ${r.by ?? ""}`.toLowerCase().includes(w)))
    : store.rows;
  const current = chosen ? rows.indexOf(chosen) : -1;
  return h("div", { class: "traffic" }, [
    h("h2", null, "Traffic"),
    h("div", { class: "bar" }, [
      h(Field, { label: "Filter" }, h("input", { type: "search", value: words, placeholder: "operation, path, code, reason", onInput: (e) => setWords(e.target.value) })),
      h(Field, { label: "Show" }, h("select", { value: only, onChange: (e) => setOnly(e.target.value) }, SHOWN.map(([v, t]) => h("option", { key: v, value: v }, t)))),
      h("label", { class: "check" }, [h("input", { type: "checkbox", checked: following, onChange: (e) => setFollowing(e.target.checked) }), "Follow"]),
      h("div", { class: "buttons end" }, [
        h("button", { type: "button", onClick: attempt(async () => {
          await api("DELETE", "/traffic");
          setChosen(null);
          say("The traffic is cleared.");
        }) }, "Clear"),
        h("button", { type: "button", onClick: attempt(async () => {
          download("simulator.har", await apiText("GET", "/traffic/har"), "application/json");
          say("Exported simulator.har. Next: chatctl contract observe simulator.har");
        }) }, "Export HAR"),
      ]),
    ]),
    h("div", { class: "halves list" }, [
      h("div", { class: "half" }, [
        h(Rows, {
          count: rows.length, height: narrow ? 52 : 30, label: "Requests", heads: ["Time", "Request", "Outcome", "Took", "Why"],
          empty: filtered ? "No request matches the filter." : "No request yet. Send one, from Call or from any program: it appears here at once.",
          current, follow: following, onFollow: setFollowing, dropped: filtered ? 0 : store.dropped,
          onCurrent: (i) => {
            setFollowing(false);
            setChosen(rows[i]);
          },
          row: (i) => h(Row, { row: rows[i] }),
        }),
        h("p", { class: "hint under" }, [
          `${filtered ? `${number(rows.length)} of ` : ""}${plural(store.rows.length, "request")} here`,
          store.gone > 0 && `, ${number(store.gone)} more went by`,
        ]),
      ]),
      h("section", { class: "detail", "aria-label": "The request" }, chosen ? h(Whole, { key: chosen.id, row: chosen }) : h("p", { class: "empty" }, "Choose a request to see all of it.")),
    ]),
  ]);
}

function Row({ row }) {
  const [kind, text] = outcome(row);
  return [
    h("span", { class: "time" }, clockTime(row.time)),
    h("span", { class: "what" }, inert(row.operation ?? `${row.method} ${row.path}`)),
    h("span", { class: `outcome ${kind}` }, text),
    h("span", { class: "took" }, row.micros === undefined ? "" : millis(row.micros)),
    h("span", { class: "why" }, inert(cut(row.info ?? "", 200))),
  ];
}

function Whole({ row }) {
  const [one, setOne] = useState(null);
  const [made, setMade] = useState(null);
  const [meant, setMeant] = useState(null);
  useEffect(() => {
    if (!row.serial) return;
    api("GET", `/traffic/one?serial=${row.serial}`).then(setOne, (e) => say(e.message, true));
    if (row.code && row.operation) api("GET", `/explain?operation=${encodeURIComponent(row.operation)}&code=${row.code}`).then(setMeant, () => setMeant(null));
  }, [row, row.status]);
  const make = (what) => attempt(async () => {
    const text = await apiText("GET", `/traffic/${what}?serial=${row.serial}`);
    // Numbers in the content keep their digits.
    setMade({ ...JSON.parse(text), text: `${stringify(parse(text).get("content"))}\n` });
  });
  if (!row.serial) {
    return [h("h3", null, `${inert(row.method)} ${inert(row.path)}`), h("p", { class: "problem" }, `Not let in: HTTP ${row.status}, ${inert(row.info)}`)];
  }
  if (!one) return h("p", { class: "hint" }, "…");
  const [kind, text] = outcome(row);
  return [
    h("h3", null, inert(one.operation ?? `${one.method} ${one.path}`)),
    h("p", { class: "facts" }, [h("strong", { class: `outcome ${kind}` }, text), one.answer && h("span", null, millis(one.answer.micros)), one.answer && h("span", null, `answered by ${one.answer.by}`)]),
    one.answer?.info && h("p", { class: "info" }, inert(one.answer.info)),
    one.checkInfo && one.checkInfo !== one.answer?.info && h("p", { class: "hint" }, `Without that it would be code ${one.checkCode}: ${inert(one.checkInfo)}`),
    meant && h(Explained, { e: meant }),
    one.operation && h("div", { class: "buttons" }, [
      h("button", { type: "button", onClick: make("case") }, "Make a case of this"),
      h("button", { type: "button", onClick: make("stub") }, "Stub this"),
      !one.bodyCut && h("button", { type: "button", onClick: () => openInCall(one.operation, one.body) }, "Open in Call"),
    ]),
    made && h("div", { class: "made panel" }, [
      h("h4", null, inert(made.file)),
      h("p", null, [h("button", { type: "button", onClick: () => download(made.file, made.text, "application/json") }, `Download ${made.file}`)]),
      h("p", { class: "hint" }, "Then:"),
      h(Code, { label: "what to do with the file", text: made.command }),
      h("details", null, [h("summary", null, "What is in it"), h(Code, { label: made.file, text: cut(made.text, 20000), whole: made.text })]),
    ]),
    h("h4", null, "Request"),
    h("p", { class: "url" }, h("bdi", { dir: "ltr" }, inert(`${one.method} ${one.path}${Object.keys(one.query).length ? "?" : ""}${Object.entries(one.query).map(([n, v]) => `${n}=${v}`).join("&")}`))),
    h(Headers, { headers: one.headers, label: "Headers of the request" }),
    h(Body, { text: one.body, label: "Body of the request" }),
    one.answer && [h("h4", null, "Answer"), h(Headers, { headers: one.answer.headers, label: "Headers of the answer" }), h(Body, { text: one.answer.body, label: "Body of the answer" })],
  ];
}

/** Returns whether the page is narrow; a row then has two lines. */
export function useNarrow() {
  const query = useRef(matchMedia("(max-width: 700px)"));
  const [narrow, setNarrow] = useState(query.current.matches);
  useEffect(() => {
    const moved = (e) => setNarrow(e.matches);
    query.current.addEventListener("change", moved);
    return () => query.current.removeEventListener("change", moved);
  }, []);
  return narrow;
}
