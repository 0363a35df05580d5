/* La liste de tous les tableaux et indicateurs, ceux du programme affiché d’abord ; en choisir un ouvre sa grille. */
(function () {
  "use strict";
  var tools = window.bilan_outils, by_id = tools.by_id, element = tools.element, panel = by_id("donnees");

  function show_list(page) {
    fetch("/_/formulaire").then(tools.take_answer).catch(tools.no_answer).then(function (answer) {
      var box = by_id("donnees-liste"), number = /^programme-0*(\d+)-/.exec(page), own = [], others = [], group = "";
      (answer.told.formulaires || []).forEach(function (entry) {
        (number && entry[1].split("/")[0] === number[1] ? own : others).push(entry);
      });
      box.replaceChildren();
      own.concat(others).forEach(function (entry) {
        var item;
        if (entry[0] !== group) box.append(element("h3", "groupe", group = entry[0]));
        item = tools.button("", "lien", function () { panel.close(); window.bilan_grille.open(entry[1]); });
        item.append(element("span", "genre", entry[3] === "tableau" ? "tableau" : "indicateur"), " ", entry[2]);
        item.setAttribute("data-nom", entry[1]);
        box.append(item);
      });
      by_id("donnees-filtre").value = "";
      panel.showModal();
      by_id("donnees-filtre").focus();
    });
  }

  function fold(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/’/g, "'").toLowerCase(); }

  function filter_list() {
    var words = fold(by_id("donnees-filtre").value).split(/\s+/), group = null;
    Array.from(by_id("donnees-liste").children).forEach(function (item) {
      var text = fold(item.textContent);
      if (item.nodeName === "H3") { group = item; item.hidden = true; return; }
      item.hidden = !words.every(function (word) { return text.includes(word) || fold(group.textContent).includes(word); });
      if (!item.hidden) group.hidden = false;
    });
  }

  by_id("donnees-fermer").addEventListener("click", function () { panel.close(); });
  by_id("donnees-filtre").addEventListener("input", filter_list);
  window.bilan_liste = { show: show_list };
}());
