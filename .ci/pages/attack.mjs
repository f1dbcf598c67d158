// A page of http://evil.example tries everything that a web page can do to a simulator on this machine. It does the same to a server that
// accepts everything, so that a request that is never sent does not count as refused.
import { chromium } from "playwright-core";
import { createServer } from "node:http";

const simulator = new URL(process.argv[2]).port;
const faults = [];
let checks = 0;

function check(what, holds) {
  checks++;
  if (!holds) faults.push(what);
}

function listen(handler) {
  const server = createServer(handler);
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

// Accepts everything, and records how it arrived.
const seen = new Set();
const naive = await listen((request, response) => {
  let body = "";
  request.on("data", (d) => (body += d));
  request.on("end", () => {
    seen.add(`${request.method} ${request.url.replace(/\?.*/, "")}`);
    response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
    response.setHeader("Access-Control-Allow-Headers", "content-type");
    response.setHeader("Content-Type", "text/html");
    response.end("<p>open</p>");
  });
});
naive.on("upgrade", (request, socket) => {
  seen.add(`UPGRADE ${request.url}`);
  socket.destroy();
});
const evil = await listen((_, response) => {
  response.setHeader("Content-Type", "text/html");
  response.end("<!doctype html><title>evil</title><p>harmless");
});

// Runs in the page: returns what could be read of each answer, by name.
async function attack(base) {
  const hang = JSON.stringify({ fault: "hang", times: 0 });
  const read = {};
  const ask = async (name, path, init) => {
    try {
      const answer = await fetch(base + path, { ...init, signal: AbortSignal.timeout(5000) });
      read[name] = answer.type === "opaque" ? "opaque" : `${answer.status} ${await answer.text()}`;
    } catch (e) {
      read[name] = "failed";
    }
  };
  const post = (body, type, more) => ({ method: "POST", body, headers: type ? { "Content-Type": type } : {}, ...more });
  await ask("get", "/__admin/chat/requests", { credentials: "include" });
  await ask("get opaque", "/__admin/chat/requests", { mode: "no-cors" });
  await ask("json", "/__admin/chat/faults", post(hang, "application/json", { credentials: "include" }));
  await ask("text", "/__admin/chat/faults", post(hang, "text/plain", { mode: "no-cors" }));
  await ask("urlencoded", "/__admin/chat/faults", post(hang, "application/x-www-form-urlencoded", { mode: "no-cors" }));
  await ask("no type", "/__admin/chat/faults", post(new Blob([hang]), null, { mode: "no-cors" }));
  await ask("delete", "/__admin/chat/requests", { method: "DELETE" });
  await ask("reset", "/__admin/chat/reset", { method: "POST", mode: "no-cors" });
  await ask("groups", "/__admin/chat/groups", post('{"count":9}', "text/plain", { mode: "no-cors" }));
  await ask("settings", "/__admin/settings", post('{"fixedDelay":9000}', "text/plain", { mode: "no-cors" }));
  await ask("mapping", "/__admin/mappings", post('{"request":{},"response":{}}', "text/plain", { mode: "no-cors" }));
  await ask("save", "/__admin/mappings/save", { method: "POST", mode: "no-cors" });
  await ask("file", "/__admin/files/evil.txt", { method: "PUT", body: "x" });
  await ask("shutdown", "/__admin/shutdown", { method: "POST", mode: "no-cors" });
  await ask("api", "/v4/group_open_http_svc/import_group", post("{}", "text/plain", { mode: "no-cors" }));
  navigator.sendBeacon(base + "/__admin/chat/reset", hang);
  const load = (tag, src) =>
    new Promise((done) => {
      const element = document.createElement(tag);
      element.onload = element.onerror = done;
      setTimeout(done, 3000);
      element.src = base + src;
      document.body.append(element);
    });
  await load("img", "/__admin/chat/faults");
  await load("script", "/__admin/chat/requests");
  await load("iframe", "/__admin/chat");
  await new Promise((done) => {
    const socket = new WebSocket(base.replace("http", "ws") + "/__admin/socket");
    socket.onopen = () => ((read.socket = "open"), done());
    socket.onerror = () => ((read.socket = "failed"), done());
  });
  for (const enctype of ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"]) {
    const frame = document.createElement("iframe");
    frame.name = enctype;
    document.body.append(frame);
    const form = document.createElement("form");
    Object.assign(form, { method: "POST", action: base + "/__admin/chat/form", enctype, target: enctype });
    const field = document.createElement("input");
    field.name = '{"fault":"hang","times":0,"x":"';
    field.value = '"}';
    form.append(field);
    document.body.append(form);
    const loaded = new Promise((done) => ((frame.onload = done), setTimeout(done, 3000)));
    form.submit();
    await loaded;
  }
  return read;
}

async function state() {
  const answer = await fetch(`http://127.0.0.1:${simulator}/__admin/chat`, { signal: AbortSignal.timeout(5000) });
  return answer.text();
}

const names = ["evil.example", "rebound.example", "localhost.evil.example"];
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // The strictest browser proves nothing here: without its own protection of private networks it acts like an older one.
    "--disable-features=PrivateNetworkAccessSendPreflights,BlockInsecurePrivateNetworkRequests,LocalNetworkAccessChecks",
    `--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1`).join(",")}`,
  ],
});

const before = await state();
for (const from of ["evil.example", "localhost.evil.example"]) {
  const page = await browser.newPage();
  await page.goto(`http://${from}:${evil.address().port}/`);
  for (const host of ["127.0.0.1", "localhost"]) {
    const read = await page.evaluate(attack, `http://${host}:${simulator}`);
    for (const [what, result] of Object.entries(read)) {
      check(`${from} to ${host}: ${what}: ${result}`, result === "failed" || result === "opaque");
    }
    check(`${from} to ${host}: something changed: ${await state()}`, (await state()) === before);
  }
  await page.close();
}

// A sandboxed frame has the origin null.
const sandbox = await browser.newPage();
await sandbox.goto(`http://evil.example:${evil.address().port}/`);
await sandbox.evaluate(
  (url) =>
    new Promise((done) => {
      const frame = document.createElement("iframe");
      frame.sandbox = "allow-scripts";
      frame.srcdoc = `<script>fetch("${url}/__admin/chat/reset", {method: "POST", mode: "no-cors"}).finally(() => parent.postMessage(1, "*"))</script>`;
      window.onmessage = done;
      setTimeout(done, 5000);
      document.body.append(frame);
    }),
  `http://127.0.0.1:${simulator}`,
);
check("a sandboxed frame changed something", (await state()) === before);

// DNS rebinding: after the page was loaded, its name resolves to this machine, so everything has the same origin.
for (const name of ["rebound.example", "localhost.evil.example"]) {
  const page = await browser.newPage();
  const own = `http://${name}:${simulator}`;
  const answer = await page.goto(`${own}/__admin/chat`);
  check(`rebinding with ${name}: HTTP ${answer.status()}`, answer.status() === 403);
  const read = await page.evaluate(attack, own);
  for (const [what, result] of Object.entries(read)) {
    check(`rebinding with ${name}: ${what}: ${result}`, /^(403 |failed|opaque)/.test(result) && !result.includes("appId"));
  }
  check(`rebinding with ${name} changed something`, (await state()) === before);
}

// The same page on the server that accepts everything.
const control = await browser.newPage();
await control.goto(`http://evil.example:${evil.address().port}/`);
const open = await control.evaluate(attack, `http://127.0.0.1:${naive.address().port}`);
check(`the attack reads nothing where it could: ${open.get}`, open.get.includes("open"));
for (const sent of [
  "GET /__admin/chat/requests",
  "POST /__admin/chat/faults",
  "DELETE /__admin/chat/requests",
  "POST /__admin/chat/reset",
  "POST /__admin/shutdown",
  "PUT /__admin/files/evil.txt",
  "POST /__admin/chat/form",
  "UPGRADE /__admin/socket",
]) {
  check(`the attack never sends ${sent}; seen ${[...seen].join(", ")}`, seen.has(sent));
}

await browser.close();
naive.close();
evil.close();
faults.forEach((f) => console.error(`FAULT ${f}`));
console.log(`web attack: ${checks - faults.length} passed, ${faults.length} failed`);
process.exit(faults.length ? 1 : 0);
