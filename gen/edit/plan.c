/* plan.c - an edition from nothing, from the files of the template's folder `edition` */
#include "edit/renew.h"

#include "base/buf.h"
#include "edit/patch.h"
#include "edit/schemas.h"
#include "text/french.h"

enum { TEXT_LIMIT = 1 << 20, NAMES = 12 };

typedef struct {
    Arena *arena;
    Str    templates;
    const EditionPlan *plan;
    struct { const char *name; Str text; } names[NAMES];
    size_t n;
    NewFiles *files;
    bool   has_failed;                   /* errno says why */
} Planner;

/* Sets what @name@ stands for. */
static void set(Planner *p, const char *name, Str text)
{
    size_t i = 0;
    while (i < p->n && !str_equal(str_from_c(p->names[i].name), str_from_c(name)))
        i++;
    p->names[i].name = name;
    p->names[i].text = text;
    p->n = i == p->n ? i + 1 : p->n;
}

static Str filled(const Planner *p, Str text)
{
    Buf out = buf_new(p->arena);
    for (size_t at = 0; at < text.n;) {
        size_t lo = str_find(text, STR("@"), at), hi = str_find(text, STR("@"), lo + 1), i = 0;
        buf_str(&out, str_slice(text, at, lo));
        if (lo >= text.n)
            break;
        while (i < p->n && !str_equal(str_from_c(p->names[i].name), str_slice(text, lo + 1, hi)))
            i++;
        if (i == p->n)
            buf_char(&out, '@');
        else
            buf_str(&out, p->names[i].text);
        at = i == p->n ? lo + 1 : hi + 1;
    }
    return buf_text(&out);
}

static void add(Planner *p, const char *from, Str to)
{
    Str text;
    if (p->has_failed || !file_read(p->arena, path_join(p->arena, p->templates, str_from_c(from)), TEXT_LIMIT, &text)) {
        p->has_failed = true;
        return;
    }
    array_push(p->arena, p->files, (NewFile){ to, filled(p, text) });
}

/* Programmes are dealt out to the committees in order, as evenly as can be. */
static int committee_of(const EditionPlan *plan, int programme)
{
    return (programme - 1) * plan->committees / plan->programmes + 1;
}

static Str programme_title(Planner *p, int programme)
{
    return str_printf(p->arena, "Programme %d, à nommer", programme);
}

static Str committee_lines(Planner *p)
{
    Buf out = buf_new(p->arena);
    for (int c = 1; c <= p->plan->committees; c++) {
        buf_printf(&out, "  CP%d:\n    titre: à remplir\n    introduction: comite-%d.md\n    programmes:\n", c, c);
        for (int i = 1; i <= p->plan->programmes; i++)
            if (committee_of(p->plan, i) == c)
                buf_printf(&out, "      %d: %.*s\n", i, STR_ARG(programme_title(p, i)));
    }
    return buf_text(&out);
}

static Str committee_list(Planner *p, const char *pattern_before, const char *pattern_after, const char *between)
{
    Buf out = buf_new(p->arena);
    for (int c = 1; c <= p->plan->committees; c++)
        buf_printf(&out, "%s%sCP%d%s", c > 1 ? between : "", pattern_before, c, pattern_after);
    return buf_text(&out);
}

static Str year_text(Planner *p, int year)
{
    return str_printf(p->arena, "%d", year);
}

static void add_programme(Planner *p, int programme)
{
    bool is_example = programme == 1;
    Str folder = str_printf(p->arena, "programmes/%02d-programme-%d", programme, programme);
    set(p, "numero", str_printf(p->arena, "%d", programme));
    set(p, "titre-du-programme", programme_title(p, programme));
    set(p, "comite", str_printf(p->arena, "CP%d", committee_of(p->plan, programme)));
    add(p, is_example ? "exemple.yaml" : "programme.yaml", path_join(p->arena, folder, STR("programme.yaml")));
    add(p, is_example ? "exemple.md" : "programme.md", path_join(p->arena, folder, STR("narratif.md")));
}

bool edition_from_plan(Arena *arena, Str templates, const EditionPlan *plan, NewFiles *files)
{
    Planner p = { .arena = arena, .templates = templates, .plan = plan, .files = files };
    Str name = french_slug(arena, plan->edition);
    set(&p, "nom", name.n > 0 && name.n <= 60 ? name : STR("rapport"));
    set(&p, "titre", yaml_written(arena, plan->title, false));
    set(&p, "edition", yaml_written(arena, plan->edition, false));
    set(&p, "annee", year_text(&p, plan->year));
    set(&p, "annee-precedente", year_text(&p, plan->year - 1));
    set(&p, "annee-suivante", year_text(&p, plan->year + 1));
    set(&p, "comites", committee_lines(&p));
    set(&p, "sigles-des-comites", committee_list(&p, "", "", ", "));
    set(&p, "sens-des-comites", committee_list(&p, "  ", ": comité programmes, à remplir\n", ""));
    add(&p, "rapport.yaml", STR("rapport.yaml"));
    add(&p, "introduction.md", STR("introduction.md"));
    add(&p, "conclusion.md", STR("conclusion.md"));
    for (int c = 1; c <= plan->committees; c++)
        add(&p, "comite.md", str_printf(arena, "comite-%d.md", c));
    for (int i = 1; i <= plan->programmes; i++)
        add_programme(&p, i);
    schemas_add(arena, files);
    return !p.has_failed;
}
