// What every view uses: the library, the API, text made inert, a list that draws only visible rows.
const { h, Fragment, render } = globalThis.preact;
const { useState, useEffect, useLayoutEffect, useRef, useMemo } = globalThis.preactHooks;
export { h, Fragment, render, useState, useEffect, useLayoutEffect, useRef, useMemo };

// The token follows the # of the start URL, which no browser sends, and is removed from the address line at once.
let token = "";
const waiting = new Set();

function keep(given) {
  token = given;
  try {
    sessionStorage.setItem("token", given);
  } catch {
    // Without storage, the token is lost when the page is reloaded.
  }
  waiting.forEach((ready) => ready());
  waiting.clear();
}

/** Takes the token from an address; returns false if there is none. */
export function takeToken(address) {
  const given = /#token=([A-Za-z0-9._~+/=-]+)\s*$/.exec(address);
  if (given) keep(given[1]);
  return given !== null;
}

/** Takes the token from the address line, also if an address was pasted into a tab that already had the page. */
export function takeAddress() {
  if (!takeToken(location.hash)) return false;
  history.replaceState(null, "", `${location.pathname}#/call`);
  return true;
}

if (!takeAddress()) {
  try {
    token = sessionStorage.getItem("token") ?? "";
  } catch {
    // As above.
  }
}

/** Waits for another token. */
export const newToken = () => new Promise((ready) => waiting.add(ready));

export const headers = () => ({ Authorization: `Bearer ${token}` });

/** No simulator answers this page, which the page header already says. */
export class Away extends Error {}

/** Calls the API and returns the text of its answer; throws an Error with the server's own message. `body` is JSON as text. */
export async function apiText(method, path, body) {
  let answer;
  let text;
  try {
    answer = await fetch(`api${path}`, {
      method,
      headers: body === undefined ? headers() : { ...headers(), "Content-Type": "application/json" },
      body,
    });
    text = await answer.text();
  } catch {
    throw new Away("The simulator does not answer. Is it still running?");
  }
  if (answer.status === 401) throw new Away("The simulator does not know this page's token. Open the address that chatctl printed when it started.");
  if (!answer.ok) throw new Error(errorOf(text) ?? `HTTP ${answer.status}`);
  return text;
}

function errorOf(text) {
  try {
    return JSON.parse(text).error;
  } catch {
    return undefined;
  }
}

/** The same with plain data, for bodies whose numbers all fit into a double. */
export const api = async (method, path, body) => JSON.parse(await apiText(method, path, body === undefined ? undefined : JSON.stringify(body)));

/** Characters that affect the text around them are shown as their code. */
const ACTING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
export const inert = (text) =>
  String(text).replace(ACTING, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const cut = (text, most) =>
  text.length <= most ? text : `${text.slice(0, most)}… (${number(text.length)} characters)`;

export const number = (n) => new Intl.NumberFormat("en").format(n);
export const plural = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;
export const bytesOf = (text) => new TextEncoder().encode(text).length;
export const millis = (micros) => `${(micros / 1000).toFixed(micros < 10000 ? 1 : 0)} ms`;
export const clockTime = (iso) => iso.slice(11, 23).replace("Z", "");

/** Offers a file for download without requesting it from the server again. */
export function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// Messages, also for screen readers. Good news disappears by itself; bad news stays.
const NEWS_MILLIS = 6000;
let tell = () => {};
export const say = (text, wrong = false) => tell({ text, wrong });
export function Status() {
  const [said, setSaid] = useState({ text: "", wrong: false });
  tell = setSaid;
  useEffect(() => {
    if (!said.text || said.wrong) return;
    const timer = setTimeout(() => setSaid({ text: "", wrong: false }), NEWS_MILLIS);
    return () => clearTimeout(timer);
  }, [said]);
  return h("div", { class: `status ${said.wrong ? "wrong" : ""}`, role: "status", "aria-live": "polite" }, [
    said.text && h("span", null, inert(said.text)),
    said.text && h("button", { type: "button", class: "quiet", onClick: () => setSaid({ text: "", wrong: false }), "aria-label": "Dismiss message" }, "×"),
  ]);
}

/** Runs a task and shows the message if it fails. */
export const attempt = (task) => async (event) => {
  event?.preventDefault?.();
  try {
    return await task(event);
  } catch (e) {
    say(e.message, true);
  }
};

export function useApi(path, again = 0) {
  const [data, setData] = useState(null);
  const load = () => api("GET", path).then(setData, (e) => e instanceof Away || say(e.message, true));
  useEffect(() => {
    load();
    const timer = again ? setInterval(load, again) : 0;
    addEventListener("linked", load);
    return () => {
      clearInterval(timer);
      removeEventListener("linked", load);
    };
  }, [path, again]);
  return [data, setData, load];
}

let ids = 0;
export const useId = (name) => useMemo(() => `${name}-${++ids}`, []);

/** A control with its label. */
export function Field({ label, hint, children, class: more }) {
  const id = useId("field");
  const named = Array.isArray(children) ? children[0] : children;
  named.props.id = id;
  if (hint) named.props["aria-describedby"] = `${id}-hint`;
  return h("div", { class: `field ${more ?? ""}` }, [
    h("label", { for: id }, label),
    children,
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint),
  ]);
}

/**
 * A table whose rows become cards on a narrow page. The first cell of a row is its header; the others are content, or
 * [content, class]. Roles are explicit, since a browser drops them when a table is displayed as blocks.
 */
export function Table({ label, caption, heads, rows }) {
  return h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": label }, h("table", { class: "stack", role: "table" }, [
    caption && h("caption", null, caption),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads.map((text) => h("th", { scope: "col", role: "columnheader" }, text)))),
    h("tbody", { role: "rowgroup" }, rows.map(({ off, cells: [first, ...others] }) => h("tr", { role: "row", class: off ? "off" : "" }, [
      h("th", { scope: "row", role: "rowheader" }, first),
      others.map((cell, i) => {
        const [content, more] = Array.isArray(cell) ? cell : [cell, ""];
        return h("td", { role: "cell", class: more, "data-name": heads[i + 1] }, content);
      }),
    ]))),
  ]));
}

/** Code that can be copied; scrolls separately, also by keyboard. */
export function Code({ text, label, whole = text }) {
  const box = useRef(null);
  return h("div", { class: "code" }, [
    h("pre", { ref: box, tabIndex: 0, "aria-label": label, role: "region" }, h("bdi", { dir: "ltr" }, inert(text))),
    h(
      "button",
      {
        type: "button",
        class: "copy",
        "aria-label": `Copy ${label}`,
        onClick: attempt(async () => {
          if (navigator.clipboard) {
            await navigator.clipboard.writeText(whole);
            say(`Copied: ${label}.`);
          } else {
            // A page that was not loaded over loopback has no clipboard.
            getSelection().selectAllChildren(box.current);
            say("This browser does not let the page copy. The text is selected: press Ctrl+C.", true);
          }
        }),
      },
      "Copy",
    ),
  ]);
}

/**
 * A list of any length in which only the visible rows exist. One row is current; arrow keys, Page Up, Page Down, Home
 * and End move it.
 */
export function Rows({ count, height, row, current, onCurrent, follow, onFollow, dropped = 0, label, heads, empty }) {
  const box = useRef(null);
  const [view, setView] = useState({ top: 0, rows: 20 });
  const id = useId("rows");
  const seen = useRef(dropped);
  const own = useRef(0);
  const measure = () => {
    const el = box.current;
    if (!el) return;
    const top = Math.max(0, Math.floor(el.scrollTop / height) - 5);
    const rows = Math.ceil(el.clientHeight / height) + 10;
    setView((old) => (old.top === top && old.rows === rows ? old : { top, rows }));
  };
  useLayoutEffect(() => {
    const el = box.current;
    if (follow) {
      own.current = el.scrollTop = Math.max(0, count * height - el.clientHeight);
    } else if (dropped !== seen.current) {
      // Rows removed above must not move what is being read.
      own.current = el.scrollTop = Math.max(0, el.scrollTop - (dropped - seen.current) * height);
    }
    seen.current = dropped;
    measure();
  }, [count, follow, dropped, height]);
  useEffect(() => {
    const watch = new ResizeObserver(measure);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [height]);
  const scrolled = () => {
    const el = box.current;
    if (onFollow && Math.abs(el.scrollTop - own.current) > 2) {
      onFollow(el.scrollTop + el.clientHeight >= count * height - 4);
    }
    own.current = el.scrollTop;
    measure();
  };
  const move = (to) => {
    const next = Math.min(count - 1, Math.max(0, to));
    const el = box.current;
    if (next * height < el.scrollTop) el.scrollTop = next * height;
    else if ((next + 1) * height > el.scrollTop + el.clientHeight) el.scrollTop = (next + 1) * height - el.clientHeight;
    onCurrent(next);
  };
  const keys = (e) => {
    const page = Math.max(1, Math.floor(box.current.clientHeight / height) - 1);
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + page, PageUp: current - page, Home: 0, End: count - 1 }[e.key];
    if (to === undefined || count === 0) return;
    e.preventDefault();
    move(current < 0 && e.key.startsWith("Arrow") ? 0 : to);
  };
  // Without keys: visible rows are reused for new content, and no element is added or removed while the list scrolls.
  const shown = [];
  for (let i = view.top; i < Math.min(count, view.top + view.rows); i++) {
    shown.push(
      h(
        "div",
        {
          id: `${id}-${i}`,
          role: "option",
          class: "row",
          "aria-selected": i === current ? "true" : "false",
          "aria-setsize": count,
          "aria-posinset": i + 1,
          style: { top: `${i * height}px`, height: `${height}px` },
          onClick: () => onCurrent(i),
        },
        row(i),
      ),
    );
  }
  return h("div", { class: "listed" }, [
    heads && count > 0 && h("div", { class: "heads", "aria-hidden": "true" }, heads.map((text) => h("span", null, text))),
    h("div", {
      class: "rows",
      ref: box,
      role: "listbox",
      tabIndex: 0,
      "aria-label": label,
      "aria-activedescendant": current >= view.top && current < view.top + view.rows ? `${id}-${current}` : undefined,
      onScroll: scrolled,
      onKeyDown: keys,
    },
    count === 0
      ? h("div", { role: "option", class: "empty", "aria-selected": "false", "aria-disabled": "true" }, empty)
      : h("div", { class: "tall", role: "presentation", style: { height: `${count * height}px` } }, shown)),
  ]);
}
