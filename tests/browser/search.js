// The search as readers use it, in Chromium. Prints TAP; each function's name is its claim.
// usage: node search.js FOLDER
"use strict";
const assert = require("assert");
const { axe, prove } = require("./chromium.js");

const PROSE = "introduction.html";
// A question, where one of its first answers leads, and what is marked there.
const QUERIES = [
  ["education", /programme-01-.*\.html$/, /^éducation$/i],
  ["sante", /programme-03-sante\.html$/, /^santé$/i],
  ["refugiee", /#l-haut-commissariat|refugies/, /^réfugié/i],
  ["oeuvre", /./, /^œuvre/i],
  ["FORMATRICES", /./, /^format(eur|rice)s?$/i],
  ["nationaux", /./, /^nationa(l|le|les|ux)$/i],
  ["oim", /^sigles\.html#sigle_OIM$/, /^OIM$/],
  ["organisation internationale pour les migrations", /oim$/, /^migrations?$/i],
  ["3636", /#tableau-eleves-par-sexe$/, /^3\s636$/],
  ["4 175 500", /#tableau-partenariat-2019$/, /^4\s175\s500,00$/],
  ["l'acces aux soins", /./, /^accès$/i],
  ["\"semaine des migrants\"", /./, /^semaine$/i],
  ["benefici", /./, /^bénéfici/i],
];

async function results(site, page, query) {
  await page.goto(site.address + "recherche.html?q=" + encodeURIComponent(query));
  await page.waitForFunction(() => document.querySelector(".compte").textContent !== "");
  return page.evaluate(() => ({
    count: document.querySelector(".compte").textContent,
    hrefs: Array.from(document.querySelectorAll(".resultats a"), (link) => link.getAttribute("href").replace(/#?:~:.*$/, "")),
    marks: Array.from(document.querySelectorAll(".resultats mark"), (mark) => mark.textContent),
    heads: Array.from(document.querySelectorAll(".resultats h2"), (head) => head.textContent.replace(/\s/g, " ")),
  }));
}

async function questions_find_their_answers_without_accents_in_any_number(site) {
  const page = await site.window(1440), wrong = [];
  for (const [query, where, mark] of QUERIES) {
    const found = await results(site, page, query);
    if (!found.hrefs.slice(0, 8).some((href) => where.test(href)) || !found.marks.some((text) => mark.test(text)))
      wrong.push(`${query}: ${found.count} ${found.hrefs.slice(0, 8)} ${found.marks.slice(0, 5)}`);
  }
  assert.deepStrictEqual(wrong, []);
  await page.context().close();
}

async function what_no_passage_says_is_told(site) {
  const page = await site.window(1440);
  assert.strictEqual((await results(site, page, "zzyzx")).count, "Aucun passage.");
  assert.match((await results(site, page, "migrants zzyzx")).count, /^Aucun passage ne dit tous ces mots ; \d+ passages en disent une partie\./);
  assert.match((await results(site, page, "de la")).count, /trop courants/);
  await page.context().close();
}

async function answers_stand_by_programme_and_lead_there(site) {
  const page = await site.window(1440), found = await results(site, page, "enfants");
  assert.ok(found.heads.length > 3 && found.heads.includes("Programme 1 : Éducation et culture"), found.heads.join("; "));
  assert.match(found.count, /^\d+ passages/);
  await page.locator(".resultats a[href*='#']:not([href*='#:~:'])").first().click();
  await page.waitForURL(/#/, { waitUntil: "domcontentloaded" });
  await page.locator(":target").waitFor({ state: "attached" });
  await page.context().close();
}

// The words stand in the window, below the title that the address names.
async function an_answer_leads_to_its_words_served_or_from_a_folder(site) {
  for (const address of [site.address, `file://${site.folder}/`]) {
    const page = await site.window(1440, { reducedMotion: "reduce" });
    await page.goto(address + "recherche.html?q=" + encodeURIComponent("retour volontaire"));
    const link = page.locator(".resultats a[href*=':~:text=']").first(), href = decodeURIComponent(await link.getAttribute("href"));
    const [, id, words] = /#(.*):~:text=(.*)$/.exec(href);
    await link.click();
    await page.locator("article").waitFor();
    const place = page.locator("article :is(p, li)", { hasText: words }).first();
    await page.waitForFunction(() => scrollY > 0);
    const [title, box] = [await page.locator(`[id="${id}"]`).boundingBox(), await place.boundingBox()];
    assert.ok(box.y > 0 && box.y + box.height < 900 && title.y < box.y, `${href}: ${box.y}, ${title.y}`);
    await page.context().close();
  }
}

async function every_answer_leads_to_a_place_that_is_there(site) {
  const page = await site.window(1440), lost = [], ids = {};
  await results(site, page, "migrants");
  const places = await page.evaluate(() => window.indexDeRecherche.entrees.map((entry) => [window.indexDeRecherche.pages[entry[0]][0], entry[1]]));
  for (const [name, id] of places) {
    if (!ids[name]) {
      await page.goto(site.address + name);
      ids[name] = await page.evaluate(() => Array.from(document.querySelectorAll("[id]"), (place) => place.id));
    }
    if (id && !ids[name].includes(id))
      lost.push(`${name}#${id}`);
  }
  assert.ok(places.length > 100);
  assert.deepStrictEqual(lost, []);
  await page.context().close();
}

async function the_index_is_asked_for_when_one_searches(site) {
  const page = await site.window(1440);
  site.requests.length = 0;
  await site.show(page, PROSE);
  assert.ok(!site.requests.some((url) => url.endsWith("recherche-index.js")));
  await page.locator("#page_recherche").focus();
  await page.waitForFunction(() => window.indexDeRecherche);
  assert.ok(site.requests.some((url) => url.endsWith("recherche-index.js")));
  await page.context().close();
}

async function keys_alone_open_choose_and_close(site) {
  const page = await site.window(1440), field = page.locator("#page_recherche"), list = page.locator(".propositions");
  const active = () => page.evaluate(() => document.activeElement.id);
  await site.show(page, PROSE);
  await page.keyboard.press("/");
  assert.strictEqual(await active(), "page_recherche");
  await page.keyboard.type("sante");
  await list.locator("a").first().waitFor();
  assert.strictEqual(await field.getAttribute("aria-expanded"), "true");
  assert.match(await page.locator("form.chercher [role=status]").innerText(), /^\d+ passages\.$/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.strictEqual(await field.getAttribute("aria-activedescendant"), "page_proposition_1");
  assert.strictEqual(await list.locator("[aria-selected=true]").getAttribute("id"), "page_proposition_1");
  await page.keyboard.press("Escape");
  assert.ok(await list.isHidden());
  await page.keyboard.press("Escape");
  assert.notStrictEqual(await active(), "page_recherche");
  await page.keyboard.press("Control+k");
  assert.strictEqual(await active(), "page_recherche");
  await page.keyboard.type("oim");
  await list.locator("a", { hasText: "Organisation internationale" }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/sigles\.html#sigle_OIM$/, { waitUntil: "domcontentloaded" });
  await page.locator("html:not([data-attente])").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("retour volontaire");
  await page.keyboard.press("Enter");
  await page.waitForURL(/recherche\.html\?q=retour%20volontaire$/, { waitUntil: "domcontentloaded" });
  await page.locator(".resultats a").first().waitFor();
  await page.context().close();
}

async function the_key_alone_can_be_turned_off(site) {
  const page = await site.window(1440);
  await page.goto(site.address + "recherche.html");
  await page.getByLabel("Touche / active").uncheck();
  await site.show(page, PROSE);
  await page.keyboard.press("/");
  assert.notStrictEqual(await page.evaluate(() => document.activeElement.id), "page_recherche");
  await page.context().close();
}

async function it_works_from_a_folder(site) {
  const page = await site.window(1440);
  await page.goto(`file://${site.folder}/${PROSE}`);
  await page.locator("#page_recherche").fill("enfants scolarises");
  await page.locator(".propositions a").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/^file:.*recherche\.html\?q=enfants%20scolarises$/, { waitUntil: "domcontentloaded" });
  await page.locator(".resultats a[href*=programme-01]").first().click();
  await page.waitForURL(/^file:.*programme-01/, { waitUntil: "domcontentloaded" });
  await page.context().close();
}

async function the_home_page_searches_too(site) {
  const page = await site.window(390);
  await site.show(page, "index.html");
  await page.locator("#page_recherche").fill("logement");
  await page.locator(".propositions a", { hasText: "Programme 4" }).first().click();
  await page.waitForURL(/programme-04-logement\.html$/, { waitUntil: "domcontentloaded" });
  await page.context().close();
}

async function without_scripts_the_field_is_not_shown_and_the_sommaire_is_offered(site) {
  const page = await site.window(1440, { javaScriptEnabled: false });
  await page.goto(site.address + PROSE);
  assert.ok(await page.locator("form.chercher").isHidden());
  await page.goto(site.address + "recherche.html");
  assert.ok(await page.locator("form.chercher").isHidden());
  await page.getByRole("main").getByRole("link", { name: "sommaire" }).click();
  await page.waitForURL(/index\.html#page_sommaire$/, { waitUntil: "domcontentloaded" });
  await page.context().close();
}

async function axe_finds_no_violation_in_what_it_shows(site) {
  const wrong = [];
  for (const width of [390, 1440])
    for (const colorScheme of ["light", "dark"]) {
      const page = await site.window(width, { colorScheme });
      for (const name of [PROSE, "index.html"]) {
        await site.show(page, name);
        await page.locator("#page_recherche").fill("formation des femmes");
        await page.locator(".propositions a").first().waitFor();
        await page.keyboard.press("ArrowDown");
        wrong.push(...(await axe(page)).map((line) => `${name} ${width} ${colorScheme}: ${line}`));
        const box = await page.locator(".propositions").boundingBox();
        if (box.x < 0 || box.x + box.width > width)
          wrong.push(`${name} ${width}: the list sticks out`);
      }
      await results(site, page, "formation des femmes");
      wrong.push(...(await axe(page)).map((line) => `recherche ${width} ${colorScheme}: ${line}`));
      await page.context().close();
    }
  assert.deepStrictEqual(wrong, []);
}

async function nothing_complains(site) {
  assert.deepStrictEqual(site.complaints, []);
}

const CLAIMS = [
  questions_find_their_answers_without_accents_in_any_number, what_no_passage_says_is_told,
  answers_stand_by_programme_and_lead_there, an_answer_leads_to_its_words_served_or_from_a_folder,
  every_answer_leads_to_a_place_that_is_there,
  the_index_is_asked_for_when_one_searches, keys_alone_open_choose_and_close, the_key_alone_can_be_turned_off,
  it_works_from_a_folder, the_home_page_searches_too,
  without_scripts_the_field_is_not_shown_and_the_sommaire_is_offered, axe_finds_no_violation_in_what_it_shows,
  nothing_complains,
];

prove(process.argv[2], CLAIMS).catch(function (error) {
  console.log(`Bail out! ${error.message}`);
  process.exit(1);
});
