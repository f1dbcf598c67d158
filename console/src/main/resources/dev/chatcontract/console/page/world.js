// World: the simulator's data.
import { h, useState, useEffect, useRef, api, apiText, attempt, say, useApi, inert, cut, number, plural, Field, Rows } from "./base.js";
import { parse, stringify, fromPlain } from "./json.js";
import { Body } from "./answer.js";
import { useNarrow } from "./traffic.js";

const PAGE = 100;
const query = (o) => new URLSearchParams(o).toString();

export function World() {
  const [collections, setCollections, reload] = useApi("/world", 3000);
  const [name, setName] = useState(null);
  const tops = (collections ?? []).filter((c) => !c.below);
  const chosen = tops.find((c) => c.name === name) ?? tops.find((c) => c.type) ?? tops[0];
  const [turn, setTurn] = useState(0);
  const fresh = (list) => {
    if (list) setCollections(list);
    else reload();
    setTurn((n) => n + 1);
  };
  if (collections && tops.length === 0) return h("p", null, "The contract declares no collection, so the simulator remembers nothing.");
  return h("div", { class: "world" }, [
    h("h2", null, "World"),
    h("div", { class: "bar" }, [
      chosen && h(Field, { label: "Collection" }, h("select", { value: chosen.name, onChange: (e) => setName(e.target.value) }, tops.map((c) => h("option", { key: c.name, value: c.name, selected: c === chosen }, `${c.name} (${number(c.count)})`)))),
      h("button", { type: "button", onClick: attempt(async () => {
        fresh(await api("POST", "/world/reset"));
        say("The world is as it was at the start.");
      }) }, "Reset the world"),
    ]),
    chosen && h(Entries, { key: chosen.name, collection: chosen, turn, onChange: fresh }),
    chosen && h("div", { class: "halves" }, [h(Add, { collection: chosen, collections, onDone: fresh }), h(Import, { onDone: fresh })]),
  ]);
}

/** A window on a collection: pages are fetched when they become visible. */
function useWindow(filter, turn) {
  const key = `${query(filter)} ${turn}`;
  const state = useRef({ key: "", count: 0, pages: new Map() });
  const [, setDraw] = useState(0);
  const load = (page) => {
    const now = state.current;
    if (now.pages.has(page)) return;
    now.pages.set(page, null);
    api("GET", `/world/entries?${query({ ...filter, offset: page * PAGE, limit: PAGE })}`).then(
      (got) => {
        if (state.current !== now) return;
        now.pages.set(page, got.entries);
        now.count = got.count;
        setDraw((n) => n + 1);
      },
      (e) => say(e.message, true),
    );
  };
  if (state.current.key !== key) {
    state.current = { key, count: state.current.count, pages: new Map() };
  }
  useEffect(() => load(0), [key]);
  return {
    count: state.current.count,
    at: (i) => {
      const page = Math.floor(i / PAGE);
      load(page);
      return state.current.pages.get(page)?.[i % PAGE];
    },
  };
}

function Entries({ collection, turn, onChange }) {
  const [typed, setTyped] = useState("");
  const [search, setSearch] = useState("");
  const [current, setCurrent] = useState(-1);
  const [key, setKey] = useState(null);
  const narrow = useNarrow();
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed), 200);
    return () => clearTimeout(timer);
  }, [typed]);
  const shown = useWindow({ collection: collection.name, search }, turn);
  return [
    h("div", { class: "bar" }, h(Field, { label: `Search ${collection.name}` }, h("input", { type: "search", value: typed, onInput: (e) => setTyped(e.target.value) }))),
    h("p", { class: "hint", "aria-live": "polite" }, search ? `${number(shown.count)} of ${plural(collection.count, "entry", "entries")}` : plural(shown.count, "entry", "entries")),
    h("div", { class: "halves list" }, [
      h(Rows, {
        count: shown.count, height: narrow ? 52 : 30, heads: [collection.key ?? "Key", collection.type ?? "", "Members"], label: `Entries of ${collection.name}`, empty: search ? "No entry matches." : "Nothing here yet.", current,
        onCurrent: (i) => {
          setCurrent(i);
          const entry = shown.at(i);
          if (entry) setKey(entry.key);
        },
        row: (i) => {
          const entry = shown.at(i);
          return entry ? [h("span", { class: "what" }, inert(entry.key)), h("span", { class: "outcome" }, inert(entry.type ?? "")), h("span", { class: "why" }, inert(cut(entry.summary, 160)))] : h("span", null, "…");
        },
      }),
      h("section", { class: "detail", "aria-label": "The entry" }, key === null ? h("p", { class: "empty" }, "Choose an entry to see all of it.") :
        h(One, { key: `${collection.name} ${key} ${turn}`, collection: collection.name, entryKey: key, onGone: () => (setKey(null), setCurrent(-1), onChange()) })),
    ]),
  ];
}

function One({ collection, entryKey, onGone }) {
  const [entry, setEntry] = useState(null);
  useEffect(() => {
    // As text, so that numbers keep their digits.
    apiText("GET", `/world/entry?${query({ collection, key: entryKey })}`).then(
      (text) => setEntry({ ...JSON.parse(text), text: stringify(parse(text).get("members")) }), (e) => say(e.message, true));
  }, [collection, entryKey]);
  const [below, setBelow] = useState("");
  if (!entry) return h("p", null, "…");
  return [
    h("h3", null, inert(cut(entry.key, 200))),
    h("div", { class: "buttons" }, [
      h("button", { type: "button", class: "quiet", onClick: attempt(async () => {
        await api("DELETE", `/world/entries?${query({ collection, key: entryKey })}`);
        say(`Removed ${cut(entryKey, 80)}.`);
        onGone();
      }) }, "Remove this entry"),
    ]),
    h(Body, { text: entry.text, label: "Members of the entry" }),
    entry.below.length > 0 && h("div", { class: "buttons" }, entry.below.map((b) => h("button", { key: b.name, type: "button", "aria-pressed": below === b.name ? "true" : "false", onClick: () => setBelow(below === b.name ? "" : b.name) }, `${b.name} (${number(b.count)})`))),
    below && h(Below, { key: below, collection: below, of: entryKey }),
  ];
}

function Below({ collection, of }) {
  const shown = useWindow({ collection, of, search: "" }, 0);
  const [current, setCurrent] = useState(-1);
  const [entry, setEntry] = useState(null);
  const show = (i) => {
    setCurrent(i);
    const key = shown.at(i)?.key;
    if (key !== undefined) apiText("GET", `/world/entry?${query({ collection, of, key })}`).then((text) => setEntry(stringify(parse(text).get("members"))), (e) => say(e.message, true));
  };
  return h("div", { class: "below" }, [
    h(Rows, { count: shown.count, height: 28, label: `${collection} of ${cut(of, 80)}`, empty: "Nothing here yet.", current, onCurrent: show,
      row: (i) => (shown.at(i) ? [h("span", { class: "what" }, inert(shown.at(i).key)), h("span", { class: "why" }, inert(cut(shown.at(i).summary, 160)))] : "…") }),
    entry && h(Body, { text: entry, label: "The entry below" }),
  ]);
}

function Add({ collection, collections, onDone }) {
  const [count, setCount] = useState("100");
  const [type, setType] = useState("");
  const [into, setInto] = useState("");
  const [of, setOf] = useState("");
  const inner = collections.filter((c) => c.below === collection.name);
  const target = inner.find((c) => c.name === into) ?? collection;
  const [json, setJson] = useState("");
  const example = stringify(fromPlain({ ...(target.key ? { [target.key]: "mine" } : {}), ...(target.type ? { [target.type]: collection.usualType } : {}) }));
  return h("section", { class: "panel", "aria-labelledby": "add-title" }, [
    h("h3", { id: "add-title" }, `Add to ${collection.name}`),
    h("form", { class: "bar", onSubmit: attempt(async () => {
      if (!/^\d{1,7}$/.test(count)) throw new Error("How many is a whole number.");
      onDone(await api("POST", "/world/many", { collection: collection.name, count: Number(count), ...(type ? { type } : {}) }));
      say(`Added ${number(Number(count))} to ${collection.name}.`);
    }) }, [
      h(Field, { label: "How many, made up" }, h("input", { class: "short", inputMode: "numeric", value: count, onInput: (e) => setCount(e.target.value) })),
      collection.type && h(Field, { label: collection.type }, h("input", { value: type, placeholder: collection.usualType, onInput: (e) => setType(e.target.value) })),
      h("button", { type: "submit" }, "Add made-up entries"),
    ]),
    h("form", { onSubmit: attempt(async () => {
      const order = new Map([["collection", target.name], ...(target === collection ? [] : [["of", of]]), ["members", object(json || example)]]);
      await apiText("POST", "/world/entries", stringify(order));
      say(`Put one into ${target.name}.`);
      onDone();
    }) }, [
      inner.length > 0 && h("div", { class: "bar" }, [
        h(Field, { label: "Put into" }, h("select", { value: into, onChange: (e) => setInto(e.target.value) }, [h("option", { value: "" }, collection.name), inner.map((c) => h("option", { key: c.name, value: c.name }, c.name))])),
        target !== collection && h(Field, { label: `Of the entry of ${collection.name}` }, h("input", { value: of, onInput: (e) => setOf(e.target.value) })),
      ]),
      h(Field, { label: "One entry, as JSON" }, h("textarea", { rows: 5, value: json || example, spellcheck: false, onInput: (e) => setJson(e.target.value) })),
      h("button", { type: "submit" }, "Put entry"),
    ]),
  ]);
}

function Import({ onDone }) {
  const [json, setJson] = useState("");
  return h("form", { class: "panel", "aria-labelledby": "import-title", onSubmit: attempt(async () => {
    onDone(JSON.parse(await apiText("POST", "/world/import", stringify(object(json)))));
    say("Imported.");
  }) }, [
    h("h3", { id: "import-title" }, "Import JSON"),
    h(Field, { label: "From a file" }, h("input", { type: "file", accept: ".json,application/json", onChange: attempt(async (e) => e.target.files[0] && setJson(await e.target.files[0].text())) })),
    h(Field, { label: "Or as text", hint: 'A list for each collection: {"groups": [{…, "$below": {"members": [{…}]}}]}. An entry that is there gets the new members.' },
      h("textarea", { rows: 6, value: json, spellcheck: false, onInput: (e) => setJson(e.target.value) })),
    h("button", { type: "submit", disabled: !json }, "Import"),
  ]);
}

function object(text) {
  try {
    JSON.parse(text); // its messages come from the browser, with line and column
    return parse(text);
  } catch (e) {
    throw new Error(`That is not JSON: ${e.message}`);
  }
}
