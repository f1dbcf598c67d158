// Drives the console in headless Chromium as a user would: every view, by mouse and by keyboard, both widths, both themes.
//   usage: check.mjs CONSOLE-URL REGION-URL OUTPUT [--shot FILE]
// Expects a console started with --allow-live against a second simulator, REGION-URL, and with a driver that signs nothing.
import { chromium } from "playwright-core";
import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";

const [start, region, out] = process.argv.slice(2);
const base = new URL(start).origin;
const token = /token=(.*)$/.exec(start)[1];
const KEYS = process.env.CONSOLE_KEYS.split(",");
const chatctl = process.env.CHATCTL;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
const seen = [];
let checks = 0;
mkdirSync(out, { recursive: true });

function check(what, holds) {
  checks++;
  if (!holds) {
    faults.push(what);
    console.error(`FAULT ${what}`);
  }
}

/** Waits for a condition; records a fault if it does not become true soon. */
async function soon(what, test, most = 15000) {
  const until = Date.now() + most;
  let held = false;
  while (!(held = await test()) && Date.now() < until) await new Promise((r) => setTimeout(r, 50));
  check(what, held);
}

/** Sends a request that fetch would encode, and waits until it is answered. */
const raw = (text) => new Promise((ready, failed) => {
  const socket = connect(Number(new URL(base).port), "127.0.0.1", () => socket.write(text));
  socket.on("error", failed).on("close", ready).resume();
});

/** Starts another console, which may be ended. */
const serve = (port) => new Promise((ready, failed) => {
  const child = spawn(chatctl, ["console", "--port", String(port)], { stdio: ["ignore", "pipe", "ignore"] });
  process.on("exit", () => child.kill());
  let said = "";
  child.stdout.on("data", (text) => (said += text) && said.includes("\n") && ready({ child, url: said.split("\n")[0] }));
  child.on("exit", () => failed(new Error(`the console ended: ${said}`)));
});
const spare = serve(0); // starts while other checks run

const names = ["evil.example", "rebound.example"];
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--enable-precise-memory-info", "--disable-features=PrivateNetworkAccessSendPreflights,BlockInsecurePrivateNetworkRequests,LocalNetworkAccessChecks",
    `--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1`).join(",")}`],
});

/** Opens a page and records its errors, requests to other hosts, and answers. */
async function open(width = 1280, colorScheme = "light", height = 900, deviceScaleFactor = 1) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, deviceScaleFactor, acceptDownloads: true });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: base });
  const page = await context.newPage();
  const at = `at ${width} px, ${colorScheme}`;
  page.on("console", (m) => {
    // A refusal that a view shows is not an error of the page.
    if (m.type() === "error" && !/status of 422/.test(m.text())) faults.push(`${at}: console: ${m.text()}`);
  });
  page.on("pageerror", (e) => faults.push(`${at}: script: ${e.message}`));
  page.on("request", (r) => {
    if (!r.url().startsWith(`${base}/`) && !r.url().startsWith(`blob:${base}/`)) faults.push(`${at}: foreign request ${r.url()}`);
    seen.push(r.url(), r.postData() ?? "");
  });
  page.on("response", (r) => {
    seen.push(JSON.stringify(r.headers()));
    if (!/stream/.test(r.url())) r.text().then((t) => seen.push(t), () => {});
  });
  await page.goto(start);
  await page.getByRole("heading", { name: "Operation", exact: true }).waitFor();
  return page;
}

/** Runs a command and returns its output; on failure, throws with all of it. */
const run = (command, args, options = {}) => new Promise((done, failed) => {
  execFile(command, args, { encoding: "utf8", maxBuffer: 1 << 24, ...options }, (e, out, err) => (e ? failed(new Error(`${command}: ${out}${err}`)) : done(out)));
});

const view = async (page, name, heading = name) => {
  await page.getByRole("navigation").getByRole("link", { name }).click();
  await page.getByRole("heading", { name: heading, level: 2 }).waitFor();
};

async function looked(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ rules: { "target-size": { enabled: true } } }));
  for (const v of violations) faults.push(`${name}: axe ${v.id}: ${v.help} (${v.nodes.length}x, e.g. ${v.nodes[0].target}: ${v.nodes[0].html.slice(0, 160)})`);
  checks++;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(`${name}: the page scrolls sideways by ${wide} px`, wide <= 0);
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
}

// Calls the API directly, as another program would.
const api = async (method, path, body) => {
  const answer = await fetch(`${base}/__console/api${path}`, { method, headers: { Authorization: `Bearer ${token}`, ...(body ? { "Content-Type": "application/json" } : {}) }, body: body && JSON.stringify(body) });
  return answer.json();
};
/** Also reads the server-sent events while the checks run, so that they can be searched for secrets. */
const stopped = new AbortController();
const events = await fetch(`${base}/__console/api/traffic/stream?all`, { headers: { Authorization: `Bearer ${token}` }, signal: stopped.signal });
const streamed = (async () => {
  let length = 0;
  try {
    for await (const part of events.body.pipeThrough(new TextDecoderStream())) {
      seen.push(part);
      length += part.length;
    }
  } catch {
    // aborted below
  }
  return length;
})();
const other = (operation, text = "{}") => api("POST", "/call", { operation, text });

async function call() {
  const page = await open();
  check("the token stays in the address line", !page.url().includes("token"));
  const send = page.getByRole("button", { name: /^Send/ });
  const editor = page.getByLabel("Body of the request as JSON");
  const answered = (n) => page.getByRole("heading", { name: `Answer to call ${n}` }).waitFor();

  // Search by name, tag and code.
  const search = page.getByLabel("Search by name, tag or code");
  for (const [words, name] of [["contact", "get_contact_group"], ["conversations", "get_contact_group"], ["10021", "import_group"]]) {
    await search.fill(words);
    check(`"${words}" does not find ${name}`, (await page.locator(".opname").allInnerTexts()).includes(name));
    check(`"${words}" hides nothing`, (await page.locator(".opname").count()) < 5);
  }
  await search.fill("no such thing");
  check("an empty search is not told", await page.getByText("No operation matches").isVisible());
  await search.fill("");

  // Sample, form, byte count, conditions.
  await page.getByRole("button", { name: "import_group" }).click();
  const sample = page.getByLabel("Documented sample");
  const ids = await sample.locator("option").evaluateAll((o) => o.map((x) => x.value).filter(Boolean));
  check("there are no samples to choose", ids.length > 0);
  await sample.selectOption(ids[0]);
  const before = await editor.inputValue();
  const name = page.getByLabel("Name", { exact: true }).first();
  await name.fill("群组名称");
  check("the form does not write the JSON", (await editor.inputValue()).includes("群组名称") && (await editor.inputValue()) !== before);
  check("bytes are not counted in UTF-8", await page.getByText(/^12 of \d+ bytes$/).isVisible());
  await name.fill("名".repeat(200));
  check("a text that is too long is not marked", (await name.getAttribute("aria-invalid")) === "true");
  await soon("a text that is too long is not told before sending", () => page.locator(".problems .error").filter({ hasText: "/Name" }).isVisible());
  await page.screenshot({ path: join(out, "call-problems.png"), fullPage: true });
  check("Send does not say that there are problems", await page.getByRole("button", { name: /Send anyway/ }).isVisible());
  await name.fill("plain");
  // A known value, and another one.
  await page.getByRole("button", { name: "Public", exact: true }).first().click();
  check("a known value does not get into the JSON", (await editor.inputValue()).includes('"Type": "Public"'));
  await page.getByLabel("Type", { exact: true }).first().fill("Someday");
  check("a value of one's own does not get into the JSON", (await editor.inputValue()).includes('"Type": "Someday"'));

  // JSON: the error shows line and member, and the button leads there.
  await editor.fill('{\n  "Type": "Public",\n  "Name": 7\n}');
  await soon("a wrong type is not told with its line", () => page.locator(".problems li").filter({ hasText: "line 3" }).filter({ hasText: "/Name" }).isVisible());
  await page.getByRole("button", { name: "line 3" }).click();
  check("the line's button does not lead into the text", (await editor.evaluate((e) => document.activeElement === e && e.value.slice(0, e.selectionStart).split("\n").length)) === 3);
  await editor.fill('{"Type": ');
  await soon("half a text is not told", () => page.getByText("Correct it, and the form comes back").isVisible());

  // Preview, send, answer, explanation.
  await page.getByRole("button", { name: "get_appid_group_list" }).click();
  await editor.fill('{"Limit": 2}');
  await page.getByText("As it goes out").click();
  await soon("the request is not shown", () => page.getByRole("region", { name: "request as it goes out" }).getByText("usersig=(hidden)").isVisible());
  await send.click();
  await answered(1);
  check("time and size are not shown", /ms/.test(await page.locator(".answer .facts").innerText()) && /bytes/.test(await page.locator(".answer .facts").innerText()));
  await page.getByRole("button", { name: "Next page" }).click();
  await answered(2);
  check("the next page was not asked for with its cursor", /"Next": 44546853\d+/.test(await editor.inputValue()));
  await page.getByRole("button", { name: "Repeat" }).click();
  await answered(3);
  await page.getByLabel("Compare with").selectOption({ label: (await page.getByLabel("Compare with").locator("option").allInnerTexts()).find((t) => t.startsWith("call 1")) });
  await page.getByRole("region", { name: "Differences of the two answers" }).waitFor();
  check("two pages do not differ", (await page.getByText("/GroupIdList/0/GroupId").count()) > 0);
  await page.screenshot({ path: join(out, "call-compared.png"), fullPage: true });
  await page.getByLabel("Show an earlier call").selectOption({ index: 2 });
  await answered(1);

  // Copy as: every language is offered and reaches the clipboard.
  for (const [language, words] of [["curl", "curl --request"], ["Java", "SignedChatClients"], ["TypeScript", "new Configuration"], ["Python", "chat.Configuration"], ["Go", "chat.NewConfiguration"], ["chatctl", "chatctl call"]]) {
    await page.getByLabel("Copy this call as").selectOption(language);
    const region = page.getByRole("region", { name: `the call in ${language}` });
    await region.getByText(words).waitFor();
    await page.getByRole("button", { name: `Copy the call in ${language}` }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    check(`${language} is not copied, or for another server`, copied.includes(words) && copied.includes(base));
    if (language === "chatctl") {
      const ran = execFileSync("bash", ["-c", copied], { env: { ...process.env, CHATCTL_SECRET_KEY: KEYS[0] }, encoding: "utf8" });
      check("the copied chatctl call does not run", ran.includes("TotalCount"));
    }
  }

  // Unknown members are marked, a code is explained, an invalid answer is reported.
  await api("POST", "/faults", { fault: "http", headers: { "Content-Type": "application/json" }, body: { ActionStatus: "OK", ErrorInfo: "", ErrorCode: 0, TotalCount: 0, GroupIdList: [], Later: { deep: 1 } } });
  await send.click();
  await answered(4);
  check("an unknown member is not marked", await page.locator(".unknown").filter({ hasText: "Later" }).getByText("not in the contract").isVisible());
  await api("POST", "/faults", { fault: "code", code: 10002 });
  await send.click();
  await answered(5);
  check("a code is not explained", await page.locator(".explained").filter({ hasText: "10002" }).getByText("do", { exact: true }).isVisible());
  await looked(page, "call-1280-light");
  await api("POST", "/faults", { fault: "reset" });
  await send.click();
  await answered(6);
  check("a reset is not told", await page.getByText("No answer", { exact: true }).isVisible());

  // A cursor beyond 53 bits keeps its digits.
  await editor.fill('{"Limit": 2, "Next": 9007199254740993}');
  await page.getByLabel("Limit", { exact: true }).fill("3");
  check("a cursor loses digits in the form", (await editor.inputValue()).includes("9007199254740993"));
  await page.context().close();
}

/** Runs what is copied: the simulator must receive exactly that body, and hostile text in it must have no effect. */
async function copies() {
  const clients = process.env.CLIENTS;
  const name = "it's `touch hit1` $(touch hit2) \"; touch hit3 # ''' \\ \u202e\u009b!";
  const body = { Type: "Public", Name: "n", Introduction: name };
  const copied = await api("POST", "/snippets", { operation: "import_group", text: JSON.stringify(body) });
  const key = { ...process.env, CHATCTL_SECRET_KEY: KEYS[0] };
  for (const [language, text] of Object.entries(copied)) {
    check(`${language}: a character that acts on a terminal is copied`, !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/.test(text));
  }
  const at = join(out, "copies");
  mkdirSync(at, { recursive: true });
  let scripts = 0;
  const shell = (text) => {
    const file = join(at, `paste-${++scripts}.sh`);
    writeFileSync(file, text.replace(/\bcurl --request/, "curl --silent --request"));
    return run("bash", [file], { cwd: at, env: key });
  };
  const ways = {
    curl: shell,
    chatctl: shell,
    Java: (text) => (writeFileSync(join(at, "Call.java"), text), run("java", ["-cp", process.env.CHATCTL_JAR, "Call.java"], { cwd: at, env: key })),
  };
  if (clients) {
    ways.Python = (text) => (writeFileSync(join(clients, "python/console.py"), text), run("venv/bin/python", ["console.py"], { cwd: join(clients, "python"), env: { ...key, PYTHONPATH: "client" } }));
    ways.TypeScript = async (text) => {
      const folder = join(clients, "typescript");
      writeFileSync(join(folder, "console.ts"), text);
      writeFileSync(join(folder, "console.json"), '{"extends": "./tsconfig.json", "include": ["console.ts"]}');
      await run("node_modules/.bin/tsc", ["--project", "console.json"], { cwd: folder });
      return run("node", ["out/console.js"], { cwd: folder, env: key });
    };
    ways.Go = (text) => {
      const folder = join(clients, "go/console");
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "main.go"), text);
      return run("go", ["run", "./console"], { cwd: join(clients, "go"), env: key });
    };
  }
  await Promise.all(Object.entries(ways).map(async ([language, way]) => {
    try {
      const said = await way(copied[language]);
      check(`the copied ${language} is not answered: ${said.slice(0, 300)}`, /GroupId/.test(said));
    } catch (e) {
      check(`the copied ${language} does not run: ${e.message.slice(0, 1500)}`, false);
    }
  }));
  const received = (await api("GET", "/traffic")).filter((r) => r.operation === "import_group").slice(-Object.keys(ways).length);
  check(`${received.length} of ${Object.keys(ways).length} copies were received`, received.length === Object.keys(ways).length);
  for (const row of received) {
    const one = JSON.parse((await api("GET", `/traffic/one?serial=${row.serial}`)).body);
    check(`another body was received: ${JSON.stringify(one)}`, one.Type === body.Type && one.Introduction === name);
  }
  check("a copied text ran what was in a name", !["hit1", "hit2", "hit3"].some((file) => existsSync(join(at, file))));
  // Longer than a shell accepts as an argument.
  const long = await api("POST", "/snippets", { operation: "get_group_info", text: JSON.stringify({ GroupIdList: Array.from({ length: 12_000 }, (_, i) => `@TGS#many${i}`) }) });
  check("a long body is not copied as input of curl", /ErrorCode/.test(await shell(long.curl)));
  await api("POST", "/world/reset");
}

async function live() {
  const page = await open();
  await page.getByRole("button", { name: "get_appid_group_list" }).click();
  await page.getByLabel("Against").selectOption("live");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("heading", { name: "Answer to call 1" }).waitFor();
  check("a read of a live app is asked about", (await page.getByRole("dialog").count()) === 0);
  await page.getByRole("button", { name: "import_group" }).click();
  const editor = page.getByLabel("Body of the request as JSON");
  await editor.fill('{"Type": "Public", "Name": "n", "GroupId": "from-console"}');
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: /^Send/ }).click();
  await dialog.waitFor();
  check("the confirmation does not name the app", (await dialog.innerText()).includes("1400000777"));
  await looked(page, "live-confirmation");
  await page.keyboard.press("Escape");
  check("Escape sends", (await dialog.count()) === 0 && (await page.getByRole("heading", { name: /Answer to call/ }).count()) === 0);
  await page.getByRole("button", { name: /^Send/ }).click();
  await dialog.getByRole("button", { name: "Change app 1400000777" }).click();
  await page.getByRole("heading", { name: "Answer to call 2" }).waitFor();
  check("the change did not reach the region", (await page.locator(".answer .facts").innerText()).includes("OK"));
  await page.context().close();
}

async function traffic() {
  await api("DELETE", "/traffic");
  await api("DELETE", "/faults");
  const page = await open();
  await view(page, "Traffic");
  // Another program, with curl as the page copies it.
  const { curl } = await api("POST", "/snippets", { operation: "get_appid_group_list", text: '{"Limit": 1}' });
  const body = execFileSync("bash", ["-c", curl.replace("curl --request", "curl --silent --request")], { env: { ...process.env, CHATCTL_SECRET_KEY: KEYS[0] }, encoding: "utf8" });
  check(`the copied curl is not answered: ${body}`, body.includes("TotalCount"));
  const options = page.locator(".rows .row");
  await soon("another program's request is not seen", () => options.filter({ hasText: "get_appid_group_list" }).isVisible());
  await fetch(`${base}/v4/group_open_http_svc/get_appid_group_list`, { method: "POST", body: "{}" });
  await soon("a refusal and its reason are not seen", () => options.filter({ hasText: "code 6" }).first().isVisible());
  await fetch(`${base}/v4/x`, { headers: { Origin: "http://evil.example" } }).catch(() => {});
  await soon("a request from another origin is not seen", () => options.filter({ hasText: "403 blocked" }).isVisible());
  await api("POST", "/faults", { fault: "code", code: 10002 });
  await other("get_group_attr", '{"GroupId": "@TGS#aC5SZEAEF"}');
  await soon("a fault is not seen", () => options.filter({ hasText: "code 10002" }).isVisible());
  await looked(page, "traffic-1280-light");

  // Bursts: the last row is the newest, and is visible.
  for (let i = 1; i <= 8; i++) {
    await Promise.all(Array.from({ length: 7 }, () => other("get_appid_group_list")));
    await soon(`after burst ${i} the newest request is not in sight`, () => page.evaluate((least) => {
      const list = document.querySelector(".rows");
      const last = [...list.querySelectorAll(".row")].find((row) => row.getAttribute("aria-posinset") === row.getAttribute("aria-setsize"));
      return last && Number(last.getAttribute("aria-setsize")) >= least && last.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom + 1;
    }, 7 * i + 4));
  }

  // Filter.
  await page.getByLabel("Filter").fill("attr 10002");
  await soon("the filter hides nothing", async () => (await options.count()) === 1);
  await page.getByLabel("Filter").fill("");
  await page.getByLabel("Show", { exact: true }).selectOption("ok");
  await soon("only what went well is not shown alone", async () => (await options.allInnerTexts()).every((t) => t.includes("OK")));
  await page.getByLabel("Show", { exact: true }).selectOption("");

  // By keyboard: choose a request; create a case, a stub and a HAR from it.
  await page.getByRole("listbox", { name: "Requests" }).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await page.getByRole("region", { name: "The request" }).getByRole("heading", { name: "get_appid_group_list" }).waitFor();
  check("the signature is shown", !(await page.locator(".detail").innerText()).match(/eJ[A-Za-z0-9*_-]{40}/));
  await page.screenshot({ path: join(out, "traffic-request.png"), fullPage: true });
  for (const [button, ends] of [["Make a case of this", ".yaml"], ["Stub this", ".json"]]) {
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("button", { name: new RegExp(`Download .*\\${ends}`) }).waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^Download / }).click()]);
    await file.saveAs(join(out, file.suggestedFilename()));
    if (ends === ".yaml") {
      const command = await page.getByRole("region", { name: "what to do with the file" }).innerText();
      const ran = execFileSync("bash", ["-c", `cd "${out}" && ${command.replace(/^chatctl/, `"${chatctl}"`)}`], { encoding: "utf8" });
      check(`the case does not run: ${ran}`, ran.includes("1 passed"));
    } else {
      const stub = JSON.parse(readFileSync(join(out, file.suggestedFilename()), "utf8"));
      check("the stub has no request or no answer", stub.request.urlPath.endsWith("get_appid_group_list") && stub.response.status === 200);
    }
  }
  const [har] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export HAR" }).click()]);
  await har.saveAs(join(out, "simulator.har"));
  let observed;
  try {
    observed = execFileSync(chatctl, ["contract", "observe", join(out, "simulator.har")], { encoding: "utf8" });
  } catch (e) {
    observed = e.status === 4 ? e.stdout : "";
  }
  check("observe does not read the HAR", observed.length > 0);

  await page.getByRole("button", { name: "Clear" }).click();
  await soon("Clear leaves requests", () => page.getByText("No request yet").isVisible());
  await page.context().close();
}

async function faultsView() {
  await api("DELETE", "/faults");
  const page = await open();
  await view(page, "Faults");
  await page.getByLabel("Operation").selectOption("get_group_attr");
  await page.getByLabel("Fault", { exact: true }).selectOption("code");
  await page.getByLabel("Code", { exact: true }).fill("10007");
  await page.getByLabel("Times (0: always)").fill("2");
  await page.getByRole("button", { name: "Add rule" }).click();
  const row = page.getByRole("row").filter({ hasText: "get_group_attr" });
  await row.waitFor();
  await page.getByLabel("Fault", { exact: true }).selectOption("http");
  await page.getByLabel("HTTP status", { exact: true }).fill("99999");
  await page.getByRole("button", { name: "Add rule" }).click();
  await soon("a status that no server has is not refused by name", () => page.getByText("/status", { exact: false }).first().isVisible());
  const attr = () => other("get_group_attr", '{"GroupId": "@TGS#aC5SZEAEF"}');
  await row.getByRole("button", { name: /^Switch off/ }).click();
  await row.getByRole("button", { name: /^Switch on/ }).waitFor();
  check("a rule that is off is shown", (await attr()).answer.code !== 10007);
  await row.getByRole("button", { name: /^Switch on/ }).click();
  await row.getByRole("button", { name: /^Switch off/ }).waitFor();
  check("a rule that is on is not shown", (await attr()).answer.code === 10007);
  await soon("the hit is not counted", async () => (await row.locator(".hits").innerText()) === "1");
  await looked(page, "faults-1280-light");
  await page.getByRole("button", { name: "Remove all" }).click();
  await page.getByText("No rule is set").waitFor();
  await page.context().close();
}

async function world() {
  const page = await open();
  await view(page, "World");
  await page.getByLabel("Collection").selectOption("groups");
  await page.getByLabel("How many, made up").fill("10000");
  await page.getByRole("button", { name: "Add made-up entries" }).click();
  await page.getByText("10,005 entries", { exact: true }).waitFor();
  const list = page.getByRole("listbox", { name: "Entries of groups" });
  // Smooth scrolling through the whole list, without a long frame. Frames are counted, not timed, since CI may be busy.
  const scrolled = await list.evaluate(async (el) => {
    let most = 0;
    for (let at = 0; at <= 40; at++) {
      el.scrollTop = (el.scrollHeight * at) / 40;
      await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
      most = Math.max(most, el.querySelectorAll(".row").length);
    }
    return most;
  });
  check(`${scrolled} of 10,005 rows are drawn at once`, scrolled > 5 && scrolled < 120);
  await soon("the last rows are not loaded", async () => (await list.locator(".row").allInnerTexts()).every((t) => t.trim() !== "…"));
  await list.focus();
  await page.keyboard.press("End");
  await soon("End does not lead to the last entry", async () => (await page.locator('.row[aria-selected="true"]').getAttribute("aria-posinset")) === "10005");
  await page.getByLabel("One entry, as JSON").fill('{"GroupId": "needle", "Type": "Public", "Name": "In the hay"}');
  await page.getByRole("button", { name: "Put entry" }).click();
  await page.getByText("10,006 entries", { exact: true }).waitFor();
  await page.getByLabel("Or as text").fill('{"groups": [{"GroupId": "imported", "Name": "hay too", "$below": {"attributes": [{"key": "colour", "value": "red"}]}}]}');
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("10,007 entries", { exact: true }).waitFor();
  await page.getByLabel("Search groups").fill("HAY");
  await page.getByText("2 of 10,007 entries").waitFor();
  await page.locator(".rows .row").filter({ hasText: "imported" }).click();
  await page.getByRole("button", { name: "attributes (1)" }).click();
  await page.locator(".rows .row").filter({ hasText: "colour" }).waitFor();
  await looked(page, "world-1280-light");
  await page.getByRole("button", { name: "Remove this entry" }).click();
  await page.getByText("1 of 10,006 entries").waitFor();
  await page.getByRole("button", { name: "Reset the world" }).click();
  await page.getByLabel("Search groups").fill("");
  await page.getByText("5 entries", { exact: true }).waitFor();
  await page.context().close();
}

async function clock() {
  const page = await open();
  await view(page, "Clock and limits", "Clock");
  await page.getByLabel("Set to").fill("2031-05-06T07:08:09Z");
  await page.getByRole("button", { name: "Set", exact: true }).first().click();
  await soon("the clock is not set", async () => (await page.locator(".now").innerText()).includes("2031-05-06 07:08:"));
  check("calls do not keep to the clock", (await other("get_appid_group_list")).answer.success);
  await page.getByRole("button", { name: "+ 1 day" }).click();
  await soon("the day is not added", async () => (await page.locator(".now").innerText()).includes("2031-05-07"));
  await page.getByRole("button", { name: "Back to this machine's" }).click();
  await soon("the clock does not go back", () => page.getByText("as this machine's").isVisible());
  await page.getByLabel("Refuse calls beyond these limits").check();
  await page.getByLabel("Calls of get_appid_group_list").fill("1");
  await page.getByLabel("Seconds of get_appid_group_list").fill("3600");
  await page.getByRole("button", { name: "Set the limit of get_appid_group_list" }).click();
  await soon("the limit is not set", async () => (await api("GET", "/limits")).operations.find((o) => o.operation === "get_appid_group_list").perSeconds === 3600);
  await other("get_appid_group_list");
  check("the second call is let through", (await other("get_appid_group_list")).answer.explained?.class === "throttle");
  await looked(page, "clock-1280-light");
  await page.getByRole("button", { name: "Back to the limits" }).click();
  await page.getByLabel("Refuse calls beyond these limits").uncheck();
  await soon("the limits are still enforced", async () => !(await api("GET", "/limits")).enforced);
  await page.context().close();
}

async function conformance() {
  const page = await open();
  await view(page, "Conformance");
  await page.getByLabel("Cases", { exact: true }).fill("get_group_attr/sample-* get_group_attr/documented-error/*");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator(".run .facts").getByText("passed", { exact: true }).first().waitFor({ timeout: 60000 });
  await page.getByLabel("Who is tested").selectOption({ index: 1 });
  await page.getByLabel("Cases", { exact: true }).fill("get_group_attr/sample-*");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator(".run .facts").getByText("failed", { exact: true }).first().waitFor({ timeout: 60000 });
  await page.locator(".finding summary").first().click();
  check("a finding does not open in place", await page.locator(".finding").first().getByText("Contract:").isVisible());
  check("the history does not have both runs", (await page.getByRole("region", { name: "Runs since the start" }).getByRole("button").count()) === 2);
  await looked(page, "conformance-1280-light");
  await page.getByRole("button", { name: "Run 1" }).click();
  await page.getByRole("heading", { name: /^Run 1/ }).waitFor();
  await page.context().close();
}

/** All views in the other width and theme, and every place by keyboard alone. */
async function everywhere() {
  for (const [width, scheme] of [[400, "light"], [400, "dark"], [1280, "dark"]]) {
    const page = await open(width, scheme);
    await page.getByRole("button", { name: /^Send/ }).click();
    await page.getByRole("heading", { name: "Answer to call 1" }).waitFor();
    await looked(page, `call-${width}-${scheme}`);
    await api("POST", "/faults", { fault: "code", code: 10007, times: 0, operation: "get_group_attr" });
    for (const [name, heading, file] of [["Traffic", "Traffic", "traffic"], ["Faults", "Faults", "faults"], ["World", "World", "world"], ["Clock and limits", "Clock", "clock"], ["Conformance", "Conformance", "conformance"]]) {
      await view(page, name, heading);
      if (file === "traffic") {
        await page.locator(".rows .row").filter({ hasText: "get_" }).first().click();
        await page.locator(".detail h4").first().waitFor();
      }
      if (file === "world") await page.locator(".rows .row").first().waitFor();
      await looked(page, `${file}-${width}-${scheme}`);
    }
    await api("DELETE", "/faults");
    await page.context().close();
  }
  // At 200 % zoom, half the width is left.
  const page = await open(640, "light", 450, 2);
  for (const [name, heading] of [["Traffic"], ["Faults"], ["World"], ["Clock and limits", "Clock"], ["Conformance"], ["Call", "Operation"]]) {
    await view(page, name, heading);
    check(`${name} scrolls sideways at 200 %`, await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  }
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => /[1-9]/.test(getComputedStyle(e).transitionDuration + getComputedStyle(e).animationDuration)).length);
  check(`${moving} elements move by themselves`, moving === 0);
  await page.context().close();
}

/** From a call to a fault in it without a mouse; the focused element is always visible. */
async function keyboard() {
  const page = await open();
  const stop = () => page.evaluate(() => {
    const e = document.activeElement;
    const shows = [e, e.closest(".editor")].some((x) => x && getComputedStyle(x).outlineStyle !== "none");
    return { name: e.getAttribute("aria-label") || e.labels?.[0]?.innerText || e.innerText || "", id: e.id, tag: e.tagName, shows };
  });
  let dark = 0;
  const tabTo = async (words, key = "Tab") => {
    for (let i = 0; i < 120; i++) {
      await page.keyboard.press(key);
      const at = await stop();
      if (!at.shows && at.tag !== "BODY") dark++;
      if (words.test(at.name)) return;
    }
    throw new Error(`${words} is not reached by ${key}`);
  };
  await page.keyboard.press("Tab");
  check("the first stop is not the link past the head", /Skip/.test((await stop()).name));
  await page.keyboard.press("Enter");
  check("the link past the head does not lead past it", (await stop()).id === "main");
  await tabTo(/^get_appid_group_list/);
  await page.keyboard.press("Enter");
  await tabTo(/^Send/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Answer to call 1" }).waitFor();
  await tabTo(/^Limit$/);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("2");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("heading", { name: "Answer to call 2" }).waitFor();
  await page.keyboard.press("ControlOrMeta+Home");
  await tabTo(/^Faults/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Faults", level: 2 }).waitFor();
  await tabTo(/^Operation$/);
  await page.keyboard.type("get_appid");
  await tabTo(/^Code$/);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("10007");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.getByRole("row").filter({ hasText: "get_appid_group_list" }).waitFor();
  check("the fault that was set by keyboard is not shown", (await other("get_appid_group_list")).answer.code === 10007);
  await tabTo(/^Traffic/, "Shift+Tab");
  await page.keyboard.press("Enter");
  // The traffic arrives in portions: the answered request may not be here yet, and the end of the list would be another.
  await page.locator(".rows .row").filter({ hasText: "get_appid_group_list" }).filter({ hasText: "code 10007" }).waitFor();
  await tabTo(/^Requests$/);
  await page.keyboard.press("End");
  await page.getByRole("region", { name: "The request" }).getByText("code 10007").waitFor();
  check(`${dark} stops do not show that they have the focus`, dark === 0);
  await api("DELETE", "/faults");
  await page.context().close();
}

/** A wrong token, a second tab, a reload, a slow answer, a simulator that stops and is started again: the page reports it and continues. */
async function sessions() {
  const end = ({ child }) => new Promise((done) => {
    child.on("exit", done);
    child.kill();
  });
  const first = await spare;
  const { origin, port } = new URL(first.url);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${origin}/__console/#token=${"0".repeat(32)}`);
  const ready = (p) => p.getByRole("heading", { name: "Operation", exact: true }).waitFor();
  await page.getByRole("heading", { name: "This page needs its token" }).waitFor();
  await page.screenshot({ path: join(out, "wrong-token.png") });
  await page.getByLabel("Address with the token").fill("no such thing");
  await page.getByRole("button", { name: "Use it" }).click();
  check("an address without a token is not refused", await page.getByText("There is no #token=").isVisible());
  await page.getByLabel("Address with the token").fill(`  ${first.url}\n`);
  await page.getByRole("button", { name: "Use it" }).click();
  await ready(page);
  await page.reload();
  await ready(page);
  const second = await context.newPage();
  await second.route("**/api/contract", async (route) => {
    await new Promise((r) => setTimeout(r, 700));
    await route.continue();
  });
  await second.goto(first.url);
  await second.getByText("Waiting for the simulator").waitFor();
  await ready(second);
  check("a token stays in an address line", ![page.url(), second.url(), await second.evaluate(() => document.referrer)].some((u) => u.includes("token")));
  const editor = page.getByLabel("Body of the request as JSON");
  await editor.fill('{"Limit": 77}');
  await end(first);
  await page.getByText("not connected").waitFor();
  check("the end of the simulator is not said", await page.getByRole("alert").filter({ hasText: "tries again by itself" }).isVisible());
  await page.screenshot({ path: join(out, "stopped.png") });
  const again = await serve(port);
  await page.getByRole("heading", { name: "The simulator was started again" }).waitFor();
  await page.goto(again.url); // only the part after the # differs, so the page is not loaded again
  await page.getByText("connected", { exact: true }).waitFor();
  await ready(page);
  check("what was being written is lost", (await page.getByLabel("Body of the request as JSON").inputValue()).includes("77"));
  check("the new token stays in the address line", !page.url().includes("token"));
  await page.getByRole("button", { name: /^Send/ }).click();
  await page.getByText("HTTP 200, OK").waitFor();
  await end(again);
  await context.close();
}

/** Names with script, a megabyte, right-to-left text, control characters: they are shown and have no effect. */
async function hostile() {
  const nasty = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>\u202Etfel\u0007\u001b[2J" + "javascript:window.hit=1";
  await api("POST", "/world/entries", { collection: "groups", members: { GroupId: "nasty", Type: "Public", Name: nasty } });
  await api("POST", "/faults", { fault: "code", code: 10002, info: nasty });
  await other("get_group_info", JSON.stringify({ GroupIdList: [nasty] }));
  await other("get_group_info", JSON.stringify({ GroupIdList: ["nasty"] }));
  const huge = "x".repeat(1 << 20);
  await api("POST", "/faults", { fault: "http", headers: { "Content-Type": "application/json", "X-Nasty": "<script>window.hit=1</script>" }, body: { ActionStatus: "FAIL", ErrorCode: 10002, ErrorInfo: huge, [nasty]: nasty } });
  // Even if a program is careless with the key, it is not shown to anybody.
  const key = KEYS[0];
  await fetch(`${base}/v4/${key}/x?key=${key}&k=${encodeURIComponent(key)}`, { method: "POST", headers: { "X-Key": key }, body: JSON.stringify({ [key]: key }) });
  await fetch(`${base}/v4/${"x".repeat(290)}${key}`, { method: "POST", body: key });
  await api("POST", "/faults", { fault: "code", code: 10002, info: `your key is ${key}`, operation: "get_group_attr" });
  await other("get_group_attr", JSON.stringify({ GroupId: key }));
  await fetch(`${base}/<img src=x onerror=window.hit=1>`, { method: "POST", body: "<script>window.hit=1</script>" });
  // A line separator in the path ends a line for JavaScript, and does not for the stream of events.
  await fetch(`${base}/v4/a\u2028b`, { method: "POST" });
  await raw(`POST /v4/a\u2028b HTTP/1.1\r\nHost: ${new URL(base).host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  const page = await open();
  await page.getByRole("button", { name: "get_group_info" }).click();
  await page.getByRole("button", { name: /^Send/ }).click();
  await page.getByRole("heading", { name: "Answer to call 1" }).waitFor();
  await page.screenshot({ path: join(out, "hostile-answer.png") });
  await view(page, "Traffic");
  await soon("the hostile requests are not seen", async () => (await page.locator(".rows .row").count()) >= 4);
  for (const row of await page.locator(".rows .row").all()) {
    await row.click();
    await page.waitForTimeout(100);
  }
  await page.screenshot({ path: join(out, "hostile-traffic.png"), fullPage: true });
  await view(page, "World");
  await page.getByLabel("Collection").selectOption("groups");
  await page.locator(".rows .row").filter({ hasText: "nasty" }).click();
  await page.getByRole("region", { name: "Members of the entry" }).waitFor();
  const text = await page.locator("body").innerText();
  check("hostile text is not shown", text.includes("<img src=x onerror"));
  check("a character that turns text round is not neutral", !text.includes("\u202e") && text.includes("\\u202e"));
  check("hostile text became markup", (await page.locator("main img").count()) === 0 && (await page.evaluate(() => window.hit)) === undefined);
  await api("POST", "/world/reset");
  await page.context().close();
}

/** Another origin, and a name that resolves to this machine, get nothing, even with the token. */
async function strangers() {
  const evil = await new Promise((ready) => {
    const server = createServer((_, r) => (r.setHeader("Content-Type", "text/html"), r.end("<!doctype html><title>evil</title>")));
    server.listen(0, "127.0.0.1", () => ready(server));
  });
  const before = JSON.stringify([await api("GET", "/faults"), await api("GET", "/clock").then((c) => c.shiftSeconds), await api("GET", "/world")]);
  const page = await browser.newPage();
  await page.goto(`http://evil.example:${evil.address().port}/`);
  const read = await page.evaluate(async ([at, secret]) => {
    const got = {};
    const ask = async (name, path, init) => {
      try {
        const answer = await fetch(`${at}/__console/${path}`, { ...init, signal: AbortSignal.timeout(5000) });
        got[name] = answer.type === "opaque" ? "opaque" : `${answer.status} ${await answer.text()}`;
      } catch {
        got[name] = "failed";
      }
    };
    const bearer = { Authorization: `Bearer ${secret}` };
    await ask("page", "");
    await ask("page opaque", "", { mode: "no-cors" });
    await ask("api", "api/about", { headers: bearer });
    await ask("stream", "api/traffic/stream", { headers: bearer });
    await ask("fault", "api/faults", { method: "POST", headers: { ...bearer, "Content-Type": "application/json" }, body: '{"fault":"hang","times":0}' });
    await ask("fault as text", "api/faults", { method: "POST", mode: "no-cors", body: '{"fault":"hang","times":0}' });
    await ask("reset", "api/world/reset", { method: "POST", mode: "no-cors" });
    const frame = document.createElement("iframe");
    const loaded = new Promise((done) => ((frame.onload = frame.onerror = done), setTimeout(done, 3000)));
    frame.src = `${at}/__console/`;
    document.body.append(frame);
    await loaded;
    return got;
  }, [base, token]);
  for (const [what, result] of Object.entries(read)) check(`another origin reads ${what}: ${result}`, result === "failed" || result === "opaque");
  const rebound = await page.goto(`http://rebound.example:${new URL(base).port}/__console/`);
  check(`a rebound name gets HTTP ${rebound.status()}`, rebound.status() === 403);
  const inside = await page.evaluate(async (secret) => {
    const answer = await fetch("/__console/api/about", { headers: { Authorization: `Bearer ${secret}` } });
    return `${answer.status}`;
  }, token);
  check(`a rebound name's API gets HTTP ${inside}`, inside === "403");
  const after = JSON.stringify([await api("GET", "/faults"), await api("GET", "/clock").then((c) => c.shiftSeconds), await api("GET", "/world")]);
  check("something changed", before === after);
  await page.close();
  evil.close();
}

/** The picture for the docs: a fault as seen by the user's own curl. */
async function picture() {
  await api("DELETE", "/traffic");
  await api("POST", "/faults", { operation: "get_appid_group_list", fault: "code", code: 10002 });
  await other("get_group_info", '{"GroupIdList": ["@TGS#2J4SZEAEL"]}');
  await other("get_appid_group_list");
  await other("get_appid_group_list");
  const page = await open(1100, "light", 620);
  await view(page, "Traffic");
  await page.locator(".rows .row").filter({ hasText: "10002" }).click();
  await page.locator(".detail h4").first().waitFor();
  await page.screenshot({ path: join(out, "console.png") });
  check("the picture of the docs is over 200 kB", statSync(join(out, "console.png")).size < 200_000);
  await page.context().close();
}

const steps = { call, copies, live, traffic, faultsView, world, clock, conformance, everywhere, keyboard, sessions, hostile, strangers, picture };
const only = process.env.CONSOLE_STEPS?.split(",") ?? Object.keys(steps);
for (const name of only) {
  const begun = Date.now();
  try {
    await steps[name]();
  } catch (e) {
    check(`${name}: ${e.message.split("\n").slice(0, 12).join(" | ")}`, false);
  }
  console.log(`${name}: ${Math.round((Date.now() - begun) / 100) / 10} s`);
}
await new Promise((r) => setTimeout(r, 300));
stopped.abort();
const told = await streamed;
const everything = seen.join("");
check("hardly any server-sent events were searched", told > 10_000 || only.length < 5);
check("hardly any traffic was searched", everything.length > 100_000 || only.length < 5);
for (const key of KEYS) check("a key is in what the page sent or got", !everything.includes(key));
check("a signature is in what the page sent or got", !/usersig=eJ|"eJ[A-Za-z0-9*_-]{60}/.test(everything));
writeFileSync(join(out, "traffic-of-the-page.txt"), everything.replaceAll(token, "TOKEN"));
await browser.close();
for (const f of new Set(faults)) console.error(`FAULT ${f}`);
console.log(`console: ${checks - Math.min(checks, new Set(faults).size)} passed, ${new Set(faults).size} failed`);
process.exit(faults.length ? 1 : 0);
