// What the tests share: a server of the built site on the loopback, one browser, its windows.
"use strict";
const fs = require("fs"), http = require("http"), path = require("path");
const { chromium } = require("playwright-core");

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".woff": "font/woff", ".csv": "text/csv", ".json": "application/json", ".pdf": "application/pdf" };
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// Serves `folder`; `delays` says how many milliseconds answers of an extension wait.
function serve(folder, delays) {
  const server = http.createServer(function (request, response) {
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const file = path.join(folder, path.normalize(name.endsWith("/") ? name + "index.html" : name));
    const kind = path.extname(file);
    setTimeout(function () {
      fs.readFile(file, function (error, bytes) {
        response.writeHead(error ? 404 : 200, { "Content-Type": TYPES[kind] || "application/octet-stream",
          "Cache-Control": kind === ".woff" ? "max-age=600" : "no-cache" });
        response.end(error ? "" : bytes);
      });
    }, delays[kind] || 0);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

// The site under test: `folder`, its pages' names, addresses, and windows with what they asked for and said.
class Site {
  static async open(folder) {
    const site = new Site();
    site.folder = path.resolve(folder);
    site.pages = fs.readdirSync(site.folder).filter((name) => name.endsWith(".html")).sort();
    site.delays = {};
    site.server = await serve(site.folder, site.delays);
    site.address = `http://127.0.0.1:${site.server.address().port}/`;
    site.browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      args: ["--no-sandbox"] });
    site.requests = [];
    site.complaints = [];
    return site;
  }

  // A window of its own: `width`, and what Playwright's newContext takes.
  // Where scripts are off no timer runs either: a click that waits until a page has scrolled smoothly would wait for ever.
  async window(width, options = {}) {
    const still = options.javaScriptEnabled === false ? { reducedMotion: "reduce" } : {};
    const context = await this.browser.newContext({ viewport: { width, height: 900 }, ...still, ...options });
    const page = await context.newPage();
    context.setDefaultTimeout(30e3);
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()))
        this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    return page;
  }

  // Opens a page and waits until its faces are there, or given up. On a busy machine faces that nothing delays may
  // come too late all the same: the page is then asked for again, as a reader's next one is.
  async show(page, name) {
    await page.goto(this.address + name);
    const shown = page.locator("html:not([data-attente])");
    await shown.waitFor();
    for (let tries = 0; tries < 5 && !this.delays[".woff"] && await page.locator("html[data-sans-police]").count(); tries++) {
      await page.reload();
      await shown.waitFor();
    }
  }

  has(name) {
    return fs.existsSync(path.join(this.folder, name));
  }

  size(name) {
    return fs.statSync(path.join(this.folder, name)).size;
  }

  async close() {
    await this.browser.close();
    this.server.closeAllConnections();
    this.server.close();
  }
}

// What axe finds wrong, one line a rule; of `rules` only, where some are named.
async function axe(page, rules) {
  if (!await page.evaluate("typeof axe === 'object'"))
    await page.evaluate(AXE);
  return page.evaluate(async function (rules) {
    const found = await axe.run({ resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
    return found.violations.map((v) => `${v.id}: ${v.nodes.length}, ${v.nodes[0].target} ${v.nodes[0].failureSummary}`);
  }, rules);
}

// Follows a link and waits for its page.
async function follow(page, link) {
  const from = page.url();
  await link.click();
  await page.waitForURL((url) => String(url) !== from);
}

// Tries each claim on the site that lies in `folder` and prints what it found as TAP.
async function prove(folder, claims) {
  const site = await Site.open(folder);
  let told = 0;
  console.log(`1..${claims.length}`);
  for (const claim of claims) {
    const problem = await claim(site).then(() => "", (error) => String(error.stack || error));
    console.log(`${problem ? "not ok" : "ok"} ${++told} - ${claim.name.replace(/_/g, " ")}`);
    if (problem)
      console.log(`# ${problem.replace(/\n/g, "\n# ")}`);
  }
  await site.close();
}

module.exports = { Site, axe, follow, prove };
