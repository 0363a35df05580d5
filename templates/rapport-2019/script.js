/* Ce que le site offre de plus quand les scripts s’exécutent : le choix du thème, la place du lecteur marquée dans le plan,
 * le sens d’un sigle et la valeur d’un graphique au pied de la fenêtre. Sans ce fichier, tout le contenu est là. */
(function () {
  "use strict";
  var root = document.documentElement;

  /* Les caractères. La page se montre quand les siens sont là ; s’ils tardent, elle se montre avec ceux du système et les
   * garde, de sorte que rien de ce qu’on lit ne bouge. La page suivante les trouvera. */

  var WAIT_MS = 400, WAIT_IN_FOLDER_MS = 1500;
  var is_served = /^http/.test(location.protocol);

  /* Ceux de toutes les pages, demandés en même temps que la feuille de style ; dans un dossier, le navigateur le refuse. */
  function ask_for_faces() {
    ["texte-400", "sans-400", "sans-700"].forEach(function (name) {
      var link = document.createElement("link");
      link.rel = "preload";
      link.as = "font";
      link.type = "font/woff";
      link.crossOrigin = "anonymous";
      link.href = "fonts/" + name + ".woff";
      document.head.appendChild(link);
    });
  }

  function wait_for_faces() {
    var is_shown = false;

    function show(is_late) {
      if (is_shown)
        return;
      is_shown = true;
      if (is_late)
        root.setAttribute("data-sans-police", "");
      root.removeAttribute("data-attente");
    }

    root.setAttribute("data-attente", "");
    document.addEventListener("DOMContentLoaded", function () {
      setTimeout(show, is_served ? WAIT_MS : WAIT_IN_FOLDER_MS, true);
      document.body.getBoundingClientRect();        /* la mise en page faite, ce qu’elle emploie est demandé */
      document.fonts.ready.then(function () { show(false); });
    });
  }

  /* Le thème, clair ou sombre ; sans choix, celui du système. */

  function stored() {
    try { return localStorage.getItem("theme"); } catch (e) { return null; }
  }

  function keep(theme) {
    try { localStorage.setItem("theme", theme); } catch (e) { /* rien à retenir */ }
  }

  function is_dark() {
    var theme = root.getAttribute("data-theme");
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function show_theme(button) {
    button.textContent = is_dark() ? "{{{mots.clair}}}" : "{{{mots.sombre}}}";
    button.setAttribute("aria-label", is_dark() ? "{{{mots.passer-au-clair}}}" : "{{{mots.passer-au-sombre}}}");
  }

  function start_theme() {
    var button = document.querySelector("button.theme");
    if (!button)
      return;
    show_theme(button);
    button.hidden = false;
    button.addEventListener("click", function () {
      var next = is_dark() ? "light" : "dark";
      root.setAttribute("data-theme", next);
      keep(next);
      show_theme(button);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () { show_theme(button); });
  }

  /* La place du lecteur, dans le sommaire et dans le plan de la page. */

  function bring_into(box, item) {
    var top = item.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top < 0 || top > box.clientHeight - 48)
      box.scrollTop += top - box.clientHeight / 3;
  }

  function places_of(plan) {
    var places = [];
    plan.querySelectorAll("a").forEach(function (link) {
      var title = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (title && /^H[1-6]$/.test(title.tagName))
        places.push({ link: link, title: title });
    });
    return places;
  }

  function start_place() {
    var side = document.querySelector(".cote"), plan = document.querySelector("nav.plan");
    var here = side && side.querySelector("[aria-current]");
    var places = plan ? places_of(plan) : [], current = null, is_due = false;

    function mark() {
      var found = null;
      is_due = false;
      places.forEach(function (place) {
        if (place.title.getBoundingClientRect().top < innerHeight / 3)
          found = place.link;
      });
      if (found === current)
        return;
      if (current)
        current.removeAttribute("aria-current");
      if (found) {
        found.setAttribute("aria-current", "location");
        bring_into(plan, found);
      }
      current = found;
    }

    if (here)
      bring_into(side, here);
    if (places.length === 0)
      return;
    addEventListener("scroll", function () {
      if (!is_due)
        requestAnimationFrame(mark);
      is_due = true;
    }, { passive: true });
    mark();
  }

  /* Ce que disent un sigle ou une valeur de graphique : à la souris, au clavier, au doigt. */

  var TELLING = ".sigle, .chiffre, .marque-valeur";

  function teller(event) {
    return event.target.closest ? event.target.closest(TELLING) : null;
  }

  function start_notes() {
    var note = document.createElement("div"), owner = null, touched = null;
    note.className = "bulle";
    note.setAttribute("aria-hidden", "true");
    note.hidden = true;
    document.body.appendChild(note);

    function hide() {
      note.hidden = true;
      owner = null;
    }

    function show(item) {
      var name = document.createElement("strong");
      owner = item;
      note.textContent = "";
      if (item.matches(".sigle, .chiffre")) {
        name.textContent = item.textContent;
        note.append(name, item.title);
      } else {
        note.append(item.getAttribute("aria-label"));
      }
      note.hidden = false;
    }

    document.addEventListener("focusin", function (event) {
      if (teller(event))
        show(teller(event));
    });
    document.addEventListener("focusout", hide);
    document.addEventListener("pointerover", function (event) {
      if (event.pointerType === "mouse" && teller(event))
        show(teller(event));
    });
    document.addEventListener("pointerout", function (event) {
      if (event.pointerType === "mouse" && teller(event) && teller(event) !== document.activeElement)
        hide();
    });
    /* Au doigt, le premier toucher dit le sens, le second mène à la liste des sigles. */
    document.addEventListener("pointerdown", function (event) {
      if (event.pointerType === "mouse")
        return;
      touched = teller(event) !== owner ? teller(event) : null;
      if (!teller(event))
        hide();
    });
    document.addEventListener("click", function (event) {
      if (!touched || teller(event) !== touched)
        return;
      event.preventDefault();
      show(touched);
      touched = null;
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape")
        hide();
    });
  }

  /* D’une valeur d’un graphique à l’autre, par les flèches : une seule est sur le chemin de la touche Tab. */

  function start_charts() {
    var steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    document.addEventListener("keydown", function (event) {
      var item = document.activeElement, step = steps[event.key], marks, next;
      if (!step || !item || !item.matches(".marque-valeur"))
        return;
      marks = Array.from(item.closest("svg").querySelectorAll(".marque-valeur"));
      next = marks[marks.indexOf(item) + step];
      event.preventDefault();
      if (!next)
        return;
      item.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }

  var theme = stored();
  if (theme === "dark" || theme === "light")
    root.setAttribute("data-theme", theme);
  root.setAttribute("data-script", "");
  wait_for_faces();
  if (is_served)
    ask_for_faces();

  document.addEventListener("DOMContentLoaded", function () {
    start_theme();
    start_place();
    start_notes();
    start_charts();
  });
}());
