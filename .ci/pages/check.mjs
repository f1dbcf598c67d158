// Opens the HTML pages as a reader would: wide and narrow, light and dark, by keyboard; fails on any
// request to another host, any console error, any accessibility violation, and any control without effect.
import { chromium } from "playwright-core";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const out = process.argv[2];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
let checks = 0;

function check(what, holds) {
  checks++;
  if (!holds) faults.push(what);
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

async function open(name, file, width, colorScheme) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const at = `${name} at ${width} px, ${colorScheme}`;
  page.on("console", (m) => m.type() === "error" && faults.push(`${at}: console: ${m.text()}`));
  page.on("pageerror", (e) => faults.push(`${at}: script: ${e.message}`));
  page.on("request", (r) => {
    if (!/^(file|data|blob):/.test(r.url())) faults.push(`${at}: external request ${r.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  check(`${at}: scrolls sideways by ${wide} px`, wide <= 0);
  const beyond = await page.evaluate(() =>
    [...document.querySelectorAll("table, dl, .prose")].filter((part) => {
      const edge = part.parentElement.getBoundingClientRect().right;
      // A separate scroll area is allowed.
      if (getComputedStyle(part.parentElement).overflowX === "auto") return false;
      return part.offsetParent && part.getBoundingClientRect().left + part.scrollWidth > edge + 1;
    }).map((part) => `${part.tagName}.${part.className} in ${part.closest("[id]")?.id}`),
  );
  check(`${at}: wider than its column: ${beyond.slice(0, 3)}`, beyond.length === 0);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  for (const v of violations) {
    faults.push(`${at}: axe ${v.id}: ${v.help} (${v.nodes.length}x, e.g. ${v.nodes[0].target})`);
  }
  checks++;
  await page.screenshot({ path: join(out, `${name}-${width}-${colorScheme}.png`) });
  return page;
}

// A search without a match empties the page; clearing it restores everything.
async function searchWorks(name, page) {
  const box = page.locator("input[type=search]").first();
  check(`${name}: no search box`, (await box.count()) === 1);
  const shown = () => page.locator("[data-search]:visible").count();
  const all = await shown();
  check(`${name}: nothing to search`, all > 0);
  await box.fill("no-such-word-anywhere");
  check(`${name}: the search hides nothing`, (await shown()) === 0);
  await box.fill("");
  check(`${name}: clearing the search does not bring all back`, (await shown()) === all);
}

// Enter leads to a code by its number and to a member by a part of its name; each has an address.
async function enterLeads(name, page) {
  const box = page.locator("input[type=search]").first();
  for (const [typed, end] of [["10015", "-code-10015"], ["owneracc", "Owner_Account"]]) {
    await box.fill(typed);
    await box.press("Enter");
    const row = new URL(page.url()).hash.slice(1);
    check(`${name}: Enter on "${typed}" leads to ${row}`, row.endsWith(end));
    check(`${name}: ${row} is out of sight`, await page.locator(`[id="${row}"]`).isVisible());
    await box.fill("");
  }
}

// On a wide screen, an operation's calls are beside its text; on a narrow one, they are below.
async function besideOrBelow(at, page, wide) {
  const [told, shown] = await Promise.all([".told", ".shown"].map((part) => page.locator(part).first().boundingBox()));
  check(`${at}: code is not ${wide ? "beside" : "below"} the text`, wide ? shown.x >= told.x + told.width : shown.y >= told.y + told.height);
}

async function filtersWork(name, page) {
  const select = page.locator("select");
  check(`${name}: no filter`, (await select.count()) > 0);
  for (let i = 0; i < (await select.count()); i++) {
    const one = select.nth(i);
    const values = await one.locator("option").evaluateAll((o) => o.map((x) => x.value));
    check(`${name}: filter ${i} offers no choice`, values.length > 1);
    await one.selectOption(values[values.length - 1]);
    await one.selectOption(values[0]);
  }
}

// A reader of a failed run's report first sees what differs and what was sent and received.
async function findingsShow(name, page) {
  const first = page.locator(".case:visible").first();
  const text = await first.innerText();
  for (const part of ["Difference", "Exchange", "Run it alone", ".yaml:"]) {
    check(`${name}: the first case shown has no "${part}"`, text.includes(part));
  }
  const all = await page.locator(".case:visible").count();
  await page.locator(".tally a", { hasText: "failed" }).click();
  const failed = await page.locator(".case:visible").count();
  check(`${name}: the number of failed cases does not lead to them`, failed > 0 && failed < all);
  await page.screenshot({ path: join(out, `${name}-finding.png`) });
}

function html(folder) {
  const file = readdirSync(join(out, folder)).find((f) => f.endsWith(".html"));
  if (!file) throw new Error(`no HTML page in ${join(out, folder)}`);
  return join(out, folder, file);
}

for (const name of ["reference", "report"]) {
  for (const width of [1280, 400]) {
    for (const scheme of ["light", "dark"]) {
      const page = await open(name, html(name), width, scheme);
      if (name === "reference") await besideOrBelow(`${name} at ${width} px`, page, width === 1280);
      if (width === 1280 && scheme === "light") {
        if (name === "reference") {
          await enterLeads(name, page);
          const link = page.locator("a[download]");
          check("reference: the document is not beside the page", existsSync(join(out, name, await link.getAttribute("href"))));
        }
        await searchWorks(name, page);
        if (name === "report") {
          await filtersWork(name, page);
          await findingsShow(name, page);
        }
        await page.keyboard.press("Tab");
        check(
          `${name}: the keyboard reaches nothing`,
          await page.evaluate(() => document.activeElement !== document.body),
        );
      }
      await page.close();
    }
  }
  await (await open(name, html(name), 1000, "light")).close();
}
await browser.close();

faults.forEach((f) => console.error(`FAULT ${f}`));
console.log(`pages: ${checks - faults.length} passed, ${faults.length} failed; screenshots in ${out}`);
process.exit(faults.length ? 1 : 0);
