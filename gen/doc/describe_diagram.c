/* describe_diagram.c - boxes and arrows in words, for those who do not see them */
#include "base/buf.h"
#include "doc/doc_impl.h"
#include "text/french.h"

static const char *const link_words[] = { [LINK_REGULAR] = "Liens réguliers", [LINK_AD_HOC] = "Liens ad hoc" };
_Static_assert(sizeof link_words / sizeof *link_words == LINK_KINDS, "every kind of link needs its words");

typedef struct { Buf out; Arena *scratch; const Diagram *diagram; } Describing;

static const DiagramBox *box_at(const Describing *d, size_t index)
{
    return (const DiagramBox *)d->diagram->boxes.at + index;
}

/* "CP 1, Éducation (instance de suivi) : 1 Éducation et culture, 2 Jeunesse et loisirs" */
static void add_box(Describing *d, const DiagramBox *box)
{
    const DiagramMember *members = box->members.at;
    Str kind = d->diagram->key.box[box->kind].str;
    buf_str(&d->out, box->title.str);
    if (box->detail.str.n > 0)
        buf_printf(&d->out, ", %.*s", STR_ARG(box->detail.str));
    if (kind.n > 0)
        buf_printf(&d->out, " (%.*s)", STR_ARG(kind));
    for (size_t i = 0; i < box->members.n; i++)
        buf_printf(&d->out, "%s%.*s" NBSP "%.*s", i == 0 ? NBSP ": " : ", ", STR_ARG(members[i].number.str),
                   STR_ARG(members[i].title.str));
}

/* The least level above `level`; false when there is none. */
static bool next_level(const Describing *d, bool is_first, int *level)
{
    bool found = false;
    int least = 0;
    for (size_t i = 0; i < d->diagram->boxes.n; i++) {
        int here = box_at(d, i)->level;
        if ((is_first || here > *level) && (!found || here < least)) {
            least = here;
            found = true;
        }
    }
    *level = least;
    return found;
}

static void add_levels(Describing *d)
{
    int level = 0;
    for (int rank = 1; next_level(d, rank == 1, &level); rank++) {
        const char *between = "";
        buf_printf(&d->out, " Niveau" NBSP "%d" NBSP ": ", rank);
        for (size_t i = 0; i < d->diagram->boxes.n; i++) {
            if (box_at(d, i)->level != level)
                continue;
            buf_c(&d->out, between);
            add_box(d, box_at(d, i));
            between = NNBSP "; ";
        }
        buf_char(&d->out, '.');
    }
}

static Str names_of(const Describing *d, const size_t *boxes, size_t n)
{
    Str *names = arena_array(d->scratch, Str, n + 1);
    for (size_t i = 0; i < n; i++)
        names[i] = box_at(d, boxes[i])->title.str;
    return french_list(d->scratch, names, n);
}

static void add_groups(Describing *d)
{
    const DiagramGroup *groups = d->diagram->groups.at;
    for (size_t i = 0; i < d->diagram->groups.n; i++)
        if (groups[i].box_count > 0)
            buf_printf(&d->out, " %.*s" NBSP ": %.*s.", STR_ARG(groups[i].title.str),
                       STR_ARG(names_of(d, groups[i].boxes, groups[i].box_count)));
}

static void add_links(Describing *d, int kind)
{
    const DiagramLink *links = d->diagram->links.at;
    const char *between = NBSP ": ";
    Str word = d->diagram->key.link[kind].str;
    bool is_open = false;
    for (size_t i = 0; i < d->diagram->links.n; i++) {
        if (links[i].kind != kind || links[i].to_count == 0)
            continue;
        if (!is_open)
            buf_printf(&d->out, " %.*s", STR_ARG(word.n > 0 ? word : str_from_c(link_words[kind])));
        is_open = true;
        Str from = box_at(d, links[i].from_box)->title.str, to = names_of(d, links[i].to_boxes, links[i].to_count);
        buf_printf(&d->out, "%sde «" NBSP "%.*s" NBSP "» vers %.*s%s", between, STR_ARG(from), STR_ARG(to),
                   links[i].is_mutual ? ", et retour" : "");
        between = NNBSP "; ";
    }
    if (is_open)
        buf_char(&d->out, '.');
}

Str describe_diagram(Arena *arena, Arena *scratch, const Diagram *diagram)
{
    ArenaMark mark = arena_mark(scratch);
    Describing d = { buf_new(scratch), scratch, diagram };
    buf_printf(&d.out, "Schéma de %zu boîte%s.", diagram->boxes.n, diagram->boxes.n > 1 ? "s" : "");
    add_levels(&d);
    add_groups(&d);
    for (int kind = 0; kind < LINK_KINDS; kind++)
        add_links(&d, kind);
    Str text = french_spaces(arena, buf_text(&d.out), 0);
    arena_rewind(scratch, mark);
    return text;
}
