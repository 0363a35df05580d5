/* files.c - reading the files of an edition, and no others
 *
 * A name that content gives is relative and goes downwards. Links are
 * followed only as long as they stay in the edition's folder: the real path
 * is compared, not the written one.
 */
#include "model/model_impl.h"

#include <errno.h>
#include <string.h>

#include "base/utf8.h"
#include "data/invisible.h"

/* Data may be a table of many rows; a text is read by people: the longest chapter so far has 24 Kio. */
enum { MIB = 1024 * 1024, DATA_MAX = 16 * MIB, TEXT_MAX = 1 * MIB };

Reading reading_of(Arena *arena, Sources *sources, Str root, Diags *diags)
{
    return (Reading){
        .arena = arena, .sources = sources, .diags = diags, .root = root, .real_root = file_real_path(arena, root)
    };
}

static bool name_goes_down(Str name)
{
    Str part;
    if (name.n == 0 || name.p[0] == '/' || memchr(name.p, '\0', name.n) != NULL)
        return false;
    while (str_split(&name, '/', &part))
        if (str_equal(part, STR("..")))
            return false;
    return true;
}

static bool is_inside(const Reading *reading, Str path)
{
    Str real = file_real_path(reading->arena, path);
    return real.n == 0 || path_is_below(reading->real_root, real);       /* nothing there: reading it says so */
}

/* The machine's reasons, in French whatever the locale. */
static const char *reason_text(int reason)
{
    static const struct { int reason; const char *text; } reasons[] = {
        { EACCES, "accès refusé" },    { EISDIR, "c’est un dossier" },
        { ELOOP, "liens en boucle" },  { ENAMETOOLONG, "nom trop long" },
        { EIO, "erreur du disque" },   { EINVAL, "ce n’est pas un fichier ordinaire" },
        { ENXIO, "ce n’est pas un fichier ordinaire" },
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].reason == reason)
            return reasons[i].text;
    return "fichier illisible";
}

static void report_unread(Reading *reading, Str path, Span where, int reason, size_t limit)
{
    bool is_absent = reason == ENOENT || reason == ENOTDIR;
    if (reason == EFBIG) {
        diag_add(reading->diags, DIAG_FILE_TOO_LARGE, where, "%.*s : plus de %zu Mio", STR_ARG(path), limit / MIB);
    } else if (is_absent) {
        diag_add(reading->diags, DIAG_FILE_MISSING, where, "%.*s", STR_ARG(path));
        diag_remedy(reading->diags, "créer ce fichier, ou corriger son nom");
    } else {
        diag_add(reading->diags, DIAG_READ_FAILED, where, "%.*s : %s", STR_ARG(path), reason_text(reason));
    }
}

/* Where a text ends that is UTF-8 and text: a zero byte is what files in UTF-16 are full of, and cmark would put the three
 * bytes of U+FFFD in its place, so that what follows stands elsewhere than it says. */
static size_t text_ends_at(Str text)
{
    size_t bad = utf8_invalid_at(text);
    const char *zero = bad > 0 ? memchr(text.p, '\0', bad) : NULL;
    return zero != NULL ? (size_t)(zero - text.p) : bad;
}

/* Of the byte-order mark at the beginning, in bytes; 0 without. */
static size_t mark_length(Str text)
{
    return str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;
}

/* From byte `from` on: a byte-order mark before it is spoken of elsewhere. */
static void blank_invisible(Reading *reading, uint32_t file, size_t from)
{
    Str *text = &reading->sources->files.at[file - 1].text;
    Str rest = str_slice(*text, from, text->n);
    Span span = { file, (uint32_t)from, (uint32_t)text->n };
    Str kept = text_without_invisible(reading->arena, rest, span, reading->diags);
    if (kept.p != rest.p)
        *text = str_join(reading->arena, str_slice(*text, 0, from), kept);
}

/* Registers Markdown: without its byte-order mark, up to the first bad byte. */
static uint32_t add_markdown(Reading *reading, Str path, Str text)
{
    Str kept = str_slice(text, mark_length(text), text.n);
    bool has_mark = kept.n < text.n;
    size_t bad = text_ends_at(kept);
    uint32_t file = source_add(reading->sources, path, str_slice(kept, 0, bad));
    blank_invisible(reading, file, 0);
    if (has_mark) {
        diag_add(reading->diags, DIAG_BOM, (Span){ file, 0, 0 }, "%s", "");
        diag_remedy(reading->diags, "enregistrer le fichier en UTF-8 sans BOM");
    }
    if (bad < kept.n) {
        diag_add(reading->diags, DIAG_NOT_UTF8, (Span){ file, (uint32_t)bad, (uint32_t)bad }, "octet %02X",
                 (unsigned)(unsigned char)kept.p[bad]);
        diag_remedy(reading->diags, "enregistrer le fichier en UTF-8");
    }
    return file;
}

uint32_t reading_file(Reading *reading, Str folder, Str name, FileKind kind, Span where)
{
    Str text, path = path_join(reading->arena, folder, name);
    size_t limit = kind == FILE_MARKDOWN ? TEXT_MAX : DATA_MAX;
    if (!name_goes_down(name) || !is_inside(reading, path)) {
        diag_add(reading->diags, DIAG_PATH_OUTSIDE, where, "%.*s", STR_ARG(where.file ? name : path));
        diag_remedy(reading->diags, "mettre le fichier dans le dossier de l’édition");
        return 0;
    }
    const Str *instead = reading->sources->instead != NULL ? map_find(reading->sources->instead, path) : NULL;
    if (instead != NULL) {
        text = str_copy(reading->arena, *instead);
    } else if (!file_read(reading->arena, path, limit, &text)) {
        report_unread(reading, path, where, errno, limit);
        return 0;
    }
    if (kind != FILE_MARKDOWN) {
        uint32_t added = source_add(reading->sources, path, text);
        reading->sources->files.at[added - 1].is_lent = reading->is_lent;
        if (kind == FILE_CSV)
            blank_invisible(reading, added, mark_length(text));
        return added;
    }
    uint32_t file = add_markdown(reading, path, text);
    blanks_in_markdown(reading, file);
    return file;
}

bool reading_lost_something(const Reading *reading, size_t since)
{
    static const DiagCode losses[] = {
        DIAG_NOT_UTF8, DIAG_YAML_SYNTAX, DIAG_TAB, DIAG_KEY_TWICE, DIAG_KEY_UNKNOWN, DIAG_WRONG_TYPE,
        DIAG_ALIAS, DIAG_TOO_DEEP, DIAG_FILE_EMPTY, DIAG_FILE_TOO_LARGE, DIAG_PATH_OUTSIDE,
        DIAG_FILE_MISSING, DIAG_DOCUMENTS, DIAG_CSV_SYNTAX, DIAG_TABLE_TOO_LARGE, DIAG_READ_FAILED,
    };
    for (size_t i = since; i < reading->diags->list.n; i++)
        for (size_t k = 0; k < sizeof losses / sizeof *losses; k++)
            if (reading->diags->list.at[i].code == losses[k])
                return true;
    return false;
}
