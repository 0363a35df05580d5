/* Les deux vues défilent ensemble : le même paragraphe à la même hauteur.
 *
 * Le serveur dit où se trouve, sur les feuilles, ce que montrent les éléments de la page : ce sont les repères. Entre deux
 * repères on avance en proportion, si bien que rien ne saute. La vue où l’on a la main, par la souris ou au clavier, conduit ;
 * l’autre la suit et n’est pas écoutée, de sorte que les deux ne se disputent jamais. */
window.bilan_ensemble = (function () {
  "use strict";
  var root = document.documentElement, frame = document.getElementById("site"), box = document.getElementById("feuilles");
  var marks = [];                        /* { element, sheet, part } : une place du site, sa feuille, sa hauteur sur elle */
  var pairs = null;                      /* [hauteur dans le site, hauteur dans les feuilles], croissantes ; null : à mesurer */
  var leader = "site", asked = 0, settled = null, settling = 0, watched = null;

  function are_both_shown() { return root.getAttribute("data-vue") === "deux"; }

  /* Là où l’œil lit : à un tiers de la vue, dont les deux ont la même hauteur. */
  function reading_height() { return box.clientHeight / 3; }

  /* ---- mesurer ---- */

  function sheet_height(mark) {
    var place = box.children[mark.sheet], rect = place.getBoundingClientRect();
    return rect.top - box.getBoundingClientRect().top + box.scrollTop + rect.height * mark.part;
  }

  function is_placed(mark) { return mark.element.isConnected && box.children[mark.sheet]; }

  /* La plus longue suite qui monte des deux côtés : une note mise en pied de feuille ou un tableau déplacé n’en sont pas. */
  function rising(list) {
    var ends = [], found = [], i, lo, hi, mid;
    list.forEach(function (pair, at) {
      lo = 0;
      hi = ends.length;
      while (lo < hi) {
        mid = (lo + hi) >> 1;
        if (list[ends[mid]][1] < pair[1]) lo = mid + 1;
        else hi = mid;
      }
      pair[2] = lo > 0 ? ends[lo - 1] : -1;
      ends[lo] = at;
    });
    for (i = ends.length ? ends[ends.length - 1] : -1; i >= 0; i = list[i][2]) found.unshift(list[i]);
    return found.filter(function (pair, at) { return at === 0 || pair[0] > found[at - 1][0]; });
  }

  function measure() {
    var top = frame.contentWindow.scrollY;
    pairs = rising(marks.filter(function (mark) {
      return is_placed(mark) && mark.element.getClientRects().length > 0;
    }).map(function (mark) {
      return [mark.element.getBoundingClientRect().top + top, sheet_height(mark)];
    }).sort(function (a, b) { return a[0] - b[0]; }));
  }

  /* La hauteur `at` d’un côté, dite de l’autre ; avant le premier repère et après le dernier, au même pas. */
  function answer_of(at, from, to) {
    var i = 0, a, b;
    while (i < pairs.length && pairs[i][from] <= at) i++;
    a = pairs[Math.max(0, i - 1)];
    b = pairs[i];
    if (i === 0 || !b) return a[to] + at - a[from];
    return a[to] + (at - a[from]) * (b[to] - a[to]) / (b[from] - a[from]);
  }

  /* ---- suivre ---- */

  function align() {
    var height = reading_height(), view = frame.contentWindow;
    if (!are_both_shown()) return;
    if (!pairs) measure();
    if (pairs.length === 0) return;
    if (leader === "site") box.scrollTop = answer_of(view.scrollY + height, 0, 1) - height;
    else view.scrollTo({ top: answer_of(box.scrollTop + height, 1, 0) - height, behavior: "instant" });
  }

  function on_scroll(side) {
    if (leader !== side) return;
    if (!asked) asked = requestAnimationFrame(function () { asked = 0; align(); });
    clearTimeout(settling);
    if (side === "feuilles" && are_both_shown() && settled) settling = setTimeout(settled, 200);
  }

  function lead(side) {
    leader = side;
    clearTimeout(settling);
  }

  function listen(target, side) {
    ["pointerdown", "pointermove", "wheel", "touchstart", "keydown", "focusin"].forEach(function (name) {
      target.addEventListener(name, function () { if (leader !== side) lead(side); }, { passive: true, capture: true });
    });
  }

  var sizes = new ResizeObserver(function () {
    pairs = null;
    align();
  });

  /* La page que montre le cadre ; ses repères viennent après elle. */
  function watch(live) {
    if (watched) sizes.unobserve(watched);
    watched = live.body;
    marks = [];
    pairs = null;
    sizes.observe(watched);
    listen(live, "site");
    live.addEventListener("scroll", function () { on_scroll("site"); }, { passive: true });
  }

  /* ---- d’un état au suivant ---- */

  /* Le repère qu’on lit sur les feuilles : le dernier au-dessus de la hauteur où l’œil lit. */
  function read_mark() {
    var height = box.scrollTop + reading_height(), found = null, best = -1, at;
    marks.filter(is_placed).forEach(function (mark) {
      at = sheet_height(mark);
      if (at <= height && at > best) { best = at; found = mark; }
    });
    return found;
  }

  function mark_of(element) {
    return marks.filter(is_placed).find(function (mark) { return element.contains(mark.element) || mark.element.contains(element); });
  }

  /* De nouveaux repères : on garde sur les feuilles la place qu’on y lit, ou l’on y montre ce qui vient de changer. */
  function take(list, changed) {
    var read = read_mark(), before = read ? sheet_height(read) : 0, after;
    marks = list;
    pairs = null;
    after = read ? marks.find(function (mark) { return mark.element === read.element; }) : null;
    if (changed) { lead("site"); align(); show(changed); }
    else if (leader === "site" && are_both_shown()) align();
    else {
      if (after && is_placed(after)) box.scrollTop += sheet_height(after) - before;
      align();
    }
  }

  function show(element) {
    var mark = mark_of(element), top = mark ? sheet_height(mark) : 0, sign;
    if (!mark) return;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 20) box.scrollTop = top - reading_height();
    sign = document.createElement("div");
    sign.className = "ici";
    sign.style.top = 100 * mark.part + "%";
    box.children[mark.sheet].append(sign);
    setTimeout(function () { sign.remove(); }, 1200);
  }

  /* Les feuilles qu’occupe la page ; null quand elle n’en a pas. */
  function extent() {
    var numbers = marks.map(function (mark) { return mark.sheet; });
    return numbers.length ? [Math.min.apply(null, numbers), Math.max.apply(null, numbers)] : null;
  }

  function sheet_read() {
    var height = box.getBoundingClientRect().top + reading_height(), i;
    for (i = 0; i < box.children.length; i++)
      if (box.children[i].getBoundingClientRect().bottom > height) return i;
    return -1;
  }

  function start(when_settled) {
    settled = when_settled;
    listen(box, "feuilles");
    box.addEventListener("scroll", function () { on_scroll("feuilles"); }, { passive: true });
    sizes.observe(box);
  }

  return { start: start, watch: watch, take: take, align: align, lead: lead, extent: extent, sheet_read: sheet_read,
    moved: function () { pairs = null; } };
}());
