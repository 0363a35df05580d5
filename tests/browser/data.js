// The page of the figures and the notes of figures, in Chromium. Prints TAP; each function's name is its claim.
// usage: node data.js FOLDER
"use strict";
const assert = require("assert");
const { axe, prove } = require("./chromium.js");

const PROGRAMME = "programme-01-education-et-culture.html";

const lines = (page) => page.evaluate(() => Array.from(document.querySelectorAll("tr[data-annees]"))
  .filter((line) => line.checkVisibility()).map((line) => `${line.closest("tbody").dataset.programme} ${line.dataset.annees}`));

async function filters_by_programme_and_year_leave_what_is_asked(site) {
  const page = await site.window(1440);
  await site.show(page, "donnees.html");
  const all = await lines(page);
  assert.ok(all.length > 100 && new Set(all.map((line) => line.split(" ")[0])).size === 11, `${all.length}`);
  await page.getByLabel("Programme").selectOption("8");
  const eighth = await lines(page);
  assert.ok(eighth.length > 5 && eighth.every((line) => line.startsWith("8 ")), eighth.join("; "));
  await page.getByLabel("Année").selectOption("2018");
  const asked = await lines(page);
  assert.ok(asked.length > 0 && asked.length < eighth.length && asked.every((line) => line.includes("2018")), asked.join("; "));
  assert.match(await page.locator(".filtres [role=status]").innerText(), new RegExp(`^${asked.length} lignes?\\.$`));
  assert.deepStrictEqual(await axe(page), []);
  await page.context().close();
}

async function a_figure_of_the_text_tells_its_source_and_leads_to_its_row(site) {
  const page = await site.window(1440);
  await site.show(page, PROGRAMME);
  const figure = page.locator("article p a.chiffre", { hasText: /^3\s636$/ }).first();
  await figure.focus();
  assert.match(await page.locator(".bulle").innerText(), /Élèves migrants inscrits, 2018-2019.*Source\s: Département de l’Éducation nationale/s);
  await page.keyboard.press("Enter");
  await page.waitForURL(/donnees\.html#chiffre_1_eleves-inscrits_2018-2019$/);
  const row = page.locator("tr:target");
  assert.match(await row.innerText(), /2018-2019.*1\s816.*1\s820.*Département/s);
  await row.getByRole("link", { name: /Organisation de sessions/ }).click();
  await page.waitForURL(new RegExp(`${PROGRAMME}#`));
  await page.context().close();
}

async function a_row_that_one_is_led_to_shows_whatever_was_chosen(site) {
  const page = await site.window(1440);
  await site.show(page, "donnees.html");
  await page.getByLabel("Programme").selectOption("8");
  await page.evaluate(() => { location.hash = "#chiffre_1_eleves-inscrits_2018-2019"; });
  await page.locator("tr:target").waitFor({ state: "visible" });
  await page.context().close();
}

async function without_scripts_the_whole_table_is_there(site) {
  const page = await site.window(1440, { javaScriptEnabled: false });
  await page.goto(site.address + "donnees.html");
  assert.ok(await page.locator("form.filtres").isHidden());
  assert.ok(await page.locator("tr[data-annees]").count() > 100);
  await page.goto(site.address + PROGRAMME);
  await page.locator("article p a.chiffre", { hasText: /^3\s636$/ }).first().click();
  await page.waitForURL(/donnees\.html#chiffre_1_eleves-inscrits_2018-2019$/);
  await page.context().close();
}

async function figures_look_like_the_text_around_them(site) {
  const page = await site.window(1440);
  await site.show(page, PROGRAMME);
  const [own, around] = await page.locator("article p a.chiffre").first().evaluate((link) =>
    [link, link.parentElement].map((item) => getComputedStyle(item).color));
  assert.strictEqual(own, around);
  await page.context().close();
}

async function every_download_is_there(site) {
  const page = await site.window(1440);
  await site.show(page, "donnees.html");
  const files = await page.evaluate(() => Array.from(document.querySelectorAll("a[download]"), (link) => link.getAttribute("href")));
  assert.ok(files.length > 15 && files.includes("donnees/chiffres.xlsx"));
  assert.deepStrictEqual(files.filter((name) => !site.has(name)), []);
  await page.context().close();
}

async function nothing_complains(site) {
  assert.deepStrictEqual(site.complaints, []);
}

const CLAIMS = [
  filters_by_programme_and_year_leave_what_is_asked, a_figure_of_the_text_tells_its_source_and_leads_to_its_row,
  a_row_that_one_is_led_to_shows_whatever_was_chosen, without_scripts_the_whole_table_is_there,
  figures_look_like_the_text_around_them, every_download_is_there, nothing_complains,
];

prove(process.argv[2], CLAIMS).catch(function (error) {
  console.log(`Bail out! ${error.message}`);
  process.exit(1);
});
