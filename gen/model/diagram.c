/* diagram.c - the keys of a diagram, and which boxes its names mean */
#include "model/diagram.h"

#include "model/model_impl.h"

#define AT(Type, member) offsetof(Type, member)

static const char *const box_kinds[] = { "decision", "travail", NULL };
_Static_assert(sizeof box_kinds / sizeof *box_kinds == BOX_KINDS + 1, "every kind of box needs a name");
static const char *const link_kinds[] = { "regulier", "ad-hoc", NULL };
_Static_assert(sizeof link_kinds / sizeof *link_kinds == LINK_KINDS + 1, "every kind of link needs a name");

static const Field member_fields[] = {
    { .key = "", .kind = FIELD_TEXT, .offset = AT(DiagramMember, title), .about = "nom du membre" },
    { 0 }
};
static const Schema member_schema = {
    "membre", "Ce qu’une boîte réunit.", member_fields, sizeof(DiagramMember), AT(DiagramMember, span)
};

static const Field box_fields[] = {
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(DiagramBox, title), .is_required = true,
      .about = "nom dans la boîte" },
    { .key = "precision", .kind = FIELD_TEXT, .offset = AT(DiagramBox, detail), .about = "seconde ligne, en petit" },
    { .key = "genre", .kind = FIELD_CHOICE, .offset = AT(DiagramBox, kind), .choices = box_kinds,
      .about = "decision ou travail" },
    { .key = "niveau", .kind = FIELD_INTEGER, .offset = AT(DiagramBox, level), .is_required = true,
      .about = "rang de haut en bas : 1 est en tête" },
    { .key = "comite", .kind = FIELD_TEXT, .offset = AT(DiagramBox, committee),
      .about = "comité du rapport, dont les programmes sont les membres : CP1" },
    { .key = "membres", .kind = FIELD_MAP, .offset = AT(DiagramBox, members), .of = &member_schema,
      .about = "liste sous la boîte, par numéro : 1: Éducation et culture" },
    { 0 }
};
static const Schema box_schema = {
    "boite", "Une boîte du schéma.", box_fields, sizeof(DiagramBox), AT(DiagramBox, span)
};

static const Field link_fields[] = {
    { .key = "de", .kind = FIELD_TEXT, .offset = AT(DiagramLink, from), .is_required = true,
      .about = "boîte d’où part la flèche" },
    { .key = "vers", .kind = FIELD_TEXTS, .offset = AT(DiagramLink, to), .is_required = true,
      .about = "boîtes où elle mène : [cp1, cp2]" },
    { .key = "genre", .kind = FIELD_CHOICE, .offset = AT(DiagramLink, kind), .choices = link_kinds,
      .about = "regulier ou ad-hoc" },
    { .key = "retour", .kind = FIELD_BOOL, .offset = AT(DiagramLink, is_mutual),
      .about = "oui : une flèche à chaque bout" },
    { 0 }
};
static const Schema link_schema = {
    "lien", "Un lien entre des boîtes.", link_fields, sizeof(DiagramLink), AT(DiagramLink, span)
};

static const Field group_fields[] = {
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(DiagramGroup, title), .is_required = true,
      .about = "nom du groupe, sous les boîtes" },
    { .key = "boites", .kind = FIELD_TEXTS, .offset = AT(DiagramGroup, names), .is_required = true,
      .about = "boîtes du groupe : [cp1, cp2]" },
    { .key = "volet", .kind = FIELD_CHOICE, .offset = AT(DiagramGroup, volet), .choices = volet_names,
      .about = "sectoriel ou transverse" },
    { 0 }
};
static const Schema group_schema = {
    "groupe-de-boites", "Des boîtes qui vont ensemble.", group_fields, sizeof(DiagramGroup), AT(DiagramGroup, span)
};

static const Field key_fields[] = {
    { .key = "decision", .kind = FIELD_TEXT, .offset = AT(DiagramKey, box[BOX_DECISION]),
      .about = "ce que sont les boîtes sombres" },
    { .key = "travail", .kind = FIELD_TEXT, .offset = AT(DiagramKey, box[BOX_WORK]),
      .about = "ce que sont les boîtes claires" },
    { .key = "regulier", .kind = FIELD_TEXT, .offset = AT(DiagramKey, link[LINK_REGULAR]),
      .about = "ce que veulent dire les traits pleins" },
    { .key = "ad-hoc", .kind = FIELD_TEXT, .offset = AT(DiagramKey, link[LINK_AD_HOC]),
      .about = "ce que veulent dire les traits interrompus" },
    { 0 }
};
static const Schema key_schema = {
    "cle-de-schema", "La légende d’un schéma.", key_fields, sizeof(DiagramKey), AT(DiagramKey, span)
};

static const Field diagram_fields[] = {
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(Diagram, title), .is_required = true,
      .about = "titre au-dessus du schéma" },
    { .key = "source", .kind = FIELD_TEXT, .offset = AT(Diagram, source), .about = "d’où vient le schéma" },
    { .key = "alternative", .kind = FIELD_TEXT, .offset = AT(Diagram, alternative),
      .about = "texte pour qui ne voit pas le schéma" },
    { .key = "note", .kind = FIELD_TEXT, .offset = AT(Diagram, note), .about = "note sous le schéma" },
    { .key = "boites", .kind = FIELD_MAP, .offset = AT(Diagram, boxes), .is_required = true, .of = &box_schema,
      .about = "boîtes, par nom" },
    { .key = "liens", .kind = FIELD_LIST, .offset = AT(Diagram, links), .of = &link_schema,
      .about = "flèches d’une boîte à l’autre" },
    { .key = "groupes", .kind = FIELD_LIST, .offset = AT(Diagram, groups), .of = &group_schema,
      .about = "boîtes qui vont ensemble" },
    { .key = "cle", .kind = FIELD_STRUCT, .offset = AT(Diagram, key), .of = &key_schema,
      .about = "légende des traits et des boîtes" },
    { 0 }
};
const Schema diagram_schema = {
    "schema", "Un schéma : des boîtes et des flèches.", diagram_fields, sizeof(Diagram), AT(Diagram, span)
};

/* --- what names mean --- */

typedef struct {
    Reading *reading;
    Diagram *diagram;
    bool     is_incomplete;              /* what is not found may be what was not read */
} Resolving;

static void report_unknown(const Resolving *r, const char *what, const Text *name, const Str *names, size_t n)
{
    if (r->is_incomplete)
        return;
    Str nearest = diags_may_help(r->reading->diags) ? diag_nearest(r->reading->arena, name->str, names, n) : STR_NONE;
    diag_add(r->reading->diags, DIAG_REF_UNKNOWN, name->span, "%s %.*s", what, STR_ARG(name->str));
    if (nearest.n > 0)
        diag_remedy(r->reading->diags, "vouliez-vous dire `%.*s` ?", STR_ARG(nearest));
}

/* The index of a box; the count of boxes, with a message, when there is none. */
static size_t find_box(const Resolving *r, const Text *name)
{
    const DiagramBox *boxes = r->diagram->boxes.at;
    size_t n = r->diagram->boxes.n;
    Str *names = arena_array(r->reading->arena, Str, n + 1);
    for (size_t i = 0; i < n; i++) {
        names[i] = boxes[i].id.str;
        if (str_equal(names[i], name->str))
            return i;
    }
    report_unknown(r, "boîte", name, names, n);
    return n;
}

static size_t *find_boxes(const Resolving *r, const Texts *names, size_t *count)
{
    size_t *found = arena_array(r->reading->arena, size_t, names->n + 1);
    for (size_t i = 0; i < names->n; i++) {
        size_t box = find_box(r, &names->at[i]);
        bool is_new = box < r->diagram->boxes.n;
        for (size_t k = 0; k < *count; k++)
            is_new &= found[k] != box;
        if (is_new)
            found[(*count)++] = box;
    }
    return found;
}

static void resolve_link(const Resolving *r, DiagramLink *link)
{
    if (link->from.str.n == 0)
        return;
    link->from_box = find_box(r, &link->from);
    link->to_boxes = find_boxes(r, &link->to, &link->to_count);
    if (link->from_box == r->diagram->boxes.n) {
        link->to_count = 0;
        return;
    }
    size_t kept = 0;
    for (size_t i = 0; i < link->to_count; i++)
        if (link->to_boxes[i] != link->from_box)
            link->to_boxes[kept++] = link->to_boxes[i];
    if (kept < link->to_count) {
        diag_add(r->reading->diags, DIAG_DIAGRAM_SELF, link->from.span, "%.*s", STR_ARG(link->from.str));
        diag_remedy(r->reading->diags, "ôter la boîte de « vers »");
    }
    link->to_count = kept;
}

static void resolve_committee(const Resolving *r, const Edition *edition, DiagramBox *box)
{
    if (box->committee.str.n == 0)
        return;
    const Committee *committee = edition_committee(edition, box->committee.str), *all = edition->committees.at;
    if (committee == NULL) {
        Str *names = arena_array(r->reading->arena, Str, edition->committees.n + 1);
        for (size_t i = 0; i < edition->committees.n; i++)
            names[i] = all[i].id.str;
        report_unknown(r, "comité", &box->committee, names, edition->committees.n);
        return;
    }
    if (box->members.n > 0)
        return;
    const ProgrammeTitle *titles = committee->programmes.at;
    DiagramMember *members = arena_array(r->reading->arena, DiagramMember, committee->programmes.n + 1);
    for (size_t i = 0; i < committee->programmes.n; i++)
        members[i] = (DiagramMember){ titles[i].number, titles[i].title, titles[i].span };
    box->members = (Items){ members, committee->programmes.n };
}

void diagram_resolve(Reading *reading, const Edition *edition, Diagram *diagram, bool is_incomplete)
{
    const Resolving r = { reading, diagram, is_incomplete };
    DiagramBox *boxes = diagram->boxes.at;
    DiagramLink *links = diagram->links.at;
    DiagramGroup *groups = diagram->groups.at;
    for (size_t i = 0; i < diagram->boxes.n; i++)
        resolve_committee(&r, edition, &boxes[i]);
    for (size_t i = 0; i < diagram->links.n; i++)
        resolve_link(&r, &links[i]);
    for (size_t i = 0; i < diagram->groups.n; i++) {
        groups[i].boxes = find_boxes(&r, &groups[i].names, &groups[i].box_count);
        for (size_t k = 0; k < groups[i].box_count; k++)
            boxes[groups[i].boxes[k]].is_transverse |= groups[i].volet == VOLET_TRANSVERSE;
    }
}
