// Traffic: what the simulator gets, as it gets it, from whatever program.
import { h, useState, useEffect, useRef, api, attempt, say, headers, inert, cut, number, plural, millis, download, Field, Rows, Code, clockTime } from "./base.js";
import { parse, stringify } from "./json.js";
import { Body, Headers } from "./answer.js";

const MOST_ROWS = 2000;

// The stream is opened with this view for the first time and goes on while others are looked at.
const store = { rows: [], open: new Map(), dropped: 0, gone: 0, state: "", changed: null, started: false };
let due = false;

/** However much comes, the page is drawn once in a frame. */
function changed() {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    store.changed?.();
  });
}

function take(name, data) {
  if (name === "cleared") {
    store.rows = [];
    store.open.clear();
    store.gone = 0;
  } else if (name === "refused") {
    data.rows.forEach((row) => store.rows.push({ ...row, serial: 0, id: `door-${++store.doors}` }));
  } else {
    store.gone += data.left;
    for (const row of data.rows) {
      row.id = `r-${row.serial}`;
      const waiting = store.open.get(row.serial);
      if (waiting) {
        Object.assign(waiting, row);
        store.open.delete(row.serial);
      } else {
        store.rows.push(row);
        if (row.status === undefined) store.open.set(row.serial, row);
      }
    }
  }
  const over = store.rows.length - MOST_ROWS;
  if (over > 0) {
    store.rows.splice(0, over).forEach((row) => store.open.delete(row.serial));
    store.dropped += over;
    store.gone += over;
  }
  changed();
}
store.doors = 0;

async function follow() {
  store.started = true;
  for (let first = true; ; first = false) {
    try {
      const answer = await fetch(`api/traffic/stream${first ? "?all" : ""}`, { headers: headers() });
      if (!answer.ok) throw new Error((await answer.json()).error);
      store.state = "following";
      changed();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        rest += value;
        let end;
        while ((end = rest.indexOf("\n\n")) >= 0) {
          const block = rest.slice(0, end);
          rest = rest.slice(end + 2);
          const name = /^event: (.*)$/m.exec(block)?.[1];
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (name && data) take(name, JSON.parse(data));
        }
      }
      store.state = "the simulator ended the stream; trying again";
    } catch (e) {
      store.state = `not following: ${e.message}; trying again`;
    }
    changed();
    await new Promise((again) => setTimeout(again, 3000));
  }
}

const outcome = (row) => {
  if (row.status === undefined) return ["waiting", "waits"];
  if (row.by === "door") return ["refused", `${row.status} door`];
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
    if (!store.started) follow();
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
      h("button", { type: "button", onClick: attempt(async () => {
        await api("DELETE", "/traffic");
        setChosen(null);
        say("The traffic is cleared.");
      }) }, "Clear"),
      h("button", { type: "button", onClick: attempt(async () => {
        const har = await (await fetch("api/traffic/har", { headers: headers() })).text();
        download("simulator.har", har, "application/json");
        say("Exported simulator.har. Next: chatctl contract observe simulator.har");
      }) }, "Export HAR"),
    ]),
    h("p", { class: "hint" }, [
      `${filtered ? `${number(rows.length)} of ` : ""}${plural(store.rows.length, "request")} here`,
      store.gone > 0 && `, ${number(store.gone)} more went by`,
      store.state && store.state !== "following" && `; ${store.state}`,
    ]),
    h("div", { class: "halves list" }, [
      h(Rows, {
        count: rows.length, height: narrow ? 52 : 28, label: "Requests", empty: filtered ? "No request fits the filter." : "No request yet. Send one, from here or from any program.",
        keyOf: (i) => rows[i].id, current, follow: following, onFollow: setFollowing, dropped: filtered ? 0 : store.dropped,
        onCurrent: (i) => {
          setFollowing(false);
          setChosen(rows[i]);
        },
        row: (i) => h(Row, { row: rows[i] }),
      }),
      h("section", { class: "detail", "aria-label": "The request" }, chosen ? h(Whole, { key: chosen.id, row: chosen }) : h("p", { class: "hint" }, "Choose a request to see all of it.")),
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
  useEffect(() => {
    if (row.serial) api("GET", `/traffic/one?serial=${row.serial}`).then(setOne, (e) => say(e.message, true));
  }, [row, row.status]);
  const make = (what) => attempt(async () => {
    const answer = await fetch(`api/traffic/${what}?serial=${row.serial}`, { headers: headers() });
    const text = await answer.text();
    const file = JSON.parse(text);
    if (!answer.ok) throw new Error(file.error);
    // Numbers of the content keep their digits.
    setMade({ ...file, text: `${stringify(parse(text).get("content"))}\n` });
  });
  if (!row.serial) {
    return [h("h3", null, `${inert(row.method)} ${inert(row.path)}`), h("p", { class: "problem" }, `Not let in: HTTP ${row.status}, ${inert(row.info)}`)];
  }
  if (!one) return h("p", null, "…");
  const [kind, text] = outcome(row);
  return [
    h("h3", null, inert(one.operation ?? `${one.method} ${one.path}`)),
    h("p", { class: "facts" }, [h("strong", { class: kind === "ok" ? "good" : "bad" }, text), one.answer && h("span", null, millis(one.answer.micros)), one.answer && h("span", null, `answered by ${one.answer.by}`)]),
    one.answer?.info && h("p", { class: "info" }, inert(one.answer.info)),
    one.checkInfo && one.checkInfo !== one.answer?.info && h("p", { class: "info" }, `The checks found: ${one.checkCode} ${inert(one.checkInfo)}`),
    h("div", { class: "buttons" }, [
      h("button", { type: "button", onClick: make("case") }, "Make a case of this"),
      h("button", { type: "button", onClick: make("stub") }, "Stub this"),
    ]),
    made && h("div", { class: "made" }, [
      h("h4", null, inert(made.file)),
      h("p", null, [h("button", { type: "button", onClick: () => download(made.file, made.text, "application/json") }, `Download ${made.file}`)]),
      h(Code, { label: "what to do with the file", text: made.command }),
      h(Code, { label: made.file, text: cut(made.text, 20000) }),
    ]),
    h("h4", null, "Request"),
    h("p", { class: "url" }, h("bdi", { dir: "ltr" }, inert(`${one.method} ${one.path}${Object.keys(one.query).length ? "?" : ""}${Object.entries(one.query).map(([n, v]) => `${n}=${v}`).join("&")}`))),
    h(Headers, { headers: one.headers, label: "Headers of the request" }),
    h(Body, { text: one.body, label: "Body of the request" }),
    one.answer && [h("h4", null, "Answer"), h(Headers, { headers: one.answer.headers, label: "Headers of the answer" }), h(Body, { text: one.answer.body, label: "Body of the answer" })],
  ];
}

/** On a narrow page a row has two lines. */
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
