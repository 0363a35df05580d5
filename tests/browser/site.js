// The site as its readers use it, in Chromium. Prints TAP; each function's name is its claim.
// usage: node site.js FOLDER
"use strict";
const assert = require("assert");
const { execFile } = require("child_process");
const fs = require("fs"), path = require("path");
const { Site, axe, follow } = require("./chromium.js");

const HOME_LIMIT = 100e3, PAGE_LIMIT = 200e3;            // bytes, fonts not counted (the budgets)
const TABLES = "programme-11-gouvernance-et-communication.html", PROSE = "introduction.html";

const programmes = (site) => site.pages.filter((name) => name.startsWith("programme-"));
const chart_page = (site) => programmes(site).find((name) => name.startsWith("programme-08"));
const focused = (page, read) => page.evaluate(`(${read})(document.activeElement)`);

// ---- every page, looked at in one window: each look runs in the page and returns what is wrong ----

const LOOKS = {
  // At 1440 pixels.
  headings_tables_and_charts_have_links_of_their_own: function () {
    const places = document.querySelectorAll("article > .titre :is(h2, h3, h4, h5, h6)[id], figure[id]:not(.image)");
    return Array.from(places, (place) => place.id).filter((id) => !document.querySelector(`.ancre[href="#${id}"]`));
  },

  // 60 to 75 characters in the middle line of a page's paragraphs.
  the_measure_is_for_reading: function () {
    const measures = [];
    for (const paragraph of document.querySelectorAll("article > p")) {
      const lines = Math.round(paragraph.getBoundingClientRect().height / parseFloat(getComputedStyle(paragraph).lineHeight));
      if (lines > 3)
        measures.push(paragraph.textContent.length / (lines - 0.5));
    }
    const middle = measures.sort((a, b) => a - b)[measures.length >> 1];
    return measures.length > 2 && (middle < 60 || middle > 75) ? [`${Math.round(middle)}`] : [];
  },

  pages_carry_no_style_and_no_script_of_their_own: function () {
    const policy = document.querySelector("head > meta[http-equiv=Content-Security-Policy]");
    const scripts = Array.from(document.scripts).filter((script) => script.type !== "application/ld+json" && (script.textContent || !script.src));
    const handlers = Array.from(document.querySelectorAll("*"))
      .filter((element) => element.getAttributeNames().some((name) => name === "style" || name.startsWith("on")));
    return [...scripts, ...handlers, ...document.querySelectorAll("style")].map((element) => element.outerHTML.slice(0, 80))
      .concat(policy && /^default-src 'none'; style-src 'self'; script-src 'self'/.test(policy.content) ? [] : ["policy"]);
  },

  // At 320 pixels.
  no_page_scrolls_sideways_at_320_pixels: function () {
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} px`] : [];
  },

  // At 1280 pixels.
  text_at_200_percent_loses_nothing: function () {
    const root = document.documentElement, lost = [];
    root.style.fontSize = "200%";
    if (root.scrollWidth > root.clientWidth)
      lost.push(`${root.scrollWidth} px`);
    for (const box of document.querySelectorAll("body *")) {
      const is_cut = ["hidden", "clip"].includes(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth + 1;
      if (is_cut && !box.closest(".cache, svg, .heros") && box.textContent.trim())
        lost.push(`${box.tagName}.${box.className}`);
    }
    return lost;
  },
};
const LOOK_WIDTHS = { no_page_scrolls_sideways_at_320_pixels: 320, text_at_200_percent_loses_nothing: 1280 };
// Colours alone differ between light and dark.
const AXE_LOOKS = [[1440, "light"], [1440, "dark", ["color-contrast", "link-in-text-block"]],
  [390, "dark", ["color-contrast", "link-in-text-block"]], [390, "light"]];

async function look_at_pages(site) {
  const page = await site.window(1440), wrong = {}, axes = {}, links = {}, ids = {};
  Object.keys(LOOKS).forEach((claim) => { wrong[claim] = []; });
  await page.goto(site.address, { waitUntil: "networkidle" });       // the faces are there from now on
  for (const name of site.pages) {
    await site.show(page, name);
    links[name] = await page.evaluate(() => Array.from(document.querySelectorAll("a[href]"), (link) => link.getAttribute("href")));
    ids[name] = await page.evaluate(() => Array.from(document.querySelectorAll("[id]"), (place) => place.id));
    axes[name] = [];
    for (const [width, colorScheme, rules] of AXE_LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      axes[name].push(...(await axe(page, rules)).map((line) => `${width} ${colorScheme}: ${line}`));
    }
    for (const [claim, look] of Object.entries(LOOKS)) {
      await page.setViewportSize({ width: LOOK_WIDTHS[claim] || 1440, height: 900 });
      wrong[claim].push(...(await page.evaluate(look)).map((line) => `${name}: ${line}`));
    }
  }
  await page.context().close();
  return { wrong, axes, links, ids };
}

// Links to nowhere, names given twice.
function lost_links(site, links, ids) {
  const lost = site.pages.filter((name) => new Set(ids[name]).size < ids[name].length).map((name) => `${name}: an id twice`);
  for (const name of site.pages)
    for (const href of links[name].filter((href) => !/^(https?|mailto):/.test(href))) {
      const [file, id] = [href.split("#")[0] || name, decodeURIComponent(href.split("#")[1] || "")];
      if (!site.has(file) || (id && !ids[file].includes(id)))
        lost.push(`${name}: ${href}`);
    }
  return lost;
}

// A page with all that it asks for but the faces: styles, scripts, pictures.
function weight(site, name) {
  const text = fs.readFileSync(path.join(site.folder, name), "utf8");
  const asked = [...text.matchAll(/<(?:script|img)\b[^>]* src="([^"]+)"|<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)];
  return asked.reduce((sum, [, source, link]) => sum + site.size(source || link), site.size(name));
}

async function pages_are_light(site) {
  const heavy = ["index.html", ...programmes(site)].filter((name) => weight(site, name) > (name === "index.html" ? HOME_LIMIT : PAGE_LIMIT));
  assert.deepStrictEqual(heavy.map((name) => `${name}: ${weight(site, name)}`), []);
}

// ---- reading ----

async function without_scripts_all_content_and_navigation_are_there(site) {
  const page = await site.window(390, { javaScriptEnabled: false });
  await page.goto(site.address);
  await follow(page, page.getByRole("link", { name: "Lire le rapport" }));
  const seen = [];
  for (; seen.length < site.pages.length; await follow(page, page.locator(".suivant"))) {
    seen.push(path.basename(new URL(page.url()).pathname));
    assert.ok((await page.locator("article").innerText()).length > 200, page.url());
    if (await page.locator(".suivant").count() === 0)
      break;
  }
  assert.ok(programmes(site).every((name) => seen.includes(name)), seen.join(" "));
  await page.goto(site.address + chart_page(site));
  await page.locator("details.donnees > summary").first().click();
  assert.ok(await page.locator("details.donnees table").first().isVisible());
  assert.ok(await page.locator("button.theme").isHidden());
  await page.locator(".replie > summary").click();
  await follow(page, page.locator(".replie").getByRole("link", { name: "11. Gouvernance et communication" }));
  assert.ok(page.url().endsWith(TABLES));
  await page.context().close();
}

async function the_site_works_from_a_folder(site) {
  const page = await site.window(1440);
  await page.goto(`file://${site.folder}/index.html`);
  await follow(page, page.locator(".etoiles a").first());
  await page.evaluate(() => document.fonts.ready);
  assert.ok(await page.evaluate(() => document.fonts.check("18px texte") && document.fonts.check("700 15px sans")));
  await page.locator("button.theme").click();
  assert.strictEqual(await page.locator("html").getAttribute("data-theme"), "dark");
  await follow(page, page.locator(".suivant"));
  await follow(page, page.locator(".cote").getByRole("link", { name: "1. Introduction" }));
  assert.ok(page.url().startsWith("file://") && page.url().endsWith(PROSE));
  await page.context().close();
}

async function the_sommaire_marks_the_place(site) {
  const page = await site.window(1440);
  await site.show(page, TABLES);
  assert.strictEqual(await page.locator(".cote [aria-current=page]").innerText(), "11. Gouvernance et communication");
  assert.strictEqual(await page.locator(".plan [aria-current]").count(), 0);
  await page.locator("article > .titre h2").nth(1).scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 600);
  await page.locator(".plan [aria-current=location]", { hasText: "Recommandations" }).waitFor({ timeout: 3000 });
  assert.strictEqual(await page.locator(".plan [aria-current]").count(), 1);
  await page.context().close();
}

async function a_note_leads_there_and_back(site) {
  const page = await site.window(390);
  await site.show(page, TABLES);
  await page.locator("[role=doc-noteref]").first().click();
  assert.ok(await page.locator("#note_1").evaluate((note) => note.matches(":target")));
  await page.locator("#note_1 [role=doc-backlink]").click();
  assert.ok(await page.locator("#appel_1").evaluate((call) => call.matches(":target")));
  await page.context().close();
}

async function references_say_where_they_lead(site) {
  const page = await site.window(1440);
  await site.show(page, TABLES);
  const link = page.locator("article p a[href='#tableau-formations']");
  assert.match(await link.getAttribute("title"), /^Principales actions/);
  await link.click();
  assert.ok(await page.locator("#tableau-formations").evaluate((place) => place.matches(":target")));
  await page.context().close();
}

// ---- sigles, charts, themes, menus ----

async function a_sigle_tells_its_meaning_to_keys_and_fingers(site) {
  const page = await site.window(390, { hasTouch: true });
  await site.show(page, TABLES);
  const sigle = page.locator("a.sigle", { hasText: /^OIM$/ }), note = page.locator(".bulle");
  await sigle.focus();
  assert.match(await note.innerText(), /^OIM\s*Organisation internationale pour les migrations$/);
  await page.keyboard.press("Escape");
  assert.ok(await note.isHidden());
  await sigle.evaluate((link) => link.blur());
  for (let i = 0; i < 3 && !await note.isVisible(); i++) {
    await sigle.tap();                   // which a machine that stands still takes for a long press, that no click follows
    await note.waitFor({ timeout: 5e3 }).catch(() => {});
  }
  assert.ok(await note.isVisible() && page.url().endsWith(TABLES));
  await sigle.tap();
  await page.waitForURL(/sigles\.html#sigle_OIM$/);
  assert.ok(await page.locator("#sigle_OIM").evaluate((entry) => entry.matches(":target")));
  await page.context().close();
}

async function a_chart_tells_its_values_on_focus_and_hover(site) {
  const page = await site.window(1440);
  await site.show(page, chart_page(site));
  const values = page.locator("svg.ample .marque-valeur"), note = page.locator(".bulle");
  assert.strictEqual(await values.count(), 15);
  await values.first().focus();
  assert.match(await note.innerText(), /^2005\s: 254\smigrants$/);
  await page.keyboard.press("ArrowRight");
  assert.match(await note.innerText(), /^2006\s: 51\smigrants$/);
  await values.nth(12).hover();
  assert.match(await note.innerText(), /^2017\s: 1\s733\smigrants$/);
  await page.context().close();
}

async function the_theme_follows_the_system_and_the_reader(site) {
  const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const page = await site.window(1440, { colorScheme: "dark" }), button = page.locator("button.theme");
  await site.show(page, PROSE);
  const dark = await ground(page);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await ground(page);
  assert.notStrictEqual(dark, light);
  await button.click();
  assert.strictEqual(await ground(page), dark);
  await follow(page, page.locator(".suivant"));
  assert.strictEqual(await ground(page), dark);
  assert.strictEqual(await button.innerText(), "Clair");
  await page.emulateMedia({ media: "print" });
  assert.strictEqual(await page.evaluate(() => getComputedStyle(document.querySelector("article p")).color), "rgb(26, 35, 32)");
  await page.context().close();
}

async function the_menu_of_a_phone_opens_and_leads(site) {
  const page = await site.window(390);
  await site.show(page, PROSE);
  const menu = page.locator(".replie");
  assert.ok(await menu.locator("nav").isHidden() && await page.locator(".cote").isHidden());
  await menu.locator("summary").click();
  assert.ok(await menu.locator("[aria-current=page]").isVisible());
  await follow(page, menu.getByRole("link", { name: "3. Santé" }));
  assert.match(page.url(), /programme-03/);
  assert.ok(await menu.locator("nav").isHidden());
  await page.context().close();
}

async function a_wide_table_scrolls_alone_with_its_first_column_held(site) {
  const page = await site.window(390);
  await site.show(page, chart_page(site));
  const frame = page.locator(".defile .cadre").first(), title = frame.locator("tbody th").first();
  const before = (await title.boundingBox()).x;
  await frame.focus();
  await frame.evaluate((box) => { box.scrollLeft = 300; });
  assert.ok(await frame.evaluate((box) => box.scrollLeft) > 100);
  assert.ok(Math.abs((await title.boundingBox()).x - before) < 1);
  await page.context().close();
}

async function keys_alone_reach_all_that_a_pointer_does(site) {
  const page = await site.window(1440);
  await site.show(page, chart_page(site));
  await page.keyboard.press("Tab");
  assert.strictEqual(await focused(page, (item) => item.textContent), "Aller au contenu");
  assert.ok((await page.locator(".evitement").boundingBox()).y >= 0);
  await page.keyboard.press("Enter");
  assert.strictEqual(await focused(page, (item) => item.id), "page_contenu");
  const expected = await page.evaluate(() => Array.from(document.querySelectorAll("main :is(a[href], summary, [tabindex='0'])"))
    .filter((item) => item.checkVisibility()).length);
  const seen = [];
  for (let presses = 0; presses < expected + 5; presses++) {
    await page.keyboard.press("Tab");
    const item = await page.evaluate(function () {
      const item = document.activeElement;
      return { name: item.className.baseVal || item.className || item.tagName, inside: !!item.closest("main"),
        shown: getComputedStyle(item).outlineStyle !== "none" };
    });
    if (!item.inside)
      break;
    assert.ok(item.shown, `no outline: ${item.name}`);
    if (item.name === "SUMMARY")
      await page.keyboard.press("Enter");
    seen.push(item.name);
  }
  assert.ok(seen.length >= expected && seen.includes("marque-valeur"), `${seen.length} of ${expected}`);
  assert.ok(await page.locator("details.donnees[open] table").first().isVisible());
  await page.context().close();
}

// ---- loading, printing, asking ----

// Faces that come in time, and faces that come too late: the page then keeps those of the system.
async function nothing_moves_when_faces_arrive(site) {
  for (const [delay, width] of [[150, 390], [150, 1440], [1500, 390], [1500, 1440]]) {
    const page = await site.window(width);
    site.delays[".woff"] = delay;
    await page.addInitScript(function () {
      window.moved = [];
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.moved.push(entry.value)))
        .observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(site.address + (width > 900 ? TABLES : "index.html"), { waitUntil: "networkidle" });
    assert.deepStrictEqual(await page.evaluate("window.moved"), [], `${width}, ${delay} ms`);
    assert.strictEqual(await page.evaluate(() => getComputedStyle(document.body).visibility), "visible");
    assert.ok(delay < 1000 || await page.evaluate(() => document.documentElement.hasAttribute("data-sans-police")));
    await page.context().close();
  }
  delete site.delays[".woff"];
}

async function a_printed_page_is_text_and_figures_alone(site) {
  const page = await site.window(1440, { colorScheme: "dark" });
  await site.show(page, TABLES);
  await page.emulateMedia({ media: "print" });
  for (const aside of [".bandeau", ".cote", ".plan", ".voisins", ".pied", ".telecharger"])
    assert.ok(await page.locator(aside).first().isHidden(), aside);
  assert.ok(await page.locator("figure.tableau table").first().isVisible());
  assert.ok((await page.pdf()).length > 50000);
  await page.context().close();
}

async function nothing_is_asked_of_another_place_and_nothing_complains(site) {
  assert.ok(site.requests.length > 100);
  assert.deepStrictEqual(site.requests.filter((url) => !url.startsWith(site.address) && !url.startsWith(`file://${site.folder}/`)), []);
  assert.deepStrictEqual(site.complaints, []);
}

// Problems by page's name. Java works beside the browser.
function nu(site) {
  const jar = require.resolve("vnu-jar/build/dist/vnu.jar");
  const pages = site.pages.map((name) => path.join(site.folder, name));
  return new Promise(function (resolve, reject) {
    execFile("java", ["-jar", jar, "--errors-only", "--format", "json", ...pages], { maxBuffer: 1e8 }, function (failure, _, told) {
      const problems = new Map();
      if (failure && !told.startsWith("{"))
        reject(failure);
      for (const message of told.startsWith("{") ? JSON.parse(told).messages : []) {
        const name = path.basename(message.url || "");
        problems.set(name, (problems.get(name) || []).concat(`${message.lastLine}: ${message.message}`));
      }
      resolve(problems);
    });
  });
}

const CLAIMS = [
  pages_are_light, without_scripts_all_content_and_navigation_are_there, the_site_works_from_a_folder,
  the_sommaire_marks_the_place, a_note_leads_there_and_back, references_say_where_they_lead,
  a_sigle_tells_its_meaning_to_keys_and_fingers, a_chart_tells_its_values_on_focus_and_hover,
  the_theme_follows_the_system_and_the_reader, the_menu_of_a_phone_opens_and_leads,
  a_wide_table_scrolls_alone_with_its_first_column_held, keys_alone_reach_all_that_a_pointer_does,
  nothing_moves_when_faces_arrive, a_printed_page_is_text_and_figures_alone,
];

async function main() {
  const site = await Site.open(process.argv[2]);
  const words = (claim) => claim.replace(/_/g, " ");
  let told = 0;
  function tell(name, problems) {
    console.log(`${problems.length ? "not ok" : "ok"} ${++told} - ${name}`);
    problems.slice(0, 60).forEach((line) => console.log(`# ${line.replace(/\n/g, "\n# ")}`));
  }
  console.log(`1..${CLAIMS.length + Object.keys(LOOKS).length + 2 + 2 * site.pages.length}`);
  const checked = nu(site), found = await look_at_pages(site);
  for (const name of site.pages) {
    tell(`${name}: Nu finds no error`, (await checked).get(name) || []);
    tell(`${name}: axe finds no violation, light and dark, on a phone and a desk`, found.axes[name]);
  }
  for (const claim of Object.keys(LOOKS))
    tell(words(claim), found.wrong[claim]);
  tell("every link leads to a place that is there", lost_links(site, found.links, found.ids));
  for (const claim of [...CLAIMS, nothing_is_asked_of_another_place_and_nothing_complains])
    tell(words(claim.name), await claim(site).then(() => [], (error) => [String(error.stack || error)]));
  await site.close();
}

main().catch(function (error) {
  console.log(`Bail out! ${error.message}`);
  process.exit(1);
});
