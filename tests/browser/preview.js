// The preview as an editor uses it, in Chromium: files are saved, the pages follow. Prints TAP; each function's name is
// its claim. With --mesure it prints the times from a file's close() to the changed page instead.
// usage: node preview.js ADDRESS CONTENT [--mesure]
"use strict";
const assert = require("assert");
const fs = require("fs"), http = require("http"), net = require("net"), path = require("path");
const { chromium } = require("playwright-core");
const { axe } = require("./chromium.js");

const PROGRAMME = "programmes/03-sante", PAGE = "programme-03-sante.html", OTHER = "programme-05-assistance-sociale-et-humanitaire.html";
const now = () => performance.timeOrigin + performance.now();
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// In the page: what marks a change goes away by itself, so that whether it stands in view is noted the moment it comes.
function note_signs() {
  const place = document.getElementById("site"), sheets = document.getElementById("feuilles");
  const note = (where, root, selector, view) => {
    const sign = root.querySelector(selector), rect = sign && sign.getBoundingClientRect(), [top, bottom] = view();
    if (sign && !(where in window.signs)) window.signs[where] = { text: sign.textContent,
      is_in_view: rect.bottom > top && rect.top < bottom, begins_in_view: rect.top >= top && rect.top < bottom };
  };
  const watch = (...named) => {
    new MutationObserver(() => note(...named)).observe(named[1], { subtree: true, childList: true, attributeFilter: ["data-bilan-change"] });
    note(...named);
  };
  const watch_site = () => watch("site", place.contentDocument.documentElement, "[data-bilan-change]", () => [0, place.contentWindow.innerHeight]);
  window.signs = {};
  watch("feuilles", sheets, ".ici", () => [sheets.getBoundingClientRect().top, sheets.getBoundingClientRect().bottom]);
  place.addEventListener("load", watch_site);
  watch_site();
}

class Preview {
  static async open(address, content) {
    const preview = new Preview();
    preview.address = address;
    preview.content = content;
    preview.browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
    preview.complaints = [];
    preview.page = await preview.window(PAGE);
    return preview;
  }

  async window(name) {
    const context = await this.browser.newContext({ viewport: { width: 1600, height: 900 } });
    const page = await context.newPage();
    context.setDefaultTimeout(60e3);
    page.on("console", (message) => {
      // A page whose title is being changed is gone from its old address.
      const url = message.location().url, is_gone = /\/site\/programme-03-[^/]*\.html/.test(url) && /status of 404/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !is_gone)
        this.complaints.push(`${message.text()} ${url}`);
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    await page.goto(`${this.address}#${name}`);
    await this.follows(page, name);
    await page.evaluate(() => {
      window.shown_at = 0;
      new MutationObserver(() => { window.shown_at = performance.timeOrigin + performance.now(); })
        .observe(document.documentElement, { attributeFilter: ["data-version"] });
    });
    await page.evaluate(note_signs);
    return page;
  }

  // Before a save: those of earlier ones have gone.
  async forget_signs() {
    await this.page.waitForFunction(() => !document.querySelector(".ici")
      && !document.getElementById("site").contentDocument.querySelector("[data-bilan-change]"));
    await this.page.evaluate(() => { window.signs = {}; });
  }

  // The sign of a change as it came, in "site" or on "feuilles": what it says, whether it was in view.
  async sign(where) {
    await this.page.waitForFunction((where) => where in window.signs, where);
    return this.page.evaluate((where) => window.signs[where], where);
  }

  async follows(page, name) {
    await page.locator(`html[data-suivi="${name}"][data-feuilles]`).waitFor();
  }

  // Brings the window back to the page under test.
  async show(name) {
    await this.page.locator("#chapitre").selectOption(name);
    await this.follows(this.page, name);
  }

  file(name) { return path.join(this.content, name); }
  read(name) { return fs.readFileSync(this.file(name), "utf8"); }
  frame() { return this.page.frameLocator("#site"); }

  // Writes a file; returns when it was closed.
  save(name, text) {
    const file = fs.openSync(this.file(name), "w");
    fs.writeSync(file, text);
    fs.closeSync(file);
    return now();
  }

  // Writes beside the file and renames, as many editors do.
  rename(name, text) {
    fs.writeFileSync(this.file(`${name}.tmp`), text);
    fs.renameSync(this.file(`${name}.tmp`), this.file(name));
  }

  // Waits until the page of the site holds `text` (or no longer does).
  async holds(text, is_there = true) {
    await this.page.waitForFunction(([text, is_there]) => {
      const site = document.getElementById("site").contentDocument;
      return site && site.body && site.body.textContent.includes(text) === is_there;
    }, [text, is_there], { polling: 5 });
  }

  // Milliseconds from the close of a file to the page that holds `text`.
  async time(name, text, shown) {
    const closed = this.save(name, text);
    await this.holds(shown);
    return (await this.page.evaluate(() => window.shown_at)) - closed;
  }

  async close() { await this.browser.close(); }
}

const narrative = `${PROGRAMME}/narratif.md`, data = `${PROGRAMME}/programme.yaml`;

// The first paragraph that stands alone, with something put in front of it.
function with_word(text, word) {
  return text.replace(/^(?=[A-ZÀÉ][^\n]{80,})/m, `${word} `);
}

// ---- saves of each kind ----

async function a_word_appears_where_it_was_typed(preview) {
  const before = preview.read(narrative);
  preview.save(narrative, with_word(before, "Motneuf"));
  await preview.holds("Motneuf");
  preview.rename(narrative, before);
  await preview.holds("Motneuf", false);
}

async function the_place_one_reads_is_kept(preview) {
  const before = preview.read(narrative), frame = preview.page.frame("site");
  const last = before.trimEnd().lastIndexOf("\n") + 1;
  await frame.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  const at = await frame.evaluate(() => { window.is_same = true; return scrollY; });
  const seen = await frame.evaluate(() => { const p = document.elementFromPoint(600, 400); p.setAttribute("data-vu", ""); return p.getBoundingClientRect().top; });
  const yaml = preview.read(data);
  preview.save(data, `${yaml}\n# rien qui se voie\n`);
  preview.save(data, yaml);
  await preview.page.waitForTimeout(300);
  assert.strictEqual(await frame.evaluate(() => scrollY), at);
  assert.strictEqual(await frame.evaluate(() => document.querySelector("[data-vu]").getBoundingClientRect().top), seen);
  await preview.forget_signs();
  preview.save(narrative, before.slice(0, last) + before.slice(last).replace(/\.?\s*$/, ", et voilà la fin.\n"));
  await preview.holds("voilà la fin");
  assert.ok(await frame.evaluate(() => window.is_same), "the page was loaded again");
  assert.ok((await preview.sign("site")).is_in_view, "the first changed paragraph is not in view");
  preview.save(narrative, before);
  await preview.holds("voilà la fin", false);
}

async function two_windows_on_a_page_both_take_a_save(preview) {
  const before = preview.read(narrative), first = preview.page, second = await preview.window(PAGE);
  for (const page of [first, second])
    await page.frame("site").evaluate(() => { window.is_same = true; });
  preview.save(narrative, with_word(before, "Partout"));
  for (const page of [first, second]) {
    preview.page = page;
    await preview.holds("Partout");
    assert.ok(await page.frame("site").evaluate(() => window.is_same), "a window loaded the page again");
  }
  await second.context().close();
  preview.page = first;
  preview.save(narrative, before);
  await preview.holds("Partout", false);
}

async function a_heading_changes_also_in_the_outline(preview) {
  const before = preview.read(narrative);
  await preview.forget_signs();
  preview.save(narrative, before.replace(/^## (.*)$/m, "## Autrement dit $1"));
  assert.match((await preview.sign("site")).text, /^a\) Autrement dit/);
  await preview.page.waitForFunction(() => document.getElementById("site").contentDocument.querySelector("nav.plan")
    .textContent.includes("Autrement dit"));
  preview.save(narrative, before);
  await preview.holds("Autrement dit", false);
}

async function a_cell_of_a_table_changes_with_its_total(preview) {
  const file = "programmes/11-gouvernance-et-communication/programme.yaml", before = preview.read(file);
  await preview.show("programme-11-gouvernance-et-communication.html");
  const total = () => preview.frame().locator("figure.tableau tfoot").first().innerText();
  const first = await total();
  preview.save(file, before.replace('"{{ projets.2019.colonies }}"', "7013"));
  await preview.frame().locator("figure.tableau td", { hasText: /7.013/ }).first().waitFor();
  assert.notStrictEqual(await total(), first);
  preview.save(file, before);
  await preview.frame().locator("figure.tableau td", { hasText: /7.013/ }).first().waitFor({ state: "detached" });
  assert.strictEqual(await total(), first);
  await preview.show(PAGE);
}

// What readers sorted is put back before the page is patched, so that the new figure lands in its own row.
async function a_sorted_table_takes_a_save_in_its_own_row(preview) {
  const file = "programmes/11-gouvernance-et-communication/programme.yaml", before = preview.read(file);
  await preview.show("programme-11-gouvernance-et-communication.html");
  const table = preview.frame().locator("#tableau-partenariat-2019"), titles = table.locator("tbody th"), row = table.locator("tr", { hasText: "Colonies" });
  const order = await titles.allInnerTexts();
  await table.getByRole("button", { name: "Nombre de projets" }).click();
  assert.notDeepStrictEqual(await titles.allInnerTexts(), order);
  preview.save(file, before.replace('"{{ projets.2019.colonies }}"', "7013"));
  await row.locator("td", { hasText: /7.013/ }).waitFor();
  assert.deepStrictEqual(await titles.allInnerTexts(), order);
  await table.getByRole("button", { name: "Nombre de projets" }).click();
  assert.match((await titles.allInnerTexts()).at(-1), /^Colonies/);
  preview.save(file, before);
  await row.locator("td", { hasText: /7.013/ }).waitFor({ state: "detached" });
  assert.deepStrictEqual(await titles.allInnerTexts(), order);
  await preview.show(PAGE);
  await preview.page.locator("#chapitre").focus();
}

async function broken_yaml_leaves_the_last_good_page_with_the_error_over_it(preview) {
  const before = preview.read(data), frame = preview.page.frame("site");
  const shown = await frame.evaluate(() => document.querySelector("article").textContent);
  preview.save(data, `${before}\n\tcasse: [\n`);
  const panel = preview.page.locator("#messages");
  await panel.waitFor();
  assert.match(await panel.innerText(), /programmes\/03-sante\/programme\.yaml, ligne \d+/);
  assert.match(await panel.innerText(), /Programme.3/i);
  assert.match(await panel.innerText(), /À faire/);
  assert.strictEqual(await frame.evaluate(() => document.querySelector("article").textContent), shown);
  await frame.evaluate(() => window.focus());
  await preview.page.keyboard.press("Escape");
  assert.ok(await panel.isHidden());
  preview.save(data, before);
  await preview.page.locator("html[data-erreurs='0']").waitFor();
  assert.ok(await panel.isHidden());
}

async function other_programmes_go_on_while_one_is_broken(preview) {
  const before = preview.read(data), other = "programmes/05-assistance-sociale-et-humanitaire/narratif.md", text = preview.read(other);
  preview.save(data, `${before}\n\tcasse: [\n`);
  await preview.page.locator("#messages").waitFor();
  preview.save(other, with_word(text, "Ailleurs"));
  await preview.follows(preview.page, OTHER);
  await preview.holds("Ailleurs");
  preview.save(other, text);
  preview.save(data, before);
  await preview.page.locator("html[data-erreurs='0']").waitFor();
  await preview.show(PAGE);
}

async function broken_and_mended_many_times_a_second_ends_true(preview) {
  const before = preview.read(data), text = preview.read(narrative);
  for (let i = 0; i < 40; i++) {
    preview.save(data, i % 2 ? before : `${before}\n\tcasse: [\n`);
    preview.save(narrative, with_word(text, `Tour${i}`));
    await sleep(i % 5 * 7);
  }
  await preview.holds("Tour39");
  await preview.page.locator("html[data-erreurs='0']").waitFor();
  preview.save(narrative, text);
  await preview.holds("Tour39", false);
}

async function a_new_programme_appears_and_goes(preview) {
  const folder = preview.file("programmes/12-essai"), report = preview.read("rapport.yaml");
  preview.save("rapport.yaml", report.replace(/^(\s+)11: (.*)$/m, "$111: $2\n$112: Essai d’un programme"));
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, "programme.yaml"), "programme: 12\ntitre: Essai d’un programme\n");
  fs.writeFileSync(path.join(folder, "narratif.md"), "## Activités et résultats 2018-2019\n\nUn paragraphe tout neuf.\n");
  await preview.page.locator("#chapitre option", { hasText: "Essai d’un programme" }).waitFor({ state: "attached" });
  await preview.show("programme-12-essai-d-un-programme.html");
  await preview.holds("tout neuf");
  fs.rmSync(folder, { recursive: true });
  preview.save("rapport.yaml", report);
  await preview.page.locator("#chapitre option", { hasText: "Essai d’un programme" }).waitFor({ state: "detached" });
  await preview.show(PAGE);
}

async function a_file_removed_is_told_and_comes_back(preview) {
  const before = preview.read(narrative);
  const words = /^[A-ZÀÉ][^\n*{[(]{40,60}/m.exec(before)[0];
  fs.unlinkSync(preview.file(narrative));
  await preview.holds(words.slice(0, 20).replace(/'/g, "’"), false);
  preview.save(narrative, with_word(before, "Revenu"));
  await preview.holds("Revenu");
  preview.save(narrative, before);
  await preview.holds("Revenu", false);
}

async function the_saved_file_is_followed(preview) {
  const other = "programmes/05-assistance-sociale-et-humanitaire/narratif.md", text = preview.read(other);
  preview.save(other, with_word(text, "Suivi"));
  await preview.follows(preview.page, OTHER);
  await preview.holds("Suivi");
  preview.save(other, text);
  await preview.show(PAGE);
}

// Fourteen rounds of seven kinds, and the two that put all back: after each save the page shows what the files say.
async function a_hundred_saves_of_all_kinds_each_show_the_new_state(preview) {
  const text = preview.read(narrative), yaml = preview.read(data), page = preview.page;
  const title = /^titre: *(.*)$/m.exec(yaml)[0], words = /^[A-ZÀÉ][^\n*{[(]{40,60}/m.exec(text)[0].slice(0, 20).replace(/'/g, "’");
  const file = "programmes/11-gouvernance-et-communication/programme.yaml", table = preview.read(file);
  const cell = preview.frame().locator("figure.tableau td");
  let saves = 0;
  const save = (name, content) => { saves++; preview.save(name, content); };
  for (let i = 0; i < 14; i++) {
    save(narrative, with_word(text, `Mot${i}x`));
    await preview.holds(`Mot${i}x`);
    save(narrative, text.replace(/^## (.*)$/m, `## Intitulé${i}x $1`));
    await preview.holds(`Intitulé${i}x`);
    await preview.holds(`Mot${i}x`, false);
    save(file, table.replace('"{{ projets.2019.colonies }}"', String(7013 + i)));
    await preview.follows(page, "programme-11-gouvernance-et-communication.html");
    await cell.filter({ hasText: new RegExp(`7.${String(13 + i).padStart(3, "0")}`) }).first().waitFor();
    save(data, `${yaml.replace(title, `titre: Titre${i}x`)}\n\tcasse: [\n`);
    await page.locator("#messages").waitFor();
    save(data, yaml.replace(title, `titre: Titre${i}x`));
    await page.locator("#messages").waitFor({ state: "hidden" });
    await preview.follows(page, (await page.locator("#chapitre option", { hasText: `Titre${i}x` }).getAttribute("value")));
    await preview.holds(`Titre${i}x`);
    saves++;
    fs.unlinkSync(preview.file(narrative));
    await preview.holds(words, false);
    save(narrative, with_word(text, `Neuf${i}x`));
    await preview.holds(`Neuf${i}x`);
  }
  save(narrative, text);
  save(data, yaml);
  await page.locator(`#chapitre option[value="${PAGE}"]`).waitFor({ state: "attached" });
  preview.save(file, table);
  await preview.follows(page, "programme-11-gouvernance-et-communication.html");
  await preview.show(PAGE);
  await preview.holds("Neuf13x", false);
  assert.strictEqual(saves, 100);
}

// ---- both views together ----

// In one view after the other: how high a paragraph stands, by what the site and the sheets say of its source.
async function heights(preview, at) {
  return preview.page.evaluate(async (at) => {
    const view = document.getElementById("feuilles"), place = document.getElementById("site"), site = place.contentDocument;
    const target = site.querySelectorAll("article > p[data-source], article section > p[data-source]")[at];
    const ask = (query) => fetch(`/_/source?${query}&t=`).then((answer) => answer.json());
    const page = document.documentElement.dataset.page, version = document.documentElement.dataset.version;
    const own = await ask(`page=${page}&v=${version}&e=${Array.from(site.querySelectorAll("[data-source]")).indexOf(target)}`);
    for (const sheet of document.querySelectorAll(".place")) {
      const rect = sheet.getBoundingClientRect();
      if (rect.bottom < view.getBoundingClientRect().top || rect.top > view.getBoundingClientRect().bottom) continue;
      for (const [e, line] of Array.from(sheet.querySelectorAll("[data-source]")).entries()) {
        const told = await ask(`n=${sheet.at}&e=${e}`);
        if (told.fichier === own.fichier && told.ligne === own.ligne)
          return [place.getBoundingClientRect().top + target.getBoundingClientRect().top, line.getBoundingClientRect().top];
      }
    }
    return null;
  }, at);
}

const near = (both, what) => assert.ok(both && Math.abs(both[0] - both[1]) < 40, `${what}: ${both}`);
const frames = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 300)));

// Brings a paragraph of the site to where the eye reads.
const bring = (preview, at) => preview.page.frame("site").evaluate((at) => {
  const target = document.querySelectorAll("article > p[data-source], article section > p[data-source]")[at];
  scrollBy({ top: target.getBoundingClientRect().top - 270, behavior: "instant" });
}, at);

async function views_scroll_together_by_paragraph(preview) {
  const page = preview.page, frame = page.frame("site");
  await settled_looks(page);
  await page.mouse.move(1200, 400);
  for (const at of [3, 6, 9]) {
    await bring(preview, at);
    await settled_looks(page);
    near(await heights(preview, at), `the sheets to paragraph ${at}`);
  }
  const before = await frame.evaluate(() => scrollY);
  await page.mouse.move(300, 400);
  await page.mouse.wheel(0, -700);
  await settled_looks(page);
  assert.ok(await frame.evaluate(() => scrollY) < before - 100, "the site did not follow the sheets");
  const top = await page.evaluate(() => document.getElementById("feuilles").scrollTop);
  await frames(page);
  assert.strictEqual(await page.evaluate(() => document.getElementById("feuilles").scrollTop), top, "the sheets were moved by the site");
  await page.mouse.move(1200, 400);
}

async function the_first_changed_paragraph_is_shown_in_both_views(preview) {
  const page = preview.page, before = preview.read(narrative), last = before.trimEnd().lastIndexOf("\n") + 1;
  await page.frame("site").evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await frames(page);
  await preview.forget_signs();
  preview.save(narrative, before.slice(0, last) + before.slice(last).replace(/\.?\s*$/, ", et voilà le bout.\n"));
  await preview.holds("voilà le bout");
  assert.ok((await preview.sign("site")).is_in_view, "the changed paragraph is not in view in the site");
  assert.ok((await preview.sign("feuilles")).begins_in_view, "the changed paragraph is not in view on the sheets");
  preview.save(narrative, before);
  await preview.holds("voilà le bout", false);
}

// A file whose page is not shown: the page is opened at what changed.
async function a_followed_page_opens_at_what_changed(preview) {
  const file = "programmes/05-assistance-sociale-et-humanitaire/narratif.md", before = preview.read(file), last = before.trimEnd().lastIndexOf("\n") + 1;
  await preview.forget_signs();
  preview.save(file, before.slice(0, last) + before.slice(last).replace(/\.?\s*$/, ", et voilà la suite.\n"));
  await preview.follows(preview.page, OTHER);
  assert.ok((await preview.sign("site")).is_in_view, "the page is not opened at what changed");
  preview.save(file, before);
  await preview.holds("voilà la suite", false);
  await preview.show(PAGE);
}

async function the_site_is_shown_at_each_width(preview) {
  for (const width of [390, 768, 1440]) {
    await preview.page.getByRole("button", { name: String(width), exact: true }).click();
    assert.strictEqual(await preview.page.frame("site").evaluate(() => innerWidth), width);
    assert.match(await preview.page.locator("#ecran").innerText(), new RegExp(`${width} px`));
  }
  await preview.page.getByRole("button", { name: "toute", exact: true }).click();
}

async function axe_finds_nothing_wrong_in_the_preview(preview) {
  assert.deepStrictEqual(await axe(preview.page), []);
}

// ---- pages of the PDF ----

// True when one of the sheets that `first` shows looks otherwise now.
const looks_changed = ([first, has_changed]) => first.some(([at, look]) => {
  const place = document.querySelectorAll(".place")[at];
  return place && place.getAttribute("data-aspect") !== look;
}) === has_changed;

// What the sheets show once what was saved before has reached them: the same a second later.
async function settled_looks(page) {
  const looks = () => page.evaluate(() => Array.from(document.querySelectorAll(".place"), (place, at) =>
    [at, place.getAttribute("data-aspect")]).filter((entry) => entry[1]));
  let now = await looks(), before;
  do {
    before = now;
    await page.waitForTimeout(1000);
    now = await looks();
  } while (JSON.stringify(now) !== JSON.stringify(before));
  return now;
}

async function a_sheet_follows_a_save(preview) {
  const before = preview.read(narrative);
  await preview.page.locator(".place svg").nth(1).waitFor({ state: "attached" });
  const first = await settled_looks(preview.page);
  preview.save(narrative, with_word(before, "Feuillet"));
  await preview.page.waitForFunction(looks_changed, [first, true]);
  preview.save(narrative, before);
  await preview.page.waitForFunction(looks_changed, [first, false]);
}

async function faces_by_glyph_number_are_taken_by_the_browser(preview) {
  const names = await preview.page.evaluate(async () => {
    await document.fonts.ready;
    return Array.from(document.fonts).filter((face) => face.family.startsWith("glyphes-")).map((face) => face.status);
  });
  assert.ok(names.includes("loaded") && !names.includes("error"), names.join());
}

// ---- from the page to the source ----

async function a_paragraph_leads_to_its_source(preview) {
  const frame = preview.frame(), panel = preview.page.locator("#source");
  await preview.holds("Feuillet", false);
  await frame.locator("article p[data-source]").nth(1).click({ position: { x: 3, y: 8 } });
  await panel.waitFor();
  const told = await panel.innerText();
  assert.match(told, /programmes\/03-sante\/narratif\.md, ligne \d+/);
  const link = await panel.locator("a").getAttribute("href");
  assert.match(link, /^vscode:\/\/file\/.*programmes\/03-sante\/narratif\.md:\d+:\d+$/);
  const shown = (await frame.locator("article p[data-source]").nth(1).innerText()).slice(0, 12);
  assert.ok(told.includes(shown), `${told} / ${shown}`);
  await preview.page.keyboard.press("Escape");
}

async function a_figure_tells_value_source_and_place(preview) {
  const frame = preview.frame(), panel = preview.page.locator("#source");
  await frame.locator("article data[data-source]").first().click();
  await panel.waitFor();
  assert.match(await panel.innerText(), /programme\.yaml, ligne \d+[^]*Valeur/);
  await preview.page.keyboard.press("Escape");
  assert.ok(await panel.isHidden());
  await frame.locator("article data[data-source]", { hasText: /^72$/ }).first().click();
  await panel.waitFor();
  assert.match(await panel.innerText(), /Valeur\s+72\sparticipants\s/);     // typed "participant"
  await preview.page.keyboard.press("Escape");
}

async function a_total_tells_its_formula(preview) {
  await preview.show("programme-11-gouvernance-et-communication.html");
  const total = preview.frame().locator("figure.tableau tfoot td[data-source], figure.tableau tr.total td[data-source]").last();
  await total.click();
  await preview.page.locator("#source").waitFor();
  assert.match(await preview.page.locator("#source").innerText(), /Formule[^]*\+/);
  await preview.page.keyboard.press("Escape");
  await preview.show(PAGE);
}

async function a_line_of_a_sheet_leads_to_its_source(preview) {
  await preview.page.locator(".place svg text[data-source]").first().waitFor({ state: "attached" });
  await preview.page.evaluate(() => {
    const view = document.getElementById("feuilles").getBoundingClientRect();
    const line = Array.from(document.querySelectorAll(".place svg text[data-source]")).find((text) => {
      const box = text.getBoundingClientRect();
      return box.top > view.top && box.bottom < view.bottom;
    });
    line.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  });
  await preview.page.locator("#source").waitFor();
  assert.match(await preview.page.locator("#source").innerText(), /\.(md|yaml), ligne \d+/);
  await preview.page.keyboard.press("Escape");
}

// ---- hostile requests ----

function request(preview, target, headers = {}, method = "GET", body) {
  const { port } = new URL(preview.address);
  return new Promise((resolve) => {
    const asked = http.request({ host: "127.0.0.1", port, path: target, method, headers, timeout: 15e3, agent: false }, (response) => {
      let text = "";
      response.on("data", (part) => { text += part; });
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
      response.on("error", () => resolve({ status: 0 }));
    });
    asked.on("error", () => resolve({ status: 0 }));
    asked.end(body);
  });
}

async function another_host_or_origin_is_refused(preview) {
  assert.strictEqual((await request(preview, "/")).status, 200);
  for (const headers of [{ Host: "example.org" }, { Host: "127.0.0.1:1" }, { Origin: "https://example.org" }, { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site" }, { "Sec-Fetch-Site": "same-site" }])
    for (const target of ["/", "/site/index.html", "/_/suivre", "/_/source?n=1&e=1"])
      assert.strictEqual((await request(preview, target, headers)).status, 403, JSON.stringify(headers));
}

async function only_what_was_built_is_served(preview) {
  for (const target of ["/../etc/passwd", "/site/../../etc/passwd", "/site/%2e%2e/%2e%2e/etc/passwd", "/site//etc/passwd", "/_/../rapport.yaml",
    "/site/rapport.yaml", "/_/theme.yaml", "/_/apercu.css/..", "/_/glyphes/-1", "/_/glyphes/99", "/_/glyphes/0x1",
    "/_/feuille?n=99999999", "/_/feuille?n=-1", "/_/source?page=x&e=1", "/site/programme-03-sante.html/..", "/images/../x"])
    assert.ok([400, 404].includes((await request(preview, target)).status), target);
}

async function bodies_and_other_methods_are_refused(preview) {
  const body = Buffer.alloc(10 << 20, "x");
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"])
    assert.ok([405, 0].includes((await request(preview, "/", {}, method)).status), method);
  assert.ok([405, 413, 0].includes((await request(preview, "/", { "Content-Length": body.length }, "POST", body)).status));
  assert.ok([413, 0].includes((await request(preview, "/", { "Content-Length": body.length }, "GET", body)).status));
  assert.ok([400, 413, 414, 431, 0].includes((await request(preview, `/${"x".repeat(100e3)}`)).status));
}

// Opens `count` connections that say little or nothing, then sees whether a save still shows.
async function slow_clients_and_a_thousand_connections_hurt_nothing(preview) {
  const { port } = new URL(preview.address), sockets = [], before = preview.read(narrative);
  for (let i = 0; i < 1000; i++) {
    const socket = net.connect(port, "127.0.0.1");
    socket.on("error", () => {});
    if (i % 2)
      socket.write("GET /site/index.html HTTP/1.1\r\nHost:");
    sockets.push(socket);
  }
  await sleep(200);
  preview.save(narrative, with_word(before, "Encombre"));
  await preview.holds("Encombre");
  assert.strictEqual((await request(preview, "/")).status, 200);
  sockets.forEach((socket) => socket.destroy());
  preview.save(narrative, before);
  await preview.holds("Encombre", false);
}

async function answers_carry_the_headers_that_protect(preview) {
  const { headers } = await request(preview, "/");
  assert.match(headers["content-security-policy"], /default-src 'none'/);
  assert.match(headers["content-security-policy"], /frame-ancestors 'self'/);
  assert.strictEqual(headers["x-content-type-options"], "nosniff");
}

async function nothing_was_complained_of(preview) {
  assert.deepStrictEqual(preview.complaints, []);
}

const CLAIMS = [a_word_appears_where_it_was_typed, the_place_one_reads_is_kept, two_windows_on_a_page_both_take_a_save, a_heading_changes_also_in_the_outline,
  a_cell_of_a_table_changes_with_its_total, a_sorted_table_takes_a_save_in_its_own_row, broken_yaml_leaves_the_last_good_page_with_the_error_over_it,
  other_programmes_go_on_while_one_is_broken, broken_and_mended_many_times_a_second_ends_true, a_new_programme_appears_and_goes,
  a_file_removed_is_told_and_comes_back, the_saved_file_is_followed, a_sheet_follows_a_save,
  faces_by_glyph_number_are_taken_by_the_browser, a_paragraph_leads_to_its_source, a_figure_tells_value_source_and_place,
  a_total_tells_its_formula, a_hundred_saves_of_all_kinds_each_show_the_new_state, views_scroll_together_by_paragraph, the_first_changed_paragraph_is_shown_in_both_views,
  a_followed_page_opens_at_what_changed, the_site_is_shown_at_each_width, axe_finds_nothing_wrong_in_the_preview, a_line_of_a_sheet_leads_to_its_source, nothing_was_complained_of, another_host_or_origin_is_refused,
  only_what_was_built_is_served, bodies_and_other_methods_are_refused, answers_carry_the_headers_that_protect,
  slow_clients_and_a_thousand_connections_hurt_nothing];

async function test(preview) {
  console.log(`1..${CLAIMS.length}`);
  let failed = 0;
  const only = process.env.SEULEMENT;
  for (const [at, claim] of CLAIMS.entries()) {
    if (only && !claim.name.includes(only))
      continue;
    const name = `${at + 1} - ${claim.name.replace(/_/g, " ")}`;
    const before = [narrative, data, "rapport.yaml"].map((file) => [file, preview.read(file)]);
    try {
      await claim(preview);
      console.log(`ok ${name}`);
    } catch (problem) {
      failed++;
      console.log(`not ok ${name}\n# ${String(problem.message || problem).split("\n").slice(0, 40).join("\n# ")}`);
      await preview.page.keyboard.press("Escape");
      before.forEach(([file, text]) => preview.save(file, text));
      await preview.show(PAGE).catch(() => {});
    }
  }
  return failed ? 1 : 0;
}

// ---- times ----

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

async function measure(preview) {
  const text = preview.read(narrative), yaml = preview.read(data), times = [];
  const title = /^titre: *(.*)$/m.exec(yaml);
  for (let i = 0; i < 100; i++) {
    const word = `Mesure${i}`;
    const kinds = [() => preview.time(narrative, with_word(text, word), word),
      () => preview.time(narrative, text.replace(/^## (.*)$/m, `## ${word} $1`), word),
      () => preview.time(data, yaml.replace(title[0], `titre: ${word} ${title[1].replace(/^["«]|["»]$/g, "")}`), word)];
    times.push(await kinds[i % kinds.length]());
    await sleep(Number(process.env.PAUSE || 300));
  }
  preview.save(narrative, text);
  preview.save(data, yaml);
  times.sort((a, b) => a - b);
  console.log(`save to page  ${percentile(times, 0.5).toFixed(1)} ms   (95 %: ${percentile(times, 0.95).toFixed(1)}, most ${times[times.length - 1].toFixed(1)}, ${times.length} saves)`);
  return 0;
}

async function main() {
  const preview = await Preview.open(process.argv[2], process.argv[3]);
  try {
    return await (process.argv[4] === "--mesure" ? measure(preview) : test(preview));
  } finally {
    await preview.close();
  }
}

main().then((code) => process.exit(code), (problem) => {
  console.log(`1..1\nnot ok 1 - the preview in Chromium\n# ${problem}`);
  process.exit(1);
});
