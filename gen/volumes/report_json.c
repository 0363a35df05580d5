/* report_json.c - the comparison for machines
 *
 *     { "documents":      [ { nom, dossier, titre, edition, annee } ],
 *       "indicateurs":    [ { sorte: indicateur | tableau | rapprochement, programme, id, entree, libelle, evolution,
 *                             valeurs: [ valeur ] } ],
 *       "constats":       [ { sorte, contradiction (true or false), programme, id, libelle, texte,
 *                             valeurs: [ valeur ] of two documents, or document, fichier, ligne of one } ],
 *       "passages":       [ { programme, id, libelle, apparait and absent-de, or disparait and present-dans } ],
 *       "textes":         [ { avant, apres, programme, titre, inchanges, modifies, nouveaux, disparus,
 *                             paragraphes: [ { etat, section, avant, apres } ] } ] }
 *     valeur = { document, periode, valeur (a number, or null), texte, unite, definition, fichier, ligne }
 */
#include "volumes/volumes_impl.h"

#include "doc/format.h"
#include "export/json.h"

typedef struct { Arena *arena; const Comparison *comparison; Json json; } JsonReport;

static const char *const measure_names[] = {
    [MEASURE_ENTRY] = "indicateur", [MEASURE_CELL] = "tableau", [MEASURE_NEIGHBOURS] = "rapprochement",
};
static const char *const notice_names[] = {
    [NOTICE_CONTRADICTION] = "contradiction", [NOTICE_NAMES] = "noms", [NOTICE_PERIODS] = "periodes",
    [NOTICE_UNITS] = "unites", [NOTICE_REMARK] = "remarque",
};
static const char *const prose_names[] = {
    [PROSE_SAME] = "inchange", [PROSE_CHANGED] = "modifie", [PROSE_ADDED] = "nouveau", [PROSE_REMOVED] = "disparu",
};

static void put_number(JsonReport *report, const char *name, size_t number)
{
    json_name(&report->json, name);
    json_literal(&report->json, str_printf(report->arena, "%zu", number));
}

static Str volume_name(const JsonReport *report, size_t volume)
{
    return report->comparison->volumes.at[volume].name;
}

static void put_place(JsonReport *report, VolumePlace place)
{
    const Sources *sources = report->comparison->volumes.at[place.volume].sources;
    const Source *source = source_of(sources, place.span);
    json_member(&report->json, "document", volume_name(report, place.volume));
    if (source == NULL)
        return;
    json_member(&report->json, "fichier", source->path);
    put_number(report, "ligne", source_place(source, place.span.lo).line);
}

/* A number of JSON is not the French one: a point, no blanks. */
static Str number_text(Arena *arena, const Value *value)
{
    if (!value_is_number(value))
        return STR("null");
    Buf out = buf_new(arena);
    int64_t unit = 1, size = value->digits < 0 ? -value->digits : value->digits;
    for (int i = 0; i < value->decimals; i++)
        unit *= 10;
    buf_printf(&out, "%s%lld", value->digits < 0 ? "-" : "", (long long)(size / unit));
    if (value->decimals > 0)
        buf_printf(&out, ".%0*lld", value->decimals, (long long)(size % unit));
    return buf_text(&out);
}

static void put_claim(JsonReport *report, const Claim *claim)
{
    json_open(&report->json, '{');
    json_member(&report->json, "periode", claim->period);
    json_name(&report->json, "valeur");
    json_literal(&report->json, number_text(report->arena, claim->value));
    json_member(&report->json, "texte", format_value(report->arena, claim->value, FORMAT_PLAIN));
    json_member(&report->json, "unite", claim->unit);
    if (claim->indicator != NULL)
        json_member(&report->json, "definition", claim->indicator->definition.str);
    put_place(report, (VolumePlace){ claim->volume, claim->span });
    json_close(&report->json, '}');
}

static void put_volumes(JsonReport *report)
{
    json_name(&report->json, "documents");
    json_open(&report->json, '[');
    for (size_t i = 0; i < report->comparison->volumes.n; i++) {
        const Volume *volume = &report->comparison->volumes.at[i];
        const Edition *edition = volume->document->edition;
        json_open(&report->json, '{');
        json_member(&report->json, "nom", volume->name);
        json_member(&report->json, "dossier", volume->folder);
        json_member(&report->json, "titre", edition->title.str);
        json_member(&report->json, "edition", edition->edition.str);
        json_member(&report->json, "annee", edition->year.str);
        json_close(&report->json, '}');
    }
    json_close(&report->json, ']');
}

static void put_measures(JsonReport *report)
{
    json_name(&report->json, "indicateurs");
    json_open(&report->json, '[');
    for (size_t i = 0; i < report->comparison->measures.n; i++) {
        const Measure *measure = report->comparison->measures.at[i];
        json_open(&report->json, '{');
        json_member(&report->json, "sorte", str_from_c(measure_names[measure->kind]));
        put_number(report, "programme", (size_t)measure->programme);
        json_member(&report->json, "id", measure->id);
        json_member(&report->json, "entree", measure->entry);
        json_member(&report->json, "libelle", measure_title(report->arena, measure));
        json_member(&report->json, "evolution", measure_change(report->arena, measure));
        json_name(&report->json, "valeurs");
        json_open(&report->json, '[');
        for (size_t j = 0; j < measure->claims.n; j++)
            put_claim(report, &measure->claims.at[j]);
        json_close(&report->json, ']');
        json_close(&report->json, '}');
    }
    json_close(&report->json, ']');
}

static void put_notice(JsonReport *report, const Notice *notice)
{
    json_open(&report->json, '{');
    json_member(&report->json, "sorte", str_from_c(notice_names[notice->kind]));
    json_name(&report->json, "contradiction");
    json_literal(&report->json, notice_is_contradiction(notice->kind) ? STR("true") : STR("false"));
    put_number(report, "programme", (size_t)notice->programme);
    if (notice->measure != NULL)
        json_member(&report->json, "id", notice->measure->id);
    json_member(&report->json, "libelle", notice->label);
    json_member(&report->json, "texte", notice->text);
    if (notice->a == NULL) {
        put_place(report, notice->place);
    } else {
        json_name(&report->json, "valeurs");
        json_open(&report->json, '[');
        put_claim(report, notice->a);
        put_claim(report, notice->b);
        json_close(&report->json, ']');
    }
    json_close(&report->json, '}');
}

static void put_passings(JsonReport *report)
{
    json_name(&report->json, "passages");
    json_open(&report->json, '[');
    for (size_t i = 0; i < report->comparison->passings.n; i++) {
        const Passing *passing = &report->comparison->passings.at[i];
        json_open(&report->json, '{');
        put_number(report, "programme", (size_t)passing->programme);
        json_member(&report->json, "id", passing->indicator->id.str);
        json_member(&report->json, "libelle", passing->indicator->label.str);
        json_member(&report->json, passing->is_gone ? "disparait" : "apparait", volume_name(report, passing->is_gone
                                                                                  ? passing->without : passing->with));
        json_member(&report->json, passing->is_gone ? "present-dans" : "absent-de",
                    volume_name(report, passing->is_gone ? passing->with : passing->without));
        json_close(&report->json, '}');
    }
    json_close(&report->json, ']');
}

static void put_changes(JsonReport *report, const ProseComparison *prose)
{
    json_name(&report->json, "paragraphes");
    json_open(&report->json, '[');
    for (size_t i = 0; i < prose->changes.n; i++) {
        const ProseChange *change = &prose->changes.at[i];
        const Paragraph *shown = change->after != NULL ? change->after : change->before;
        if (change->kind == PROSE_SAME)
            continue;
        json_open(&report->json, '{');
        json_member(&report->json, "etat", str_from_c(prose_names[change->kind]));
        json_member(&report->json, "section", shown->title);
        json_member(&report->json, "avant", change->before != NULL ? change->before->text : STR_NONE);
        json_member(&report->json, "apres", change->after != NULL ? change->after->text : STR_NONE);
        json_close(&report->json, '}');
    }
    json_close(&report->json, ']');
}

static void put_prose(JsonReport *report)
{
    json_name(&report->json, "textes");
    json_open(&report->json, '[');
    for (size_t i = 0; i < report->comparison->prose.n; i++) {
        const ProseComparison *prose = &report->comparison->prose.at[i];
        json_open(&report->json, '{');
        json_member(&report->json, "avant", volume_name(report, prose->before));
        json_member(&report->json, "apres", volume_name(report, prose->after));
        put_number(report, "programme", (size_t)prose->programme);
        json_member(&report->json, "titre", prose->title);
        put_number(report, "inchanges", prose->count[PROSE_SAME]);
        put_number(report, "modifies", prose->count[PROSE_CHANGED]);
        put_number(report, "nouveaux", prose->count[PROSE_ADDED]);
        put_number(report, "disparus", prose->count[PROSE_REMOVED]);
        put_changes(report, prose);
        json_close(&report->json, '}');
    }
    json_close(&report->json, ']');
}

Str comparison_json(Arena *arena, const Comparison *comparison)
{
    JsonReport report = { arena, comparison, json_new(arena) };
    json_open(&report.json, '{');
    put_volumes(&report);
    put_measures(&report);
    json_name(&report.json, "constats");
    json_open(&report.json, '[');
    for (size_t i = 0; i < comparison->notices.n; i++)
        put_notice(&report, &comparison->notices.at[i]);
    json_close(&report.json, ']');
    put_passings(&report);
    put_prose(&report);
    json_close(&report.json, '}');
    return json_end(&report.json);
}
