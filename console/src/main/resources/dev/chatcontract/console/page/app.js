// The page: a head with the views, one view at a time.
import { h, render, useState, useEffect, api, say, Status, inert } from "./base.js";
import { Call } from "./call.js";
import { Traffic } from "./traffic.js";
import { Faults } from "./faults.js";
import { World } from "./world.js";
import { Clock } from "./clock.js";
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

function App() {
  const [view, setView] = useState(named());
  const [facts, setFacts] = useState(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    const moved = () => {
      setView(named());
      say("");
    };
    addEventListener("hashchange", moved);
    Promise.all([api("GET", "/contract"), api("GET", "/targets"), api("GET", "/about")]).then(
      ([contract, targets, about]) => setFacts({ contract, targets, about }),
      (e) => setProblem(e.message),
    );
    return () => removeEventListener("hashchange", moved);
  }, []);
  const [id, title, View] = VIEWS.find(([name]) => name === view) ?? VIEWS[0];
  useEffect(() => {
    document.title = `${title} - Chat Contract console`;
  }, [title]);
  return [
    h("a", { class: "skip", href: "#main", onClick: skip }, "Skip to the view"),
    h("header", null, [
      h("h1", null, "Chat Contract console"),
      facts && h("p", { class: "where" }, [inert(facts.about.url), h("span", null, ` app ${facts.about.app}`)]),
      h("nav", { "aria-label": "Views" }, h("ul", null, VIEWS.map(([name, text]) =>
        h("li", { key: name }, h("a", { href: `#/${name}`, "aria-current": name === id ? "page" : undefined }, text))))),
    ]),
    h(Status),
    h("main", { id: "main", tabIndex: -1 }, [
      problem && h("p", { class: "problem", role: "alert" }, inert(problem)),
      facts && h(View, { key: id, ...facts }),
    ]),
  ];
}

// The hash is the view's; the link only moves the focus.
function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

render(h(App), document.getElementById("app"));
