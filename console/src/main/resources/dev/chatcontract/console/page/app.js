// The page: a header with the views and the state of the simulator, and one view at a time.
import { h, render, useState, useEffect, api, say, Status, inert, number, plural, takeToken, takeAddress } from "./base.js";
import { link, watch, follow, retry } from "./link.js";
import { Call } from "./call.js";
import { Traffic } from "./traffic.js";
import { Faults } from "./faults.js";
import { World } from "./world.js";
import { Clock, shifted } from "./clock.js";
import { Conformance } from "./conformance.js";

const VIEWS = [
  ["call", "Call", Call],
  ["traffic", "Traffic", Traffic],
  ["faults", "Faults", Faults],
  ["world", "World", World],
  ["clock", "Clock and limits", Clock],
  ["conformance", "Conformance", Conformance],
];

const named = () => /^#\/([a-z]+)/.exec(location.hash)?.[1] ?? "call";

/** Returns the current link. Counts change all the time, so they are updated twice a second. */
function useLink() {
  const [shown, setShown] = useState({ ...link });
  useEffect(() => {
    const look = () => setShown((old) => (["state", "reason", "started", "facts", "count"].some((name) => old[name] !== link[name]) ? { ...link } : old));
    const timer = setInterval(look, 500);
    const stop = watch(look);
    return () => (clearInterval(timer), stop());
  }, []);
  return shown;
}

function App() {
  const [view, setView] = useState(named());
  const [facts, setFacts] = useState(null);
  const [problem, setProblem] = useState("");
  const now = useLink();
  useEffect(() => {
    const moved = () => {
      if (takeAddress()) retry();
      setView(named());
      say("");
    };
    addEventListener("hashchange", moved);
    follow();
    return () => removeEventListener("hashchange", moved);
  }, []);
  // Another simulator has other data, and perhaps another contract.
  useEffect(() => {
    if (!now.started) return;
    let timer;
    const load = () => Promise.all([api("GET", "/contract"), api("GET", "/targets"), api("GET", "/about")]).then(
      ([contract, targets, about]) => (setFacts({ contract, targets, about }), setProblem("")),
      (e) => {
        setProblem(e.message);
        timer = setTimeout(load, 2000);
      },
    );
    load();
    return () => clearTimeout(timer);
  }, [now.started]);
  const [id, title, View] = VIEWS.find(([name]) => name === view) ?? VIEWS[0];
  useEffect(() => {
    document.title = `${title} - Chat Contract console`;
  }, [title]);
  const count = { traffic: now.count, faults: now.facts?.faults };
  return [
    h("a", { class: "skip", href: "#main", onClick: skip }, "Skip to the view"),
    h("header", null, [
      h("div", { class: "top" }, [
        h("img", { src: "icon.svg", alt: "", width: 24, height: 24 }),
        h("h1", null, "Chat Contract console"),
        facts && h("p", { class: "where" }, [h("code", null, inert(facts.about.url)), h("span", null, `app ${facts.about.app}`)]),
        h("p", { class: `link ${now.state}` }, { opening: "connecting…", open: "connected", lost: "not connected", refused: "no access" }[now.state]),
        h(Unusual, { facts: now.facts }),
      ]),
      h("nav", { "aria-label": "Views" }, h("ul", null, VIEWS.map(([name, text]) =>
        h("li", { key: name }, h("a", { href: `#/${name}`, "aria-current": name === id ? "page" : undefined }, [
          text, count[name] > 0 && h("span", { class: "tally", "aria-hidden": "true" }, number(count[name]))]))))),
    ]),
    now.state === "lost" && h("div", { class: "banner", role: "alert" }, [
      h("p", null, [h("strong", null, inert(now.reason)), " This page tries again by itself. It shows the last known state."]),
      h("button", { type: "button", onClick: retry }, "Try now"),
    ]),
    now.state === "refused" && h(Locked, { before: facts !== null }),
    h("main", { id: "main", tabIndex: -1 }, [
      problem && h("p", { class: "problem", role: "alert" }, inert(problem)),
      facts ? h(View, { key: `${id} ${now.started}`, ...facts }) : !problem && now.state !== "refused" && h("p", { class: "hint" }, "Waiting for the simulator…"),
    ]),
    h(Status),
  ];
}

/** What makes the simulator answer in an unusual way; easily forgotten in another view. */
function Unusual({ facts }) {
  if (!facts) return null;
  return h("ul", { class: "unusual", "aria-label": "What is set" }, [
    facts.faults > 0 && h("li", null, h("a", { href: "#/faults" }, `${plural(facts.faults, "fault rule")} on`)),
    facts.shiftSeconds !== 0 && h("li", null, h("a", { href: "#/clock" }, `clock ${shifted(facts.shiftSeconds)}`)),
    facts.limits && h("li", null, h("a", { href: "#/clock" }, "rate limits on")),
  ]);
}

/** Shown when the page does not have the token of the running simulator. */
function Locked({ before }) {
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState(false);
  return h("section", { class: "panel locked", "aria-labelledby": "locked-title" }, [
    h("h2", { id: "locked-title" }, before ? "The simulator was started again" : "This page needs its token"),
    h("p", null, before
      ? "Each start has its own token, and this page has the token of an earlier start."
      : "Whoever has the token may use the console, so it is in the address that chatctl printed and nowhere else."),
    h("p", null, ["Open the address that ", h("code", null, "chatctl console"), " printed in the terminal, in this tab or another; or paste it here."]),
    h("form", { class: "bar", onSubmit: (e) => {
      e.preventDefault();
      setWrong(!takeToken(address));
    } }, [
      h("div", { class: "field wide" }, [
        h("label", { for: "address" }, "Address with the token"),
        h("input", { id: "address", value: address, autocomplete: "off", spellcheck: false, placeholder: `${location.origin}${location.pathname}#token=…`, onInput: (e) => setAddress(e.target.value) }),
      ]),
      h("button", { type: "submit", class: "main" }, "Use it"),
    ]),
    wrong && h("p", { class: "problem", role: "alert" }, "There is no #token= in that."),
  ]);
}

// The hash selects the view; this link only moves the focus.
function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

render(h(App), document.getElementById("app"));
