// Clock and rate limits: view and set them.
import { h, useState, useEffect, api, attempt, say, useApi, Field, Table, plural } from "./base.js";

export function Clock() {
  return h("div", { class: "clocks" }, [h(Time), h(Limits)]);
}

function Time() {
  const [clock, setClock] = useApi("/clock", 10000);
  const [typed, setTyped] = useState("");
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const shift = clock?.shiftSeconds ?? 0;
  const set = (body) => attempt(async () => {
    setClock(await api("PUT", "/clock", body));
    say("The clock is set.");
  });
  const by = (seconds) => set({ shiftSeconds: shift + seconds });
  return h("section", { class: "clock panel", "aria-labelledby": "clock-title" }, [
    h("h2", { id: "clock-title" }, "Clock"),
    h("p", null, "The simulator takes its time from here: for signatures, rate limits and the times that it writes down."),
    clock && h("p", { class: "now" }, [h("strong", null, new Date(Date.now() + shift * 1000).toISOString().slice(0, 19).replace("T", " ")), " UTC",
      h("span", { class: "meta" }, shift === 0 ? " same as this machine's" : ` ${shifted(shift)}`)]),
    h("div", { class: "buttons" }, [
      h("button", { type: "button", onClick: by(3600) }, "+ 1 hour"), h("button", { type: "button", onClick: by(86400) }, "+ 1 day"),
      h("button", { type: "button", onClick: by(180 * 86400) }, "+ 180 days"), h("button", { type: "button", onClick: by(-86400) }, "- 1 day"),
      h("button", { type: "button", onClick: set({ shiftSeconds: 0 }) }, "Back to this machine's"),
    ]),
    h("form", { class: "bar", onSubmit: attempt(() => set({ now: typed.trim() })()) }, [
      h(Field, { label: "Set to", hint: "UTC, such as 2026-12-31T23:59:50Z" }, h("input", { value: typed, autocomplete: "off", onInput: (e) => setTyped(e.target.value) })),
      h("button", { type: "submit" }, "Set"),
    ]),
  ]);
}

/** Says in words how far the simulator's clock is from the machine's. */
export function shifted(seconds) {
  const s = Math.abs(seconds);
  const [n, unit] = s >= 86400 ? [s / 86400, "day"] : s >= 3600 ? [s / 3600, "hour"] : [s, "second"];
  return `${plural(Math.round(n), unit)} ${seconds > 0 ? "ahead" : "behind"}`;
}

function Limits() {
  const [limits, setLimits] = useApi("/limits");
  const [typed, setTyped] = useState({});
  const set = (body, said) => attempt(async () => {
    setLimits(await api("PUT", "/limits", body));
    say(said);
  });
  if (!limits) return null;
  const whole = (text) => {
    if (!/^\d{1,6}$/.test(text)) throw new Error(`A limit is a whole number, not "${text}".`);
    return Number(text);
  };
  return h("section", { class: "limits panel", "aria-labelledby": "limits-title" }, [
    h("h2", { id: "limits-title" }, "Rate limits"),
    h("label", { class: "check" }, [h("input", { type: "checkbox", checked: limits.enforced, onChange: (e) => set({ enforced: e.target.checked }, e.target.checked ? "Calls beyond a limit are refused." : "No call is refused for its rate.")() }), "Refuse calls beyond these limits"]),
    h(Table, { label: "Limits of each operation", heads: ["Operation", "Calls", "In seconds", "Contract", "Change"],
      rows: limits.operations.map((row) => {
        const now = typed[row.operation] ?? { calls: String(row.calls ?? ""), perSeconds: String(row.perSeconds ?? "") };
        const put = (name, value) => setTyped({ ...typed, [row.operation]: { ...now, [name]: value } });
        return { cells: [
          row.operation,
          h("input", { class: "short", inputMode: "numeric", "aria-label": `Calls of ${row.operation}`, value: now.calls, onInput: (e) => put("calls", e.target.value) }),
          h("input", { class: "short", inputMode: "numeric", "aria-label": `Seconds of ${row.operation}`, value: now.perSeconds, onInput: (e) => put("perSeconds", e.target.value) }),
          row.documentedCalls === undefined ? "-" : `${row.documentedCalls} in ${row.documentedPerSeconds} s`,
          [h("button", { type: "button", "aria-label": `Set the limit of ${row.operation}`, onClick: attempt(() => set({ operation: row.operation, calls: whole(now.calls), perSeconds: whole(now.perSeconds) }, `${row.operation}: ${plural(Number(now.calls), "call")} in ${now.perSeconds} s.`)()) }, "Set"), "plain"],
        ] };
      }) }),
    h("button", { type: "button", onClick: attempt(async () => {
      setTyped({});
      await set({ documented: true }, "The limits of the contract are back.")();
    }) }, "Back to the limits of the contract"),
  ]);
}
