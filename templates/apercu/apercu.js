/* La page de l’aperçu : deux vues tenues à jour par le serveur.
 *
 * Le site est dans un cadre, tel qu’il sera publié. De la page affichée on garde les octets et l’arbre reçus ; un changement
 * arrive comme un remplacement d’octets, l’arbre nouveau est comparé à l’ancien, et seul ce qui diffère est touché dans la
 * page vivante, qui garde ainsi sa place, ses volets ouverts et ce que ses scripts y ont mis. */
(function () {
  "use strict";
  var root = document.documentElement, frame = document.getElementById("site"), sheets_box = document.getElementById("feuilles");
  var here = { page: "", version: "", bytes: null, tree: null };
  var events = null, messages = null, together = window.bilan_ensemble, sheets = [], chapters = {}, marks = [], state = null, hidden_for = "";
  var going = "";                        /* la page demandée, tant qu’elle n’est pas là */
  var to_show = null, followed = "";         /* ce qui vient de changer dans la page ; celle qu’on ouvre parce qu’elle a changé */

  function by_id(id) { return document.getElementById(id); }

  function element(name, class_name, text) {
    var made = document.createElement(name);
    if (class_name) made.className = class_name;
    if (text) made.textContent = text;
    return made;
  }

  function parse(bytes) {
    return new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/html");
  }

  /* ---- d’un arbre à l’autre ---- */

  var first_changed = null;

  function changed(node) {
    var at = node && node.nodeType === 1 ? node : node && node.parentElement;
    /* Un plan, un fil d’Ariane répètent ce qui a changé ailleurs. */
    if (!first_changed && at && at.closest("main, body > header") && !at.closest("nav, .plan-replie"))
      first_changed = at;
  }

  function morph_attributes(before, after, live) {
    Array.from(before.attributes).forEach(function (attribute) {
      if (!after.hasAttribute(attribute.name)) live.removeAttribute(attribute.name);
    });
    Array.from(after.attributes).forEach(function (attribute) {
      if (before.getAttribute(attribute.name) !== attribute.value) live.setAttribute(attribute.name, attribute.value);
    });
  }

  function may_become(before, after) {
    return before.nodeType === after.nodeType && before.nodeName === after.nodeName && before.nodeType === 1
      && before.id === after.id;
  }

  /* Les enfants de `live` répondent à ceux de `before`, plus ce que les scripts ont ajouté à la fin. */
  function morph(before, after, live) {
    var old_nodes = Array.from(before.childNodes), new_nodes = Array.from(after.childNodes), live_nodes = Array.from(live.childNodes);
    var start = 0, end = 0, i, least = Math.min(old_nodes.length, new_nodes.length);
    while (start < least && old_nodes[start].isEqualNode(new_nodes[start])) start++;
    while (end < least - start && old_nodes[old_nodes.length - 1 - end].isEqualNode(new_nodes[new_nodes.length - 1 - end])) end++;
    var old_end = old_nodes.length - end, new_end = new_nodes.length - end, both = Math.min(old_end, new_end);
    for (i = start; i < both; i++) {
      if (old_nodes[i].isEqualNode(new_nodes[i])) continue;
      if (may_become(old_nodes[i], new_nodes[i])) {
        morph_attributes(old_nodes[i], new_nodes[i], live_nodes[i]);
        morph(old_nodes[i], new_nodes[i], live_nodes[i]);
        changed(live_nodes[i]);
      } else {
        var put = live.ownerDocument.importNode(new_nodes[i], true);
        live.replaceChild(put, live_nodes[i]);
        changed(put);
      }
    }
    for (; i < old_end; i++) { live.removeChild(live_nodes[i]); changed(live); }
    for (; i < new_end; i++) {
      var added = live.ownerDocument.importNode(new_nodes[i], true);
      live.insertBefore(added, live_nodes[old_end] || null);
      changed(added);
    }
  }

  function show_changed(target) {
    together.lead("site");
    var box = target.getBoundingClientRect(), view = frame.contentWindow;
    if (box.bottom < 0 || box.top > view.innerHeight)
      view.scrollTo({ top: Math.max(0, view.scrollY + box.top - view.innerHeight / 3), behavior: "instant" });
    target.setAttribute("data-bilan-change", "");
    setTimeout(function () { target.removeAttribute("data-bilan-change"); }, 1200);
  }

  /* ---- la page du site ---- */

  function splice(change) {
    var text = new TextEncoder().encode(change.texte), tail = here.bytes.subarray(change.fin);
    var bytes = new Uint8Array(change.debut + text.length + tail.length);
    bytes.set(here.bytes.subarray(0, change.debut));
    bytes.set(text, change.debut);
    bytes.set(tail, change.debut + text.length);
    return bytes;
  }

  function take_page(change) {
    if (change.page !== here.page || frame.contentDocument !== here.document) return;
    if (!here.bytes || change.de !== here.version) { read_again(change.page); return; }
    var bytes = splice(change), tree = parse(bytes), live = frame.contentDocument;
    first_changed = null;
    clear_marks();
    live.dispatchEvent(new Event("bilan:avant"));       /* les scripts de la page défont ce qu’ils ont déplacé */
    morph(here.tree.body, tree.body, live.body);
    live.title = tree.title;
    here = { page: here.page, version: change.a, bytes: bytes, tree: tree, document: live };
    root.setAttribute("data-version", change.a);
    together.moved();
    to_show = first_changed || to_show;
    if (first_changed) show_changed(first_changed);
  }

  function read_again(page) {
    var top = frame.contentWindow ? frame.contentWindow.scrollY : 0;
    here.keep = here.page === page ? top : 0;
    frame.contentWindow.location.replace("/site/" + page);
  }

  function page_shown() {
    var place = frame.contentWindow.location;
    return { page: decodeURIComponent(place.pathname.replace(/^\/site\//, "")), version: new URLSearchParams(place.search).get("v") || "" };
  }

  function add_style(live) {
    var link = live.createElement("link");
    link.rel = "stylesheet";
    link.href = "/_/cadre.css";
    live.head.appendChild(link);
  }

  /* Le cadre a chargé une page : on en relit les octets, que le navigateur a gardés, et on la suit. */
  function on_load() {
    if (!/^\/site\//.test(frame.contentWindow.location.pathname)) return;
    var shown = page_shown(), keep = here.keep, live = frame.contentDocument;
    going = "";
    fetch("/site/" + shown.page + "?v=" + shown.version).then(function (answer) {
      if (new URL(answer.url).searchParams.get("v") !== shown.version) { read_again(shown.page); throw null; }
      return answer.arrayBuffer();
    }).then(function (buffer) {
      var bytes = new Uint8Array(buffer);
      if (frame.contentDocument !== live) throw null;
      here = { page: shown.page, version: shown.version, bytes: bytes, tree: parse(bytes), document: live };
      root.setAttribute("data-version", shown.version);
      root.setAttribute("data-page", shown.page);
      add_style(live);
      together.watch(live);
      live.addEventListener("click", on_site_click, true);
      live.addEventListener("keydown", on_key);
      if (keep) frame.contentWindow.scrollTo(0, keep);
      by_id("chapitre").value = shown.page;
      if (decodeURIComponent(location.hash.slice(1)) !== shown.page) history.replaceState(null, "", "#" + shown.page);
      follow();
    }).catch(function (reason) {
      if (reason) throw reason;          /* sans raison : la page suivante est déjà demandée */
    });
  }

  /* Échap, ici comme dans le cadre du site : ferme ce qui est ouvert, un panneau à la fois. */
  function on_key(event) {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (event.target.ownerDocument && event.target.ownerDocument.querySelector("dialog[open]")) return;
    if (!by_id("source").hidden) { by_id("source").hidden = true; return; }
    hidden_for = messages ? JSON.stringify(messages.liste) : "";
    show_messages(false);
  }

  function go(page, id) {
    if (page === here.page && !id) return;
    going = page;
    frame.contentWindow.location.href = "/site/" + page + (id ? "#" + id : "");
  }

  /* ---- marques des messages, à leur place ---- */

  function elements() {
    return frame.contentDocument.querySelectorAll("[data-source]");
  }

  function clear_marks() {
    frame.contentDocument.querySelectorAll("[data-bilan-message]").forEach(function (item) {
      item.removeAttribute("data-bilan-message");
      item.removeAttribute("data-bilan-severite");
    });
  }

  function take_marks(list) {
    var all;
    marks = list;
    if (!here.bytes || frame.contentDocument !== here.document) return;
    clear_marks();
    all = elements();
    list.forEach(function (mark) {
      if (!all[mark[0]]) return;
      all[mark[0]].setAttribute("data-bilan-message", mark[2]);
      all[mark[0]].setAttribute("data-bilan-severite", mark[1] ? "erreur" : "avertissement");
    });
  }

  /* ---- les deux vues ensemble ---- */

  /* Où se trouvent sur les feuilles les éléments de la page, une fois celles-ci composées. */
  function take_places(told) {
    var all;
    if (told.page !== here.page || told.version !== here.version || frame.contentDocument !== here.document) return;
    all = elements();
    if (followed === told.page && all[told.change]) { to_show = all[told.change]; show_changed(to_show); }
    if (followed === told.page) followed = "";
    if (!told.liste) return;
    together.take(told.liste.map(function (entry) {
      return { element: all[entry[0]], sheet: entry[1], part: entry[2] / 10000 };
    }).filter(function (mark) { return mark.element; }), to_show && to_show.isConnected ? to_show : null);
    to_show = null;
  }

  /* On a fait défiler les feuilles jusque dans un autre chapitre : le site y passe aussi. */
  function open_chapter_read() {
    var at = together.sheet_read(), extent = together.extent(), page = "";
    if (at < 0 || (extent && at >= extent[0] && at <= extent[1])) return;
    Object.keys(chapters).forEach(function (name) { if (chapters[name] <= at) page = name; });
    if (page && page !== here.page) frame.contentWindow.location.replace("/site/" + page);
  }

  /* ---- les feuilles ---- */

  var watcher = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      var place = entry.target;
      place.is_near = entry.isIntersecting;
      if (place.is_near) fill(place);
    });
  }, { root: sheets_box, rootMargin: "600px" });

  function fill(place) {
    var at = place.at, look = sheets[at][0];
    if (place.getAttribute("data-aspect") === look || place.wanted === look) return Promise.resolve();
    place.wanted = look;
    return fetch("/_/feuille?n=" + at + "&v=" + look).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (text) {
      var svg;
      if (place.wanted === look) place.wanted = "";
      if (!text || sheets[at] === undefined || sheets[at][0] !== look) return;
      svg = new DOMParser().parseFromString(text, "text/html").querySelector("svg");
      place.querySelectorAll("svg").forEach(function (old) { old.remove(); });
      /* Une image pour l’œil : au clavier, on suit les liens du site. */
      svg.querySelectorAll("a").forEach(function (link) { link.setAttribute("tabindex", "-1"); });
      place.prepend(document.importNode(svg, true));
      place.setAttribute("data-aspect", look);
    });
  }

  function take_sheets(told) {
    var before = sheets.map(function (sheet) { return sheet[0]; }), first = -1, top = sheets_box.scrollTop, place, i;
    var is_first = before.length === 0;
    sheets = told.feuilles;
    chapters = told.chapitres;
    while (sheets_box.children.length > sheets.length) {
      watcher.unobserve(sheets_box.lastChild);
      sheets_box.lastChild.remove();
    }
    for (i = 0; i < sheets.length; i++) {
      place = sheets_box.children[i];
      if (!place) {
        place = element("div", "place");
        place.at = i;
        sheets_box.appendChild(place);
        watcher.observe(place);
      }
      place.style.aspectRatio = sheets[i][1] + " / " + sheets[i][2];
      if (before[i] !== sheets[i][0] && first < 0) first = i;
      if (place.is_near) fill(place);
    }
    sheets_box.scrollTop = top;
    root.setAttribute("data-feuilles", sheets.length);
    together.moved();
    if (!is_first && first >= 0) flash_sheet(first);
    if (is_first && here.page) show_chapter(here.page);
  }

  function flash_sheet(at) {
    var place = sheets_box.children[at];
    place.setAttribute("data-change", "");
    setTimeout(function () { place.removeAttribute("data-change"); }, 1200);
  }

  function show_chapter(page) {
    var place = sheets_box.children[chapters[page]];
    if (place) sheets_box.scrollTop += place.getBoundingClientRect().top - sheets_box.getBoundingClientRect().top - 10;
  }

  function on_sheet_scroll() {
    var top = sheets_box.getBoundingClientRect().top, i, box;
    for (i = 0; i < sheets.length; i++) {
      box = sheets_box.children[i].getBoundingClientRect();
      if (box.bottom > top + 80) break;
    }
    if (sheets[i]) by_id("feuille").textContent = "Page " + (sheets[i][3] || "–") + " (" + (i + 1) + " sur " + sheets.length + ")";
  }

  /* ---- d’où vient ce qu’on montre ---- */

  function show_source(told) {
    var box = by_id("source").querySelector(".contenu"), pre = element("pre"), title = element("h2"), link, list, edit;
    title.textContent = told.fichier + ", ligne " + told.ligne;
    box.replaceChildren(title);
    if (told.editeur) {
      link = element("a", "", "ouvrir dans l’éditeur");
      link.href = told.editeur;
      box.append(link);
    }
    if (told.formulaire) {
      edit = element("button", "modifier", "Modifier les données");
      edit.type = "button";
      edit.addEventListener("click", function () { by_id("source").hidden = true; window.bilan_grille.open(told.formulaire); });
      box.append(" ", edit);
    }
    if (told.chiffre) {
      list = element("dl");
      [["Valeur", told.chiffre.valeur], ["Chiffre", told.chiffre.libelle],
        ["Détail", told.chiffre.detail], ["Période", told.chiffre.periode], ["Source", told.chiffre.source],
        ["Formule", told.chiffre.formule], ["Remarque", told.chiffre.remarque]].forEach(function (row) {
        if (row[1]) list.append(element("dt", "", row[0]), element("dd", "", row[1]));
      });
      box.append(list);
    }
    (told.lignes || []).forEach(function (line) {
      pre.append(element("span", "no", String(line[0]).padStart(5) + " | "), line[1] + "\n");
    });
    box.append(pre);
    by_id("source").hidden = false;
  }

  function ask_source(query, text) {
    fetch("/_/source?" + query + "&t=" + encodeURIComponent(text.slice(0, 40))).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (told) {
      if (told && told.fichier) show_source(told);
    });
  }

  function on_site_click(event) {
    var target = event.target.closest("[data-source]"), link = event.target.closest("a[href], button, summary"), at;
    if (!target || String(frame.contentWindow.getSelection())) return;
    /* Le lien d’un chiffre mène à ses données ; ici, il dit d’où vient le chiffre. Avec Ctrl, il reste un lien. */
    if (link && (!link.contains(target) || !target.matches("data") || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    at = Array.prototype.indexOf.call(elements(), target);
    ask_source("page=" + encodeURIComponent(here.page) + "&v=" + here.version + "&e=" + at, target.textContent);
  }

  function on_sheet_click(event) {
    var target = event.target.closest("[data-source]"), link = event.target.closest("a"), place = event.target.closest(".place"), href;
    if (link) {
      event.preventDefault();
      href = link.getAttribute("href");
      if (/^(https?|mailto):/.test(href)) open(href, "_blank", "noopener");
      else if (!/^#/.test(href)) {
        together.lead("site");
        go(href.split("#")[0], href.split("#")[1]);
        show_chapter(href.split("#")[0]);
      }
      return;
    }
    if (!target || !place) return;
    ask_source("n=" + place.at + "&e=" + Array.prototype.indexOf.call(place.querySelectorAll("[data-source]"), target), "");
  }

  /* ---- messages ---- */

  function plural(n, word) { return n + " " + word + (n > 1 ? "s" : ""); }

  function message_box(told) {
    var box = element("div", "message"), title = element("h3"), pre, place;
    box.setAttribute("data-severite", told.severite);
    title.append(element("span", "", told.message.charAt(0).toUpperCase() + told.message.slice(1)), element("code", "", told.code));
    box.append(title);
    if (told.fichier) {
      place = element("a", "", told.fichier + ", ligne " + told.ligne + ", colonne " + told.colonne);
      if (told.editeur) place.href = told.editeur;
      box.append(place);
    }
    if (told.extrait) {
      pre = element("pre");
      pre.append(element("span", "no", String(told.ligne).padStart(5) + " | "), told.extrait[0], element("mark", "", told.extrait[1]), told.extrait[2]);
      if (told.detail) pre.append("\n", element("mark", "", told.detail));
      box.append(pre);
    } else if (told.detail) {
      box.append(element("p", "", told.detail));
    }
    if (told.remede) {
      place = element("p");
      place.append(element("strong", "", "À faire : "), told.remede);
      box.append(place);
    }
    return box;
  }

  /* Par programme, dans l’ordre du rapport. Sans qu’on les demande, seules les erreurs se montrent. */
  function list_messages(all) {
    var list = by_id("messages").querySelector(".liste"), group = null;
    list.replaceChildren();
    messages.liste.forEach(function (message) {
      var name = message.groupe || "Rapport";
      if (!all && message.severite === "avertissement") return;
      if (name !== group) list.append(element("h3", "groupe", group = name));
      list.append(message_box(message));
    });
  }

  function take_messages(told) {
    var panel = by_id("messages"), button = by_id("bilan"), parts = [];
    messages = told;
    list_messages(panel.asked);
    if (told.erreurs) parts.push(plural(told.erreurs, "erreur"));
    if (told.avertissements) parts.push(plural(told.avertissements, "avertissement"));
    button.textContent = parts.join(", ") || "Aucune erreur";
    button.setAttribute("data-severite", told.erreurs ? "erreur" : told.avertissements ? "avertissement" : "");
    panel.querySelector("h2").textContent = parts.join(", ") || "Aucune erreur";
    panel.querySelector(".suite").textContent = told.retenu
      ? "La dernière version sans faute de forme reste affichée derrière. Les autres programmes sont à jour." : "";
    root.setAttribute("data-erreurs", told.erreurs);
    if (!told.retenu) hidden_for = "";
    if (told.retenu) show_messages(JSON.stringify(told.liste) !== hidden_for);
    else if (!panel.asked || told.liste.length === 0) show_messages(false);
    document.querySelector("main").classList.toggle("voile", told.retenu && !panel.hidden);
  }

  function show_messages(is_shown) {
    var panel = by_id("messages");
    panel.hidden = !is_shown;
    if (!is_shown) panel.asked = false;
    by_id("bilan").setAttribute("aria-expanded", String(is_shown));
    document.querySelector("main").classList.toggle("voile", is_shown && messages && messages.retenu);
  }

  /* ---- ce que dit le serveur ---- */

  function take_state(told) {
    var select = by_id("chapitre"), names = JSON.stringify(told.chapitres), at;
    if (select.told !== names) {
      select.replaceChildren();
      [["index.html", "Accueil"]].concat(told.chapitres, [["donnees.html", "Données"]]).forEach(function (chapter) {
        var option = element("option", "", chapter[1]);
        option.value = chapter[0];
        select.append(option);
      });
      select.told = names;
      select.value = here.page;
    }
    by_id("dossier").textContent = told.dossier;
    if (state && told.numero !== state.numero) {
      at = new Date();
      by_id("quand").textContent = "Enregistré à " + at.toLocaleTimeString("fr") + ", construit en "
        + Math.round(told.microsecondes / 1000) + " ms";
      if (told.suivre && by_id("suivre").checked) {
        followed = told.suivre !== here.page ? told.suivre : "";
        together.lead("site");
        go(told.suivre);
        if (followed) show_chapter(told.suivre);
      }
    } else if (!state) {
      by_id("quand").textContent = "À jour";
    }
    if (state && told.numero !== state.numero) window.bilan_grille.files_changed();
    state = told;
    root.setAttribute("data-numero", told.numero);
  }

  function reload_styles() {
    frame.contentDocument.querySelectorAll("link[rel=stylesheet]").forEach(function (link) {
      var again = link.cloneNode();
      again.href = link.href.split("?")[0] + "?" + Date.now();
      again.onload = function () { link.remove(); };
      link.after(again);
    });
  }

  var takers = {
    etat: take_state, page: take_page, marques: take_marks, feuilles: take_sheets, messages: take_messages, style: reload_styles,
    reperes: take_places,
    relire: function (told) { if (told.page === here.page) read_again(told.page); },
    absente: function (told) { if (told.page === here.page && !going) go("index.html"); }
  };

  function follow() {
    if (events) events.close();
    events = new EventSource("/_/suivre?page=" + encodeURIComponent(here.page) + "&v=" + here.version);
    Object.keys(takers).forEach(function (name) {
      events.addEventListener(name, function (event) { takers[name](JSON.parse(event.data)); });
    });
    events.onopen = function () { document.querySelector(".pied").removeAttribute("data-perdu"); root.setAttribute("data-suivi", here.page); };
    /* À la reprise, ce qui a changé entre-temps est dit par rapport à la version que l’on a maintenant. */
    events.onerror = function () {
      document.querySelector(".pied").setAttribute("data-perdu", "");
      by_id("quand").textContent = "L’aperçu ne répond plus ; reprise dès qu’il revient";
      root.removeAttribute("data-suivi");
      events.close();
      setTimeout(follow, 500);
    };
  }

  /* ---- la barre ---- */

  function press(group, attribute, value) {
    document.querySelectorAll("button[" + group + "]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute(group) === value));
    });
    if (attribute) root.setAttribute(attribute, value);
  }

  function start_bar() {
    document.querySelectorAll("button[data-vue]").forEach(function (button) {
      button.addEventListener("click", function () {
        press("data-vue", "data-vue", button.getAttribute("data-vue"));
        together.align();
      });
    });
    document.querySelectorAll("button[data-largeur]").forEach(function (button) {
      button.addEventListener("click", function () {
        var width = button.getAttribute("data-largeur");
        press("data-largeur", "", width);
        frame.style.width = width ? width + "px" : "";
        by_id("ecran").textContent = width ? "Écran, " + width + " px" : "Écran";
      });
    });
    press("data-vue", "", "deux");
    press("data-largeur", "", "");
    by_id("chapitre").addEventListener("change", function () { together.lead("site"); go(this.value); show_chapter(this.value); });
    by_id("bilan").addEventListener("click", function () {
      var panel = by_id("messages"), is_shown = panel.hidden;
      list_messages(is_shown);
      show_messages(is_shown);
      panel.asked = is_shown;
    });
    by_id("ouvrir-donnees").addEventListener("click", function () { window.bilan_liste.show(here.page); });
    by_id("source").querySelector(".fermer").addEventListener("click", function () { by_id("source").hidden = true; });
    sheets_box.addEventListener("scroll", on_sheet_scroll, { passive: true });
    sheets_box.addEventListener("click", on_sheet_click);
    document.addEventListener("keydown", on_key);
    by_id("adresse").textContent = location.host;
  }

  start_bar();
  together.start(open_chapter_read);
  frame.addEventListener("load", on_load);
  frame.contentWindow.location.replace("/site/" + (decodeURIComponent(location.hash.slice(1)) || "index.html"));
}());
