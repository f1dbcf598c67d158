// Conformance: run a filter, watch the progress, open the findings.
import { h, useState, useEffect, useRef, api, attempt, say, useApi, inert, number, plural, Field, Table, Code, clockTime } from "./base.js";

export function Conformance({ contract }) {
  const [about, , reload] = useApi("/conformance");
  const [subject, setSubject] = useState(0);
  const [filter, setFilter] = useState(`${contract.operations[0]?.name ?? "*"}/*`);
  const [run, setRun] = useState(null);
  const shown = useRef(0);
  const running = run?.state === "running";
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => api("GET", `/conformance/run?id=${run.id}`).then((r) => {
      if (shown.current !== r.id) return;
      setRun(r);
      if (r.state !== "running") {
        reload();
        say(`The run has ${r.state}: ${r.message.split("\n").pop()}`);
      }
    }, (e) => say(e.message, true)), 400);
    return () => clearInterval(timer);
  }, [running, run?.id]);
  const show = (r) => {
    shown.current = r.id;
    setRun(r);
  };
  if (!about) return null;
  return h("div", { class: "conformance" }, [
    h("h2", null, "Conformance"),
    h("form", { class: "bar", onSubmit: attempt(async () => {
      show(await api("POST", "/conformance/runs", { filter, subject }));
      reload();
    }) }, [
      h(Field, { label: "Who is tested" }, h("select", { value: subject, onChange: (e) => setSubject(Number(e.target.value)) }, about.subjects.map((s, i) => h("option", { key: i, value: i }, inert(s))))),
      h(Field, { label: "Cases", hint: "Globs of case ids, with spaces between; all if empty" }, h("input", { value: filter, spellcheck: false, onInput: (e) => setFilter(e.target.value) })),
      h("button", { type: "submit", class: "main", disabled: running }, "Run"),
      h("button", { type: "button", disabled: !running, onClick: attempt(async () => api("DELETE", "/conformance/run")) }, "Stop"),
    ]),
    about.subjects.length === 1 && h("p", { class: "hint" }, "Start the console with --client 'CMD' to test a driver in another language here."),
    run && h(Run, { key: run.id, run }),
    h("h3", null, "Runs since the start"),
    about.runs.length === 0 ? h("p", { class: "hint" }, "None yet.") :
      h(Table, { label: "Runs since the start", heads: ["Run", "At", "Who", "Cases", "State", "Done", "Findings"],
        rows: about.runs.map((r) => {
          const now = run?.id === r.id ? run : r;
          return { cells: [
            h("button", { type: "button", class: "value", onClick: attempt(async () => show(await api("GET", `/conformance/run?id=${r.id}`))) }, `Run ${r.id}`),
            clockTime(now.started).slice(0, 8), inert(now.subject), inert(now.filter || "all"),
            [h("span", { class: `outcome ${now.state === "passed" ? "ok" : now.state === "running" ? "waiting" : "refused"}` }, now.state), "plain"], [`${number(now.done)} of ${number(now.total)}`, "num"], [String(now.findings), "num"]] };
        }) }),
  ]);
}

function Run({ run }) {
  return h("section", { class: "panel run", "aria-labelledby": "run-title" }, [
    h("h3", { id: "run-title" }, `Run ${run.id}: ${inert(run.subject)}, ${inert(run.filter || "all cases")}`),
    h("p", { class: "facts" }, [
      h("strong", { class: `outcome ${run.state === "passed" ? "ok" : run.state === "running" ? "waiting" : "refused"}` }, run.state),
      h("span", null, `${number(run.done)} of ${plural(run.total, "case")}`),
      Object.entries(run.counts).map(([status, n]) => h("span", { key: status }, `${number(n)} ${status}`)),
    ]),
    h("progress", { max: Math.max(1, run.total), value: run.done, "aria-label": "Cases done" }),
    run.message && run.message.split("\n").map((line) => h("p", null, inert(line))),
    (run.list ?? []).map((f) => h("details", { key: f.case, class: "finding" }, [
      h("summary", null, [h("strong", null, inert(f.case)), ` ${inert(f.title)}`, h("span", { class: "meta" }, ` ${f.status}`)]),
      h("ul", null, f.faults.map((fault) => h("li", null, inert(fault)))),
      h("p", null, ["Contract: ", h("code", null, inert(f.contract)), f.page && ` documented: ${inert(f.page)}`]),
      f.trace.length > 0 && h("pre", { tabIndex: 0, role: "region", "aria-label": `Exchange of ${f.case}` }, h("bdi", { dir: "ltr" }, f.trace.map(inert).join("\n"))),
      h(Code, { label: `the command that runs ${f.case} alone`, text: f.replay }),
    ])),
  ]);
}
