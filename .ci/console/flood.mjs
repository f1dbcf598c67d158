// Sends many requests while the page follows: memory of page and server stays flat, nothing flickers, the rate is the same as without a page.
//   usage: flood.mjs CONSOLE-URL OUTPUT
import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";

const [start, out] = process.argv.slice(2);
const whole = process.env.WHOLE === "true";
const base = new URL(start).origin;
const token = /token=(.*)$/.exec(start)[1];
const faults = [];
let checks = 0;
const check = (what, holds) => {
  checks++;
  if (!holds) faults.push(what);
};

const bearer = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
const api = async (method, path, body) => (await fetch(`${base}/__console/api${path}`, { method, headers: bearer, body: body && JSON.stringify(body) })).json();

// One signed URL for all requests: the simulator accepts a nonce twice.
const signature = (await import("node:child_process")).execFileSync(process.env.CHATCTL, ["usersig", "generate", "--sdkappid", "1400000001", "--identifier", "administrator", "--expire", "36000"], {
  env: { ...process.env, CHATCTL_SECRET_KEY: "simulator-only-key-0123456789abcdef0123456789abcdef0123456789abcd" }, encoding: "utf8" }).trim();
const path = `/v4/group_open_http_svc/get_group_info?sdkappid=1400000001&identifier=administrator&usersig=${encodeURIComponent(signature)}&random=7&contenttype=json`;
const body = '{"GroupIdList":["@TGS#2J4SZEAEL"]}';
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const one = () => new Promise((done, failed) => {
  const r = request(base + path, { method: "POST", agent, headers: { "Content-Type": "application/json", "Content-Length": body.length } }, (a) => {
    a.resume();
    a.on("end", () => done(a.statusCode));
  });
  r.on("error", failed);
  r.end(body);
});
async function many(count) {
  let left = count;
  const begun = performance.now();
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (left-- > 0) if ((await one()) !== 200) throw new Error("a request of the flood was refused");
  }));
  return count / ((performance.now() - begun) / 1000);
}
/** Sends requests spread over time, a few at once. */
async function paced(perSecond, seconds) {
  for (let i = 0; i < seconds * 20; i++) {
    const next = performance.now() + 50;
    await Promise.all(Array.from({ length: perSecond / 20 }, one));
    await new Promise((r) => setTimeout(r, Math.max(0, next - performance.now())));
  }
}
const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${serverPid}/status`, "utf8"))[1]) / 1024;

const { readdirSync } = await import("node:fs");
// chatctl is a shell script; the JVM is its child or has replaced it.
const below = readdirSync("/proc").filter((p) => /^\d+$/.test(p)).find((p) => {
  try {
    return readFileSync(`/proc/${p}/stat`, "utf8").split(") ")[1].split(" ")[1] === process.env.CONSOLE_PID && readFileSync(`/proc/${p}/comm`, "utf8").startsWith("java");
  } catch {
    return false;
  }
});
const serverPid = below ?? process.env.CONSOLE_PID;

const size = whole ? 100_000 : 5_000;
await many(whole ? 20_000 : 2_000); // warm up
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--enable-precise-memory-info", "--js-flags=--expose-gc"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const errors = [];
page.on("pageerror", (e) => errors.push(e.message));
page.on("console", (m) => m.type() === "error" && errors.push(m.text()));
await page.goto(start);
await page.getByRole("link", { name: "Traffic" }).click();
await page.locator(".rows .row").first().waitFor();
const heap = () => page.evaluate(() => (globalThis.gc?.(), globalThis.gc?.(), performance.memory.usedJSHeapSize / (1 << 20)));
const elements = () => page.evaluate(() => document.querySelectorAll("*").length);

// 200 requests a second: the list is never empty, never jumps away from its end, and draws at most once per frame.
await page.evaluate(() => {
  const list = document.querySelector(".rows");
  const w = (window.watched = { drawn: 0, frames: 0, empty: 0, away: 0, going: true });
  new MutationObserver(() => (w.dirty = true)).observe(list, { childList: true, subtree: true, characterData: true });
  const frame = () => {
    if (!w.going) return;
    w.frames++;
    if (w.dirty) w.drawn++;
    w.dirty = false;
    if (list.querySelectorAll(".row").length === 0) w.empty++;
    if (list.scrollTop + list.clientHeight < list.scrollHeight - 60) w.away++;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
});
await paced(200, whole ? 20 : 5);
await page.waitForTimeout(500);
const watched = await page.evaluate(() => ((window.watched.going = false), window.watched));
check(`the list was empty in ${watched.empty} of ${watched.frames} frames`, watched.empty === 0);
check(`the list had left its end in ${watched.away} of ${watched.frames} frames`, watched.away === 0);
check("nothing was drawn while requests came", watched.drawn > 5);
console.log(`200 requests/s: drawn in ${watched.drawn} of ${watched.frames} frames, never empty`);

await many(size / 5); // what grows only at first has grown
const [heapBefore, rssBefore, elementsBefore] = [await heap(), resident(), await elements()];
const rate = await many(size);
await page.waitForTimeout(1500);
const [heapAfter, rssAfter, elementsAfter] = [await heap(), resident(), await elements()];
console.log(`${size} requests at ${Math.round(rate)}/s; page ${heapBefore.toFixed(1)} to ${heapAfter.toFixed(1)} MB, ${elementsBefore} to ${elementsAfter} elements; server ${Math.round(rssBefore)} to ${Math.round(rssAfter)} MB`);
check(`the page grew from ${heapBefore} to ${heapAfter} MB`, heapAfter < heapBefore + 8);
check(`the page grew from ${elementsBefore} to ${elementsAfter} elements`, elementsAfter < elementsBefore + 200);
check(`the server grew from ${rssBefore} to ${rssAfter} MB`, rssAfter < rssBefore + (whole ? 100 : 200));
check("the newest request is not shown", (await page.evaluate(() => document.querySelectorAll(".row").length)) > 5);
await page.screenshot({ path: join(out, "flood.png") });
errors.forEach((e) => faults.push(`page: ${e}`));

// The rate and the processor time per request: pairs with and without a console, in random order, so that any drift affects
// both. Only curl reads the stream: a browser would use the same processors.
await browser.close();
const ticks = () => readFileSync(`/proc/${serverPid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).reduce((sum, n) => sum + Number(n), 0);
async function measured(watched, count) {
  let reader;
  let bytes = 0;
  if (watched) {
    reader = spawn("curl", ["--silent", "--no-buffer", "--config", "-"], { stdio: ["pipe", "pipe", "inherit"] });
    reader.stdin.end(`url = "${base}/__console/api/traffic/stream"\nheader = "Authorization: ${bearer.Authorization}"\n`);
    await new Promise((first) => reader.stdout.on("data", (part) => (bytes += part.length) && first()));
  }
  const before = ticks();
  const rate = await many(count);
  const cost = (ticks() - before) / count;
  if (watched) {
    check("the stream told nothing while requests came", bytes > 1000);
    const gone = new Promise((end) => reader.on("exit", end));
    reader.kill();
    await gone;
    await new Promise((r) => setTimeout(r, 1500)); // until the simulator has noticed
  }
  return { rate, cost };
}
const rates = [];
const costs = [];
for (let i = 0; i < (whole ? 15 : 2); i++) {
  const order = Math.random() < 0.5 ? [true, false] : [false, true];
  const got = {};
  for (const watched of order) got[watched] = await measured(watched, whole ? 15_000 : 2_000);
  rates.push(got.true.rate / got.false.rate);
  costs.push(got.true.cost / got.false.cost);
}
const middle = (list) => list.sort((x, y) => x - y)[list.length >> 1];
const said = (list) => `median of ${list.length}: ${list.map((r) => r.toFixed(2)).join(" ")}`;
const [ratio, cost] = [middle(rates), middle(costs)];
console.log(`rate with an open console: ${ratio.toFixed(3)} of the rate without (${said(rates)})`);
console.log(`processor time of a request: ${cost.toFixed(3)} of that without (${said(costs)})${whole ? "" : "; both judged with --whole only"}`);
if (whole) {
  check(`an open console costs ${((1 - ratio) * 100).toFixed(1)} % of the rate`, ratio > 0.95);
  check(`an open console makes a request cost ${((cost - 1) * 100).toFixed(1)} % more`, cost < 1.05);
}
const about = await api("GET", "/about");
check("requests were not counted", about.requests >= size);
faults.forEach((f) => console.error(`FAULT ${f}`));
console.log(`flood: ${checks - Math.min(checks, faults.length)} passed, ${faults.length} failed`);
process.exit(faults.length ? 1 : 0);
