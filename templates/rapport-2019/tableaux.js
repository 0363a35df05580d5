/* Le tri des tableaux : un bouton dans le titre de chaque colonne dont le site dit l’ordre (data-rangs, gen/html/sorting.h).
 * Une pression trie, la suivante retourne l’ordre, la troisième rend celui du rapport. Sans ce fichier, tout le tableau
 * est là. */
(function () {
  "use strict";
  var NEXT = { none: "ascending", ascending: "descending", descending: "none" };
  var WORDS = { ascending: "{{{mots.ordre-croissant}}}", descending: "{{{mots.ordre-decroissant}}}" };
  var status, tables = [];

  /* Les lignes dans l’ordre du rapport, et les titres tels qu’ils sont venus. */
  function open_table(element) {
    var body = element.tBodies[0], table = { body: body, rows: Array.from(body.rows), heads: [], titles: [] };
    element.querySelectorAll("th[data-rangs]").forEach(function (head) {
      var button = document.createElement("button"), sign = document.createElement("span"), title = Array.from(head.childNodes);
      button.type = "button";
      button.className = "tri";
      sign.className = "sens";
      sign.setAttribute("aria-hidden", "true");
      button.append.apply(button, title.concat(sign));
      head.append(button);
      button.addEventListener("click", function () { sort(table, head, NEXT[head.getAttribute("aria-sort") || "none"]); });
      table.heads.push(head);
      table.titles.push(title);
    });
    element.classList.add("triable");
    return table;
  }

  /* Une à une : un tableau peut avoir plus de lignes qu’un appel n’a d’arguments. */
  function put(body, rows) {
    var all = document.createDocumentFragment();
    rows.forEach(function (row) { all.append(row); });
    body.append(all);
  }

  function order(table, head, way) {
    var ranks = head.dataset.rangs.split(" ").map(Number), sign = way === "descending" ? -1 : 1;
    return table.rows.map(function (row, i) { return i; }).sort(function (a, b) {
      return sign * (ranks[a] - ranks[b]) || a - b;
    }).map(function (i) { return table.rows[i]; });
  }

  function sort(table, head, way) {
    table.heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    if (way !== "none")
      head.setAttribute("aria-sort", way);
    put(table.body, way === "none" ? table.rows : order(table, head, way));
    status.textContent = way === "none" ? "{{{mots.ordre-du-rapport}}}"
      : "{{{mots.tableau-trie.1}}}" + head.textContent.trim() + "{{{mots.tableau-trie.2}}}" + WORDS[way] + "{{{mots.tableau-trie.3}}}";
  }

  function start() {
    tables = Array.from(document.querySelectorAll("table:has(th[data-rangs])")).map(open_table);
  }

  /* La page telle qu’elle est venue. */
  function stop() {
    tables.forEach(function (table) {
      put(table.body, table.rows);
      table.heads.forEach(function (head, i) {
        head.removeAttribute("aria-sort");
        head.replaceChildren.apply(head, table.titles[i]);
      });
      table.body.parentElement.classList.remove("triable");
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    status = document.createElement("p");
    status.className = "cache";
    status.setAttribute("role", "status");
    document.body.append(status);
    start();
  });

  /* L’aperçu porte dans la page les lignes qui ont changé, chacune à sa place : il le dit d’abord. */
  document.addEventListener("bilan:avant", function () {
    stop();
    queueMicrotask(start);
  });
}());
