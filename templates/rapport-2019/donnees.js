/* Les filtres de la page des données : par programme et par année. Sans ce fichier, tout le tableau est là. */
(function () {
  "use strict";

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("form.filtres"), programme, year, status, groups;
    if (!form)
      return;
    programme = form.querySelector("#page_programme");
    year = form.querySelector("#page_annee");
    status = form.querySelector(".compte");
    groups = Array.from(document.querySelectorAll("tbody[data-programme]"));

    function filter() {
      var shown = 0;
      groups.forEach(function (group) {
        var in_group = 0;
        group.querySelectorAll("tr[data-annees]").forEach(function (line) {
          var is_asked = !year.value || line.dataset.annees.split(" ").indexOf(year.value) >= 0;
          line.hidden = !is_asked;
          in_group += is_asked ? 1 : 0;
        });
        group.hidden = in_group === 0 || (programme.value !== "" && group.dataset.programme !== programme.value);
        shown += group.hidden ? 0 : in_group;
      });
      status.textContent = shown === 1 ? "{{{mots.une-ligne}}}" : shown + "{{{mots.lignes.2}}}";
    }

    /* Le chiffre auquel on mène se montre, quel que soit le choix que le navigateur a retenu. */
    function show_target() {
      var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !target.closest("[hidden]"))
        return;
      programme.value = year.value = "";
      filter();
      target.scrollIntoView();
    }

    form.hidden = false;
    form.addEventListener("change", filter);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    addEventListener("hashchange", show_target);
    filter();
    show_target();
  });
}());
