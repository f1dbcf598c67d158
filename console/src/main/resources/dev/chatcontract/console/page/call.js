// Call: choose an operation, fill in the request, check it, send it, see the answer.
import { h, useState, useEffect, useRef, useMemo, api, attempt, say, inert, cut, number, plural, Field, Code, clockTime } from "./base.js";
import { parse, stringify } from "./json.js";
import { Members } from "./form.js";
import { Answer, Compared } from "./answer.js";

// Kept while other views are open.
const kept = { operation: null, texts: new Map(), history: [], target: "simulator", calls: 0 };
const MOST_HISTORY = 20;
const MOST_HISTORY_CHARACTERS = 16_000_000;

/** Opens this view with that request in it. */
export function openInCall(operation, body) {
  kept.operation = operation;
  kept.target = "simulator";
  try {
    kept.texts.set(operation, stringify(parse(body)));
  } catch {
    kept.texts.set(operation, body);
  }
  location.hash = "#/call";
}

const matches = (op, words) => {
  const all = `${op.name} ${op.tag} ${op.summary} ${op.errors.map((e) => `${e.code} ${e.name}`).join(" ")}`.toLowerCase();
  return words.every((w) => all.includes(w));
};

export function Call({ contract, targets }) {
  const [search, setSearch] = useState("");
  const [name, setName] = useState(kept.operation ?? contract.operations[0]?.name);
  kept.operation = name;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = contract.operations.filter((op) => matches(op, words));
  const operation = contract.operations.find((op) => op.name === name);
  return h("div", { class: "call" }, [
    h("section", { class: "chooser", "aria-label": "Operations" }, [
      h("h2", null, "Operation"),
      h(Field, { label: "Search by name, tag or code" }, h("input", { type: "search", value: search, onInput: (e) => setSearch(e.target.value) })),
      h("p", { class: "hint", "aria-live": "polite" }, `${number(found.length)} of ${plural(contract.operations.length, "operation")}`),
      h("ul", { class: "operations" }, found.map((op) =>
        h("li", null, h("button", { type: "button", "aria-pressed": op.name === name ? "true" : "false", onClick: () => setName(op.name) }, [
          h("span", { class: "opname" }, op.name), h("span", { class: "meta" }, `${op.tag}${op.reads ? "" : ", changes"}`)])))),
      found.length === 0 && h("p", { class: "hint" }, "No operation matches. You can also search for codes, such as 10015."),
    ]),
    operation && h(Desk, { key: name, operation, contract, targets }),
  ]);
}

function Desk({ operation, contract, targets }) {
  const schema = operation.request ? contract.schemas[operation.request] : null;
  const first = () => kept.texts.get(operation.name) ?? stringify(parse((operation.samples.find((s) => s.sound) ?? operation.samples[0])?.text ?? "{}"));
  const [text, setOwnText] = useState(first);
  const [target, setTarget] = useState(kept.target);
  const [checked, setChecked] = useState({ problems: [], bytes: 0, request: null });
  const [call, setCall] = useState(null);
  const [busy, setBusy] = useState(false);
  const [ask, setAsk] = useState(null);
  const editor = useRef(null);
  const got = useRef(null);
  const latest = useRef(0);
  const setText = (t) => {
    kept.texts.set(operation.name, t);
    setOwnText(t);
  };
  kept.target = target;
  useEffect(() => {
    const turn = ++latest.current;
    const timer = setTimeout(() => api("POST", "/check", { operation: operation.name, target, text }).then(
      (c) => turn === latest.current && setChecked(c), (e) => say(e.message, true)), 120);
    return () => clearTimeout(timer);
  }, [text, target, operation.name]);
  const value = useMemo(() => {
    try {
      return parse(text);
    } catch {
      return null;
    }
  }, [text]);
  const where = targets.find((t) => t.id === target) ?? targets[0];

  const send = async (body, confirmedApp) => {
    if (where.live && !operation.reads && !confirmedApp) {
      setAsk({ body });
      return;
    }
    setBusy(true);
    try {
      const got = await api("POST", "/call", { operation: operation.name, target, text: body, ...(confirmedApp ? { confirmedApp } : {}) });
      got.number = ++kept.calls;
      got.text = body;
      got.at = new Date().toISOString();
      let room = MOST_HISTORY_CHARACTERS;
      kept.history = [got, ...kept.history.filter((old) => (room -= old.answer.body.length) > 0)].slice(0, MOST_HISTORY);
      setCall(got);
      say(`Call ${got.number}: ${got.answer.failure && !got.answer.status ? "no answer" : `HTTP ${got.answer.status}${got.answer.code ? `, code ${got.answer.code}` : ""}`}.`);
    } finally {
      setBusy(false);
    }
  };
  // The answer is below the form, so scroll it into view.
  useEffect(() => {
    const at = got.current?.getBoundingClientRect();
    if (at && (at.top > innerHeight * 0.6 || at.top < 0)) got.current.scrollIntoView({ block: "start" });
  }, [call?.number]);
  const errors = checked.problems.filter((p) => p.severity === "error").length;
  const goTo = (p) => {
    const lines = text.split("\n");
    const at = lines.slice(0, p.line - 1).reduce((n, l) => n + l.length + 1, 0) + p.column - 1;
    editor.current.focus();
    editor.current.setSelectionRange(at, at);
    editor.current.scrollTop = Math.max(0, (p.line - 4) * 20);
  };

  const wrong = useMemo(() => {
    const found = new Map();
    for (const p of checked.problems) if (p.severity === "error" && !found.has(p.pointer)) found.set(p.pointer, p.message);
    return found;
  }, [checked]);
  const shortcut = (e) => {
    if (e.key !== "Enter" || !(e.ctrlKey || e.metaKey)) return;
    e.preventDefault();
    if (!busy) attempt(() => send(text))();
  };

  return h("div", { class: "desk" }, [
    h("section", { class: "intro", "aria-labelledby": "op-title" }, [
      h("h2", { id: "op-title" }, operation.name),
      h("p", { class: "endpoint" }, [h("span", { class: "method" }, operation.method), " ", h("code", null, inert(operation.path)), h("span", { class: operation.reads ? "tag reads" : "tag changes" }, operation.reads ? "reads" : "changes")]),
      h("p", null, inert(operation.summary)),
      h("details", null, [h("summary", null, "Description"), operation.description.split(/\n\s*\n/).map((p) => h("p", null, inert(p)))]),
    ]),
    h("section", { class: "request", "aria-label": "Request" }, [
      h("form", { onSubmit: attempt(() => send(text)), onKeyDown: shortcut }, [
        h("div", { class: where.live ? "sendbar hot" : "sendbar" }, [
          operation.samples.length > 0 && h(Field, { label: "Documented sample" }, h("select", { value: "", onChange: (e) => {
            const sample = operation.samples.find((s) => s.id === e.target.value);
            if (sample) setText(stringify(parse(sample.text)));
            e.target.value = "";
          } }, [h("option", { value: "" }, "Take one…"), operation.samples.map((s) => h("option", { key: s.id, value: s.id }, inert(`${s.id}: ${cut(s.summary, 60)}${s.sound ? "" : " (as printed, breaks rules)"}`)))])),
          h(Field, { label: "Against" }, h("select", { value: target, onChange: (e) => setTarget(e.target.value) },
            targets.map((t) => h("option", { key: t.id, value: t.id, selected: t.id === target }, t.live ? `LIVE app ${t.app}` : "this simulator")))),
          h("div", { class: "buttons" }, [
            h("button", { type: "submit", class: "main", disabled: busy, title: "Ctrl+Enter" }, busy ? "Sending…" : errors ? `Send anyway (${plural(errors, "problem")})` : "Send"),
            h("button", { type: "button", disabled: !call || busy, onClick: attempt(() => send(call.text)) }, "Repeat"),
            h("button", { type: "button", disabled: !call?.answer.next || busy, onClick: attempt(() => {
              const next = nextText(call);
              setText(next);
              return send(next);
            }) }, "Next page"),
          ]),
        ]),
        where.live && h("p", { class: "live", role: "note" }, `Calls go to ${inert(where.url)}, app ${where.app}. ${operation.reads ? "This operation only reads." : "This operation changes the app: you are asked before it is sent."}`),
        h("div", { class: "halves" }, [
          h("div", { class: "half panel" }, [
            h("h3", null, "Form"),
            !schema ? h("p", { class: "hint" }, "This operation takes no body.") :
              value instanceof Map ? h(Members, { schema, value, contract, path: "", wrong, onChange: (v) => setText(stringify(v)) }) :
                h("p", { class: "hint" }, "The text is not a JSON object. Correct it, and the form comes back."),
          ]),
          h("div", { class: "half panel" }, [
            h("div", { class: "titled" }, [
              h("h3", null, "JSON"),
              h("span", { class: "count" }, plural(checked.bytes, "byte")),
              h("button", { type: "button", class: "quiet", disabled: value === null, onClick: () => setText(stringify(value)) }, "Format"),
            ]),
            h(Editor, { text, onText: setText, editor, problems: checked.problems }),
            h("div", { class: "problems", "aria-live": "polite" }, checked.problems.length === 0
              ? h("p", { class: "good" }, "Nothing breaks the contract.")
              : h("ul", null, checked.problems.map((p, i) => h("li", { key: i, class: p.severity }, [
                h("button", { type: "button", class: "value", onClick: () => goTo(p) }, `line ${p.line}`), " ",
                h("code", null, inert(cut(p.pointer || "(root)", 120))), ` ${inert(cut(p.message, 400))}`])))),
          ]),
        ]),
      ]),
      checked.request && h("details", { class: "outgoing" }, [
        h("summary", null, "As it goes out (signature hidden)"),
        h(Code, { label: "request as it goes out", text: `${checked.request.method} ${checked.request.url}\n${Object.entries(checked.request.headers).map(([n, v]) => `${n}: ${v}`).join("\n")}\n\n${checked.request.body}` }),
      ]),
      h(CopyAs, { operation, target, text }),
    ]),
    call && h("section", { class: "got", ref: got, "aria-labelledby": "answer-title" }, [
      h("h3", { id: "answer-title" }, `Answer to call ${call.number}`),
      h(Answer, { answer: call.answer }),
      h(Earlier, { call, onShow: setCall }),
    ]),
    ask && h(Confirm, { where, operation, onNo: () => setAsk(null), onYes: attempt(async () => {
      const { body } = ask;
      setAsk(null);
      await send(body, String(where.app));
    }) }),
  ]);
}

// The cursor keeps its digits: it comes from the text of the answer's JSON, not from a double.
function nextText(call) {
  return stringify(parse(call.answer.nextText));
}

function Editor({ text, onText, editor, problems }) {
  const gutter = useRef(null);
  const lines = text.split("\n").length;
  const bad = new Map();
  for (const p of problems) if (bad.get(p.line) !== "error") bad.set(p.line, p.severity);
  return h("div", { class: "editor" }, [
    h("div", { class: "gutter", ref: gutter, "aria-hidden": "true" }, Array.from({ length: Math.min(lines, 5000) }, (_, i) => h("div", { class: bad.get(i + 1) ?? "" }, i + 1))),
    h("textarea", {
      ref: editor, value: text, rows: Math.min(28, Math.max(10, lines + 1)), wrap: "off", spellcheck: false, autocomplete: "off", "aria-label": "Body of the request as JSON", "aria-invalid": bad.size ? "true" : undefined,
      onInput: (e) => onText(e.target.value),
      onScroll: (e) => (gutter.current.scrollTop = e.target.scrollTop),
    }),
  ]);
}

function CopyAs({ operation, target, text }) {
  const [language, setLanguage] = useState("");
  const [snippets, setSnippets] = useState(null);
  useEffect(() => {
    if (!language) return;
    let current = true;
    api("POST", "/snippets", { operation: operation.name, target, text }).then((s) => current && setSnippets(s), (e) => {
      if (current) setSnippets({ [language]: e.message });
    });
    return () => (current = false);
  }, [language, text, target]);
  return h("div", { class: "copyas" }, [
    h("div", { class: "bar" }, h(Field, { label: "Copy this call as" }, h("select", { value: language, onChange: (e) => setLanguage(e.target.value) }, [
      h("option", { value: "" }, "Choose…"), ["curl", "Java", "TypeScript", "Python", "Go", "chatctl"].map((l) => h("option", { key: l, value: l }, l))]))),
    language && snippets && h(Code, { label: `the call in ${language}`, text: snippets[language] ?? "This contract has no client in that language." }),
  ]);
}

function Earlier({ call, onShow }) {
  const [other, setOther] = useState(0);
  const compared = kept.history.find((c) => c.number === other);
  if (kept.history.length < 2) return null;
  const name = (c) => `call ${c.number}: ${c.operation}, ${clockTime(c.at)}`;
  return h("div", { class: "earlier" }, [
    h("div", { class: "bar" }, [
      h(Field, { label: "Show an earlier call" }, h("select", { value: call.number, onChange: (e) => onShow(kept.history.find((c) => c.number === Number(e.target.value))) },
        kept.history.map((c) => h("option", { key: c.number, value: c.number, selected: c.number === call.number }, name(c))))),
      h(Field, { label: "Compare with" }, h("select", { value: other, onChange: (e) => setOther(Number(e.target.value)) }, [
        h("option", { value: 0 }, "Choose…"), kept.history.filter((c) => c !== call).map((c) => h("option", { key: c.number, value: c.number }, name(c)))])),
    ]),
    compared && h(Compared, { left: compared.answer.body, right: call.answer.body, names: [`Call ${compared.number}`, `Call ${call.number}`] }),
  ]);
}

/** Names the app before anything in it is changed. */
function Confirm({ where, operation, onYes, onNo }) {
  const box = useRef(null);
  useEffect(() => box.current.showModal(), []);
  return h("dialog", { ref: box, "aria-labelledby": "confirm-title", onCancel: (e) => (e.preventDefault(), onNo()) }, [
    h("h3", { id: "confirm-title" }, `Change app ${where.app}?`),
    h("p", null, `${operation.name} changes app ${where.app} at ${inert(where.url)}, as ${inert(where.identifier)}. This cannot be undone here.`),
    h("div", { class: "buttons" }, [
      h("button", { type: "button", onClick: onNo }, "Do not send"),
      h("button", { type: "button", class: "danger", onClick: onYes }, `Change app ${where.app}`),
    ]),
  ]);
}
