/* style.c - reading a theme
 *
 * The file is read through the same schemas as the authors' files into rows
 * of text, which are then turned into lengths and colours: a length that
 * cannot be read is reported at its place and counts as 0.
 */
#include "doc/style.h"

#include <string.h>

#include "base/buf.h"
#include "base/file.h"

static const char *const style_names[] = {
#define STYLE_NAME(symbol, name) [symbol] = name,
    TEXT_STYLES(STYLE_NAME)
#undef STYLE_NAME
};

/* A style as it stands in the file. */
typedef struct {
    Text  name, font, size, leading, tracking, colour, left, rise, web_leading;
    int   weight, before, after, lines;
    bool  is_italic, is_caps, is_justified;
    Texts web;
    Span  span;
} StyleRow;

static const Field style_fields[] = {
    { .key = "font", .kind = FIELD_TEXT, .offset = offsetof(StyleRow, font), .is_required = true,
      .about = "text ou sans" },
    { .key = "weight", .kind = FIELD_INTEGER, .offset = offsetof(StyleRow, weight), .about = "400, 600 ou 700" },
    { .key = "italic", .kind = FIELD_BOOL, .offset = offsetof(StyleRow, is_italic), .about = "italique" },
    { .key = "size", .kind = FIELD_TEXT, .offset = offsetof(StyleRow, size), .is_required = true, .about = "corps" },
    { .key = "leading", .kind = FIELD_TEXT, .offset = offsetof(StyleRow, leading), .is_required = true,
      .about = "interligne" },
    { .key = "tracking", .kind = FIELD_TEXT, .offset = offsetof(StyleRow, tracking), .about = "approche, en em" },
    { .key = "caps", .kind = FIELD_BOOL, .offset = offsetof(StyleRow, is_caps), .about = "en capitales" },
    { .key = "colour", .kind = FIELD_TEXT, .offset = offsetof(StyleRow, colour), .is_required = true,
      .about = "nom d’une couleur du thème" },
    { .key = "before", .kind = FIELD_INTEGER, .offset = offsetof(StyleRow, before), .about = "lignes au-dessus" },
    { .key = "after", .kind = FIELD_INTEGER, .offset = offsetof(StyleRow, after), .about = "lignes au-dessous" },
    { .key = "lines", .kind = FIELD_INTEGER, .offset = offsetof(StyleRow, lines), .about = "lignes occupées" },
    { .key = "left", .kind = FIELD_TEXT, .offset = offsetof(StyleRow, left), .about = "retrait" },
    { .key = "rise", .kind = FIELD_TEXT, .offset = offsetof(StyleRow, rise), .about = "élévation" },
    { .key = "justified", .kind = FIELD_BOOL, .offset = offsetof(StyleRow, is_justified), .about = "justifié" },
    { .key = "web", .kind = FIELD_TEXTS, .offset = offsetof(StyleRow, web), .is_required = true,
      .about = "corps à l’écran, large et étroit, en px" },
    { .key = "web-leading", .kind = FIELD_TEXT, .offset = offsetof(StyleRow, web_leading), .is_required = true,
      .about = "interligne à l’écran, en multiple du corps" },
    { 0 },
};
static const Schema style_schema = { "style", "un style de texte", style_fields, sizeof(StyleRow),
                                     offsetof(StyleRow, span) };

#define PAGE_LENGTHS(X)                                                                            \
    X(width, "width") X(height, "height") X(inner, "inner") X(outer, "outer") X(top, "top")        \
    X(bottom, "bottom") X(header_baseline, "header-baseline") X(footer_baseline, "footer-baseline") \
    X(grid, "grid") X(first_baseline, "first-baseline") X(descent, "descent") X(indent, "indent")  \
    X(step, "step") X(number_column, "number-column") X(wide_limit, "wide-limit")                  \
    X(last_line_min, "last-line-min") X(folio_width, "folio-width") X(block_clearance, "block-clearance") \
    X(table_floor, "table-floor") X(gutter, "gutter") X(star, "star") X(band_height, "band-height") \
    X(band_tile, "band-tile")

typedef struct {
#define PAGE_MEMBER(member, key) Text member;
    PAGE_LENGTHS(PAGE_MEMBER)
#undef PAGE_MEMBER
    int lines, keep_lines;
    bool is_two_sided;
} PageRow;

static const Field page_fields[] = {
#define PAGE_FIELD(member, name) \
    { .key = name, .kind = FIELD_TEXT, .offset = offsetof(PageRow, member), .is_required = true, .about = "longueur" },
    PAGE_LENGTHS(PAGE_FIELD)
#undef PAGE_FIELD
    { .key = "lines", .kind = FIELD_INTEGER, .offset = offsetof(PageRow, lines), .is_required = true,
      .about = "lignes d’une page pleine" },
    { .key = "keep-lines", .kind = FIELD_INTEGER, .offset = offsetof(PageRow, keep_lines), .is_required = true,
      .about = "lignes d’un paragraphe qui restent ensemble" },
    { .key = "two-sided", .kind = FIELD_BOOL, .offset = offsetof(PageRow, is_two_sided), .is_required = true,
      .about = "non : pages toutes pareilles, sans titre courant, comptées « 1/2 »" },
    { 0 },
};
static const Schema page_schema = { "page", "la page", page_fields, sizeof(PageRow), SCHEMA_NO_SPAN };

#define WORDS(X)                                                                                   \
    X(contents, "contents") X(tables, "tables") X(figures, "figures") X(sigles, "sigles")          \
    X(table, "table") X(figure, "figure") X(source, "source") X(continued, "continued")            \
    X(next_page, "next-page") X(programme, "programme") X(activities, "activities")                \
    X(recommendations, "recommendations") X(objectives_intro, "objectives-intro")                  \
    X(actions_intro, "actions-intro") X(objective_intro, "objective-intro")                        \
    X(action_intro, "action-intro") X(page, "page") X(note_on_cover, "note-on-cover")              \
    X(note_on_absent, "note-on-absent")                                                            \
    X(colophon, "colophon") X(total, "total") X(carried, "carried") X(brought, "brought")          \
    X(unknown, "unknown") X(nil, "nil") X(negligible, "negligible") X(not_in_sums, "not-in-sums")

static const Field word_fields[] = {
#define WORD_FIELD(member, name) \
    { .key = name, .kind = FIELD_TEXT, .offset = offsetof(ThemeWords, member), .is_required = true, .about = "mot" },
    WORDS(WORD_FIELD)
#undef WORD_FIELD
    { 0 },
};
static const Schema words_schema = { "words", "les mots que le gabarit ajoute", word_fields, sizeof(ThemeWords),
                                     SCHEMA_NO_SPAN };

static const Field site_word_fields[] = {
#define SITE_FIELD(member, name) \
    { .key = name, .kind = FIELD_TEXT, .offset = offsetof(SiteWords, member), .is_required = true, .about = "mot" },
    SITE_WORDS(SITE_FIELD)
#undef SITE_FIELD
    { 0 },
};
static const Schema site_words_schema = { "mots", "les mots des pages du site", site_word_fields, sizeof(SiteWords),
                                          SCHEMA_NO_SPAN };

static const Field section_fields[] = {
    { .key = "id", .kind = FIELD_TEXT, .offset = offsetof(SectionSpec, id), .is_required = true, .about = "nom" },
    { .key = "title", .kind = FIELD_TEXT, .offset = offsetof(SectionSpec, title), .is_required = true,
      .about = "titre, où {periode}, {annee} et {annee-suivante} viennent de l’édition" },
    { 0 },
};
static const Schema section_schema = { "section", "une section numérotée d’un programme", section_fields,
                                       sizeof(SectionSpec), offsetof(SectionSpec, span) };

static const Field numbering_fields[] = {
    { .key = "section", .kind = FIELD_TEXT, .offset = offsetof(Numbering, section), .is_required = true,
      .about = "numéro d’une section : {section}." },
    { .key = "activity", .kind = FIELD_TEXT, .offset = offsetof(Numbering, activity), .is_required = true,
      .about = "numéro d’une activité : {lettre}) ou {section}.{activite}." },
    { .key = "sub-activity", .kind = FIELD_TEXT, .offset = offsetof(Numbering, sub_activity), .is_required = true,
      .about = "numéro au-dessous : {lettre}-{sous-activite} ou {section}.{activite}.{sous-activite}" },
    { .key = "web", .kind = FIELD_TEXTS, .offset = offsetof(Numbering, web), .is_required = true,
      .about = "largeurs de ces deux dernières colonnes de numéros à l’écran, en px" },
    { 0 },
};
static const Schema numbering_schema = { "numbering", "les numéros des titres d’un programme", numbering_fields,
                                         sizeof(Numbering), SCHEMA_NO_SPAN };

#define BOOK_NAME(symbol, name) [symbol] = name,
static const char *const book_names[] = { BOOK_PARTS(BOOK_NAME) };
#undef BOOK_NAME

static const char *const chapter_kinds[] = { "right", "next", NULL };
static const char *const site_kinds[] = { "chapters", "single", NULL };

typedef struct {
    Text            base;
    Texts           book;
    int             chapters, site;      /* indexes into chapter_kinds, site_kinds */
    MarkersRow      markers;
    PageRow         page;
    const YamlNode *colours;
    Items           styles;
    Text            arabic_scale;
    Texts           arrowhead_programmes;
    Items           sections;
    Numbering       numbering;
    ThemeWords      words;
    SiteWords       site_words;
} ThemeFile;

static const Field theme_fields[] = {
    { .key = "base", .kind = FIELD_TEXT, .offset = offsetof(ThemeFile, base),
      .about = "gabarit sur lequel celui-ci repose : rapport-2019" },
    { .key = "book", .kind = FIELD_TEXTS, .offset = offsetof(ThemeFile, book), .is_required = true,
      .about = "ce qui entoure les chapitres du livre : cover, inner-title, epigraph, contents, lists, colophon" },
    { .key = "chapters", .kind = FIELD_CHOICE, .offset = offsetof(ThemeFile, chapters), .choices = chapter_kinds,
      .about = "où s’ouvre un chapitre du livre : à droite, ou à la page suivante" },
    { .key = "site", .kind = FIELD_CHOICE, .offset = offsetof(ThemeFile, site), .choices = site_kinds,
      .about = "une page par chapitre, ou une seule" },
    { .key = "page", .kind = FIELD_STRUCT, .offset = offsetof(ThemeFile, page), .is_required = true,
      .about = "la page", .of = &page_schema },
    { .key = "colours", .kind = FIELD_NODE, .offset = offsetof(ThemeFile, colours), .is_required = true,
      .about = "les couleurs, claires et sombres" },
    { .key = "styles", .kind = FIELD_MAP, .offset = offsetof(ThemeFile, styles), .is_required = true,
      .about = "les styles de texte", .of = &style_schema },
    { .key = "arabic-scale", .kind = FIELD_TEXT, .offset = offsetof(ThemeFile, arabic_scale), .is_required = true,
      .about = "corps de l’arabe pour 1 de latin" },
    { .key = "markers", .kind = FIELD_STRUCT, .offset = offsetof(ThemeFile, markers), .is_required = true,
      .about = "les marques des listes", .of = &markers_schema },
    { .key = "arrowhead-programmes", .kind = FIELD_TEXTS, .offset = offsetof(ThemeFile, arrowhead_programmes),
      .about = "programmes dont les listes portent des flèches" },
    { .key = "sections", .kind = FIELD_LIST, .offset = offsetof(ThemeFile, sections), .is_required = true,
      .about = "sections d’un programme", .of = &section_schema },
    { .key = "numbering", .kind = FIELD_STRUCT, .offset = offsetof(ThemeFile, numbering), .is_required = true,
      .about = "les numéros des titres", .of = &numbering_schema },
    { .key = "words", .kind = FIELD_STRUCT, .offset = offsetof(ThemeFile, words), .is_required = true,
      .about = "les mots du gabarit", .of = &words_schema },
    { .key = "mots", .kind = FIELD_STRUCT, .offset = offsetof(ThemeFile, site_words), .is_required = true,
      .about = "les mots des pages du site", .of = &site_words_schema },
    { 0 },
};
static const Schema theme_schema = { "theme", "un thème", theme_fields, sizeof(ThemeFile), SCHEMA_NO_SPAN };

/* "12.5pt", "20mm", "0.14em" (of `em`) or a bare number of points. */
static Fixed read_length(Text text, Fixed em, Diags *diags)
{
    static const struct { const char *suffix; int unit; } units[] = { { "pt", 0 }, { "mm", 1 }, { "em", 2 } };
    int unit = 0;
    Str number = text.str;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        Str suffix = str_from_c(units[i].suffix);
        if (!str_ends(number, suffix))
            continue;
        number = str_slice(number, 0, number.n - suffix.n);
        unit = units[i].unit;
        break;
    }
    Value value;
    if (!value_read_number(number, text.span, &value)) {
        if (text.str.n > 0)
            diag_add(diags, DIAG_THEME_VALUE, text.span, "« %.*s »", STR_ARG(text.str));
        return 0;
    }
    double amount = value_double(&value);
    return unit == 0 ? PT(amount) : unit == 1 ? MM(amount) : PT(amount * em / FIXED_ONE);
}

static double read_number(Text text, Diags *diags)
{
    Value value;
    if (value_read_number(text.str, text.span, &value))
        return value_double(&value);
    diag_add(diags, DIAG_THEME_VALUE, text.span, "« %.*s »", STR_ARG(text.str));
    return 0;
}

static bool colour_named(Str name, Colour *colour)
{
    for (int i = 0; i < COLOUR_COUNT; i++) {
        if (str_equal(name, str_from_c(colour_name((Colour)i)))) {
            *colour = (Colour)i;
            return true;
        }
    }
    return false;
}

static uint32_t read_hex(const YamlNode *node, Diags *diags)
{
    uint32_t rgb = 0;
    bool is_good = node->scalar.n == 7 && node->scalar.p[0] == '#';
    for (size_t i = 1; is_good && i < 7; i++) {
        const char *digits = "0123456789ABCDEFabcdef", *at = strchr(digits, node->scalar.p[i]);
        is_good = at != NULL;
        if (is_good)
            rgb = rgb << 4 | (uint32_t)(at - digits < 16 ? at - digits : at - digits - 6);
    }
    if (!is_good)
        diag_add(diags, DIAG_THEME_VALUE, node->span, "« %.*s » n’est pas une couleur", STR_ARG(node->scalar));
    return rgb;
}

static void read_palette(const YamlNode *map, Palette *palette, uint32_t *paper_web, Diags *diags)
{
    if (map == NULL)
        return;
    for (const YamlNode *node = map->first; node != NULL; node = node->next) {
        Colour colour;
        if (paper_web != NULL && str_equal(node->key, STR("paper-web")))
            *paper_web = read_hex(node, diags);
        else if (colour_named(node->key, &colour))
            palette->rgb[colour] = read_hex(node, diags);
        else
            diag_add(diags, DIAG_KEY_UNKNOWN, node->key_span, "« %.*s »", STR_ARG(node->key));
    }
}

static TextStyle read_style(const StyleRow *row, Diags *diags)
{
    Fixed size = read_length(row->size, 0, diags);
    TextStyle style = {
        .is_sans = str_equal(row->font.str, STR("sans")),
        .weight = row->weight ? row->weight : 400,
        .is_italic = row->is_italic,
        .size = size,
        .leading = read_length(row->leading, size, diags),
        .tracking = read_length(row->tracking, size, diags),
        .is_caps = row->is_caps,
        .before = row->before,
        .after = row->after,
        .lines = row->lines,
        .left = read_length(row->left, size, diags),
        .rise = read_length(row->rise, size, diags),
        .is_justified = row->is_justified,
        .web_leading = read_number(row->web_leading, diags),
    };
    for (size_t i = 0; i < 2 && i < row->web.n; i++)
        style.web_px[i] = read_number(row->web.at[i], diags);
    if (!colour_named(row->colour.str, &style.colour))
        diag_add(diags, DIAG_THEME_VALUE, row->colour.span, "« %.*s » n’est pas une couleur", STR_ARG(row->colour.str));
    return style;
}

static void read_styles(Theme *theme, const Items *rows, Diags *diags)
{
    const StyleRow *styles = rows->at;
    for (int name = 0; name < STYLE_COUNT; name++) {
        const StyleRow *found = NULL;
        for (size_t i = 0; i < rows->n; i++)
            if (str_equal(styles[i].name.str, str_from_c(style_names[name])))
                found = &styles[i];
        if (found != NULL)
            theme->style[name] = read_style(found, diags);
        else
            diag_add(diags, DIAG_KEY_MISSING, SPAN_NONE, "style « %s »", style_names[name]);
    }
}

static PageGeometry read_page(const PageRow *row, Diags *diags)
{
    PageGeometry page = { .lines = row->lines, .keep_lines = row->keep_lines, .is_two_sided = row->is_two_sided };
#define PAGE_READ(member, key) page.member = read_length(row->member, 0, diags);
    PAGE_LENGTHS(PAGE_READ)
#undef PAGE_READ
    page.measure = page.width - page.inner - page.outer;
    return page;
}

static void read_book(Theme *theme, const Texts *book, Diags *diags)
{
    for (size_t i = 0; i < book->n; i++) {
        BookPart part = 0;
        while (part < BOOK_PART_COUNT && !str_equal(book->at[i].str, str_from_c(book_names[part])))
            part++;
        if (part < BOOK_PART_COUNT)
            theme->has_part[part] = true;
        else
            diag_add(diags, DIAG_THEME_VALUE, book->at[i].span, "« %.*s »", STR_ARG(book->at[i].str));
    }
}

enum { THEME_LIMIT = 1 << 20, BASES_MAX = 4 };

/* The tree of `folder`/theme.yaml over that of its base; NULL when the file cannot be read. `asked_at`: where the
 * folder was named. Bases are followed BASES_MAX deep, so that two that rest on each other end. */
static const YamlNode *read_tree(Arena *arena, Sources *sources, Str folder, Span asked_at, Strs *folders, Diags *diags)
{
    Str path = path_join(arena, folder, STR("theme.yaml")), text;
    if (folders->n > BASES_MAX || !file_read(arena, path, THEME_LIMIT, &text)) {
        diag_add(diags, DIAG_TEMPLATE_MISSING, asked_at, "%.*s", STR_ARG(path));
        diag_remedy(diags, "« gabarit: » ou « base: » nomme un dossier de templates/, que BILAN_SHARE dit où chercher");
        return NULL;
    }
    array_push(arena, folders, folder);
    const YamlNode *own = yaml_read(arena, sources, source_add(sources, path, text), diags);
    const YamlNode *name = yaml_find(own, STR("base"));
    if (name == NULL || name->kind != YAML_SCALAR)
        return own;
    Str beside = path_join(arena, path_folder(folder), path_name(name->scalar));
    const YamlNode *base = read_tree(arena, sources, beside, name->span, folders, diags);
    return base != NULL ? yaml_overlay(arena, base, own) : own;
}

const Theme *theme_read(Arena *arena, Sources *sources, Str folder, Diags *diags)
{
    Theme *theme = arena_new(arena, Theme);
    ThemeFile file = { 0 };
    const YamlNode *root = read_tree(arena, sources, folder, SPAN_NONE, &theme->folders, diags);
    if (root == NULL)
        return theme;
    schema_read(arena, &theme_schema, root, &file, diags);
    theme->page = read_page(&file.page, diags);
    read_book(theme, &file.book, diags);
    theme->opens_right = file.chapters == 0;
    theme->is_single = file.site == 1;
    theme->markers = markers_read(&file.markers, diags);
    theme->words = file.words;
    theme->site = file.site_words;
    theme->sections = file.sections;
    theme->numbering = file.numbering;
    for (size_t i = 0; i < 2 && i < file.numbering.web.n; i++)
        theme->number_px[i] = read_number(file.numbering.web.at[i], diags);
    theme->arrowhead_programmes = file.arrowhead_programmes;
    theme->arabic_scale = PT(read_number(file.arabic_scale, diags));
    read_palette(yaml_find(file.colours, STR("light")), &theme->light, &theme->paper_web[0], diags);
    read_palette(yaml_find(file.colours, STR("dark")), &theme->dark, &theme->paper_web[1], diags);
    theme->print = theme->light;
    read_palette(yaml_find(file.colours, STR("print")), &theme->print, NULL, diags);
    read_styles(theme, &file.styles, diags);
    return theme;
}

Str theme_file(Arena *arena, const Strs *folders, Str name)
{
    for (size_t i = 0; i < folders->n; i++) {
        Str path = path_join(arena, folders->at[i], name);
        if (file_exists(path))
            return path;
    }
    return path_join(arena, folders->n > 0 ? folders->at[0] : STR_NONE, name);
}

Str words_fill(Arena *arena, Text words, const Str *values, size_t n)
{
    Buf out = buf_new(arena);
    Str text = words.str;
    size_t from = 0, open;
    for (size_t i = 0; (open = str_find(text, STR("{"), from)) < text.n; i++) {
        size_t close = str_find(text, STR("}"), open);
        buf_str(&out, str_slice(text, from, open));
        buf_str(&out, i < n ? values[i] : STR_NONE);
        from = close < text.n ? close + 1 : text.n;
    }
    buf_str(&out, str_slice(text, from, text.n));
    return buf_text(&out);
}

Str theme_sign_meaning(const Theme *theme, ValueSign sign)
{
    const ThemeWords *words = &theme->words;
    const Str meanings[] = { [SIGN_NONE] = STR_NONE, [SIGN_UNKNOWN] = words->unknown.str, [SIGN_NIL] = words->nil.str,
                             [SIGN_NEGLIGIBLE] = words->negligible.str };
    _Static_assert(sizeof meanings / sizeof *meanings == SIGN_COUNT, "every sign needs a meaning");
    return meanings[sign];
}

PageGeometry page_turned(const PageGeometry *page)
{
    PageGeometry turned = *page;
    turned.width = page->height;
    turned.height = page->width;
    turned.measure = turned.width - page->inner - page->outer;
    turned.footer_baseline = page->footer_baseline - (page->height - page->width);
    turned.lines = page->grid > 0 ? (turned.height - page->top - page->bottom) / page->grid : 0;
    return turned;
}

Face style_face(const TextStyle *style, bool is_bold, bool is_italic, bool is_arabic)
{
    bool bold = is_bold || style->weight >= 700;
    /* Emphasis inside italics is upright again. */
    bool italic = is_italic != style->is_italic;
    if (is_arabic)
        return bold ? FACE_ARABIC_BOLD : FACE_ARABIC;
    if (!style->is_sans)
        return bold ? (italic ? FACE_TEXT_BOLD_ITALIC : FACE_TEXT_BOLD) : (italic ? FACE_TEXT_ITALIC : FACE_TEXT);
    if (bold)
        return FACE_SANS_BOLD;
    return italic ? FACE_SANS_ITALIC : style->weight >= 600 ? FACE_SANS_SEMIBOLD : FACE_SANS;
}

static void css_palette(Buf *css, const Palette *palette, uint32_t paper_web)
{
    for (int i = 0; i < COLOUR_COUNT; i++)
        buf_printf(css, "--%s:#%06X;", colour_name((Colour)i), i == COLOUR_PAPER ? paper_web : palette->rgb[i]);
}

/* Pixels in thousandths, since printf's own decimals ask the locale. */
static void css_px(Buf *css, double px)
{
    int thousandths = (int)(px * 1000 + 0.5);
    buf_printf(css, "%d.%03d", thousandths / 1000, thousandths % 1000);
}

static void css_sizes(Buf *css, const Theme *theme, int screen)
{
    for (int i = 0; i < STYLE_COUNT; i++) {
        buf_printf(css, "--size-%s:", style_names[i]);
        css_px(css, theme->style[i].web_px[screen] / 16);
        buf_c(css, "rem;");
    }
}

Str theme_css(Arena *arena, const Theme *theme)
{
    Buf css = buf_new(arena);
    buf_c(&css, ":root{");
    css_palette(&css, &theme->light, theme->paper_web[0]);
    css_sizes(&css, theme, 0);
    for (int i = 0; i < STYLE_COUNT; i++) {
        buf_printf(&css, "--leading-%s:", style_names[i]);
        css_px(&css, theme->style[i].web_leading);
        buf_char(&css, ';');
    }
    static const char *const columns[] = { "activity", "sub-activity" };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        buf_printf(&css, "--number-%s:", columns[i]);
        css_px(&css, theme->number_px[i] / 16);
        buf_c(&css, "rem;");
    }
    markers_css(&css, &theme->markers);
    buf_c(&css, "}\n@media(max-width:899px){:root{");
    css_sizes(&css, theme, 1);
    buf_c(&css, "}}\n@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){");
    css_palette(&css, &theme->dark, theme->paper_web[1]);
    buf_c(&css, "}}\n@media screen{:root[data-theme=dark]{");
    css_palette(&css, &theme->dark, theme->paper_web[1]);
    buf_c(&css, "}}\n");
    return buf_text(&css);
}
