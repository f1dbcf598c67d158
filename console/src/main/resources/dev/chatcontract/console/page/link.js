// The link to the simulator: a stream of its events, opened again whenever it breaks.
import { headers, newToken } from "./base.js";

const AGAIN_MILLIS = 2000;
/** The simulator sends something every second, even if nothing happens. */
const SILENCE_MILLIS = 15000;

/** state: opening, open, lost or refused; started: changes when another simulator answers; the rest is reported by the simulator. */
export const link = { state: "opening", reason: "", started: "", facts: null, count: 0, serial: 0, refused: 0, clears: 0 };
/** Requests without an answer yet, which are reported again when the stream is opened again. */
const waiting = new Set();
const after = () => Math.min(link.serial, ...[...waiting].slice(0, 1000).map((serial) => serial - 1));
const watchers = new Set();
const takers = new Set();

export const watch = (watcher) => (watchers.add(watcher), () => watchers.delete(watcher));
/** Receives each event with name and data; `again` means that everything before it is out of date. */
export const onEvent = (taker) => takers.add(taker);
const tell = (name, data) => takers.forEach((take) => take(name, data));
const changed = () => watchers.forEach((watcher) => watcher());

function become(state, reason = "") {
  if (link.state === state && link.reason === reason) return;
  Object.assign(link, { state, reason });
  changed();
}

function heard(name, data) {
  if (name === "state") {
    const another = link.started !== data.started;
    const back = link.state === "lost";
    if (link.started && (another || data.clears !== link.clears)) tell("again", {});
    if (another) {
      link.serial = 0;
      waiting.clear();
    }
    if (another || link.refused < data.refused) link.refused = data.refused;
    Object.assign(link, { started: data.started, clears: data.clears, facts: data, state: "open", reason: "" });
    changed();
    if (back) dispatchEvent(new Event("linked"));
    return;
  }
  if (name === "requests") {
    link.count = data.count;
    for (const row of data.rows) {
      link.serial = Math.max(link.serial, row.serial);
      if (row.status === undefined) waiting.add(row.serial);
      else waiting.delete(row.serial);
    }
  }
  if (name === "refused") link.refused = data.count;
  if (name === "cleared") {
    link.count = 0;
    link.clears++;
  }
  tell(name, data);
}

async function read(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    link.heard = Date.now();
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const field = (start) => block.split("\n").find((line) => line.startsWith(start))?.slice(start.length);
      const name = field("event: ");
      const data = field("data: ");
      if (name && data) heard(name, JSON.parse(data));
    }
  }
}

/** A hidden page does not follow: a browser opens at most six connections to a server, for all its tabs together. */
const seen = () => new Promise((ready) => {
  if (!document.hidden) return ready();
  document.addEventListener("visibilitychange", function look() {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", look);
    ready();
  });
});

let wake = () => {};
/** Tries again at once. */
export const retry = () => wake();

export async function follow() {
  for (;;) {
    await seen();
    const stop = new AbortController();
    const hidden = () => document.hidden && stop.abort("hidden");
    document.addEventListener("visibilitychange", hidden);
    link.heard = Date.now();
    const silence = setInterval(() => Date.now() - link.heard > SILENCE_MILLIS && stop.abort("silent"), 3000);
    try {
      const answer = await fetch(`api/traffic/stream?after=${after()}&refused=${link.refused}&started=${link.started}`, { headers: headers(), signal: stop.signal });
      if (answer.status === 401) {
        become("refused");
        await Promise.race([newToken(), new Promise((r) => (wake = r))]);
        continue;
      }
      if (!answer.ok) throw new Error((await answer.json()).error);
      await read(answer.body);
      become("lost", "The simulator ended the connection: it was stopped.");
    } catch (e) {
      if (stop.signal.reason === "hidden") continue;
      become("lost", stop.signal.reason === "silent" ? "The simulator has gone silent." : e instanceof TypeError ? "The simulator does not answer: it was stopped, or started on another port." : e.message);
    } finally {
      clearInterval(silence);
      document.removeEventListener("visibilitychange", hidden);
    }
    await new Promise((again) => {
      wake = again;
      setTimeout(again, AGAIN_MILLIS);
    });
  }
}
