// The pictures of the editors' guide, of the preview and the site as they are. Each is a row of PICTURES; tests/guide.py calls
// it at the place of the guide where the picture stands.
// usage: node guide.js ADDRESS NAME FILE
"use strict";
const { chromium } = require("playwright-core");

const [address, name, file] = process.argv.slice(2);
const PROGRAMME = "programme-01-programme-1-a-nommer.html";

// A page of the site alone, as wide as a tablet.
async function site(browser, path, width = 760) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: "light", reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${address}site/${path}`);
  const shown = page.locator("html:not([data-attente])");
  await shown.waitFor();
  // On a busy machine faces may come too late; the page is then asked for again.
  for (let tries = 0; tries < 5 && await page.locator("html[data-sans-police]").count(); tries++) {
    await page.reload();
    await shown.waitFor();
  }
  await page.evaluate(() => document.fonts.ready);
  return page;
}

// The preview with its chapter open and its pages drawn.
async function preview(browser, chapter) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 680 }, colorScheme: "light", reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${address}#${chapter}`);
  await page.locator(`html[data-suivi="${chapter}"][data-feuilles]`).waitFor();
  await page.locator(".place svg").first().waitFor();
  await page.frameLocator("#site").locator("html:not([data-attente])").waitFor();
  await page.locator("#adresse").evaluate((node) => { node.textContent = "127.0.0.1:8019"; });  // the first port is not always free
  return page;
}

// The part of a page from `first` to `last`, with some air.
async function between(page, first, last = first, air = 16) {
  await first.scrollIntoViewIfNeeded();
  const boxes = [await first.boundingBox(), await last.boundingBox()];
  const scroll = await page.evaluate(() => window.scrollY);
  const left = Math.max(0, Math.min(...boxes.map((b) => b.x)) - air);
  const right = Math.min(page.viewportSize().width, Math.max(...boxes.map((b) => b.x + b.width)) + air);
  const top = Math.max(0, boxes[0].y + scroll - air), bottom = boxes[1].y + boxes[1].height + scroll + air;
  return page.screenshot({ path: file, fullPage: true,
    clip: { x: Math.floor(left), y: Math.floor(top), width: Math.ceil(right - left), height: Math.ceil(bottom - top) } });
}

const figure = (page, title) => page.locator("figure", { hasText: title }).first();
const paragraph = (page, text) => page.locator("main p", { hasText: text }).first();

const PICTURES = {
  "apercu.png": async (browser) => (await preview(browser, PROGRAMME)).screenshot({ path: file }),
  "source.png": async function (browser) {
    const page = await preview(browser, PROGRAMME);
    await page.frameLocator("#site").locator("main p").getByText("125", { exact: false }).first().scrollIntoViewIfNeeded();
    await page.frameLocator("#site").locator("main p [data-source], main p a, main p data").getByText("125").first().click();
    await page.locator("#source").waitFor();
    return page.locator("#source").screenshot({ path: file });
  },
  "texte.png": async function (browser) {
    const page = await site(browser, PROGRAMME);
    return between(page, paragraph(page, "Le programme accueille"), page.locator("main li", { hasText: "Oujda" }).first());
  },
  "chiffre.png": async function (browser) {
    const page = await site(browser, PROGRAMME);
    return between(page, paragraph(page, "En 2019, les délégations"), paragraph(page, "Elles ont reçu"));
  },
  "grille.png": async function (browser) {
    const page = await preview(browser, PROGRAMME);
    await page.getByRole("button", { name: "Données…" }).click();
    await page.locator("#donnees").getByText("Bénéficiaires par ville").first().click();
    await page.locator("#grille-enregistrer").waitFor();
    await page.locator("#grille td, #grille [role=gridcell]").first().waitFor();
    return page.screenshot({ path: file, clip: { x: 0, y: 0, width: 1200, height: 560 } });
  },
  "graphique.png": async function (browser) {
    const page = await site(browser, PROGRAMME);
    return between(page, figure(page, "Ateliers de langue"));
  },
  "anneau.png": async function (browser) {
    const page = await site(browser, PROGRAMME);
    return between(page, figure(page, "Bénéficiaires, par ville"));
  },
  "suivi.png": async function (browser) {
    const page = await site(browser, PROGRAMME);
    return between(page, figure(page, "Suites données"));
  },
  "accueil.png": async function (browser) {
    const page = await site(browser, "index.html", 1000);
    return page.screenshot({ path: file, clip: { x: 0, y: 0, width: 1000, height: 660 } });
  },
};

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  await PICTURES[name](browser);
  await browser.close();
}

main().catch(function (error) {
  console.error(`${name}: ${error.stack}`);
  process.exit(1);
});
