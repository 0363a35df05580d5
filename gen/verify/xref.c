#include "verify/xref_impl.h"

#include <string.h>

/* The cross-reference: sections chained by Prev, the newest first, each a
 * table of 20-byte lines or a stream. */

enum { SECTIONS_MAX = 256, LINE = 20 };

static XrefEntry *entry_of(PdfFile *file, uint64_t number)
{
    if (number == 0 || number >= OBJECTS_MAX)
        return NULL;
    if (number >= file->entries.n) {
        array_reserve(file->arena, &file->entries, number + 1 - file->entries.n);
        file->entries.n = number + 1;    /* what an arena gives is zero */
    }
    return &file->entries.at[number];
}

/* An entry of a newer section stands. */
static void add_entry(PdfFile *file, uint64_t number, XrefEntry entry)
{
    XrefEntry *kept = entry_of(file, number);
    if (kept == NULL && number > 0)
        file_fault(file, FILE_LIMIT, 0, "objet %llu : plus d’un million d’objets", (unsigned long long)number);
    else if (kept != NULL && kept->kind == ENTRY_NONE)
        *kept = entry;
}

static bool read_digits(Str bytes, size_t at, size_t n, uint64_t *value)
{
    *value = 0;
    for (size_t i = at; i < at + n; i++) {
        if (i >= bytes.n || bytes.p[i] < '0' || bytes.p[i] > '9')
            return false;
        *value = *value * 10 + (uint64_t)(bytes.p[i] - '0');
    }
    return true;
}

static bool read_line(PdfFile *file, size_t at, uint64_t number)
{
    uint64_t offset, generation;
    Str bytes = file->bytes;
    if (at + LINE > bytes.n || !read_digits(bytes, at, 10, &offset) || bytes.p[at + 10] != ' '
        || !read_digits(bytes, at + 11, 5, &generation) || bytes.p[at + 16] != ' ')
        return false;
    char end = bytes.p[at + 18], last = bytes.p[at + 19];
    if ((end != ' ' && end != '\r') || (last != '\n' && last != '\r'))
        return false;
    if (bytes.p[at + 17] == 'n')
        add_entry(file, number, (XrefEntry){ .kind = ENTRY_AT, .offset = offset });
    return bytes.p[at + 17] == 'n' || bytes.p[at + 17] == 'f';
}

/* "xref", then "first count" and as many lines, as often as may be, then the
 * trailer. */
static bool read_table(PdfFile *file, size_t at, Object *trailer)
{
    Lexer lexer = lexer_new(file->arena, file->bytes, at + 4);
    Object first, count;
    while (lex_object(&lexer, &first)) {
        if (first.kind == OBJ_WORD)
            break;
        if (!lex_object(&lexer, &count) || first.kind != OBJ_INTEGER || count.kind != OBJ_INTEGER
            || first.integer < 0 || first.integer > OBJECTS_MAX || count.integer < 0)
            return false;
        lex_blanks(&lexer);
        for (int64_t i = 0; i < count.integer; i++, lexer.at += LINE)
            if (!read_line(file, lexer.at, (uint64_t)(first.integer + i)))
                return false;
    }
    lexer.knows_references = true;
    return first.kind == OBJ_WORD && str_equal(first.text, STR("trailer")) && lex_object(&lexer, trailer)
        && trailer->kind == OBJ_DICT;
}

static uint64_t read_field(Str row, size_t *at, size_t width)
{
    uint64_t value = 0;
    for (size_t i = 0; i < width && *at < row.n; i++)
        value = value << 8 | (unsigned char)row.p[(*at)++];
    return value;
}

static bool read_widths(PdfFile *file, const Object *dict, size_t widths[3])
{
    const Object *list = file_get(file, dict, "W");
    for (size_t i = 0; i < 3; i++) {
        const Object *width = file_item(file, list, i);
        if (width->kind != OBJ_INTEGER || width->integer < 0 || width->integer > 8)
            return false;
        widths[i] = (size_t)width->integer;
    }
    return true;
}

static void add_row(PdfFile *file, uint64_t number, Str row, const size_t widths[3])
{
    size_t at = 0;
    uint64_t type = widths[0] > 0 ? read_field(row, &at, widths[0]) : 1;
    uint64_t second = read_field(row, &at, widths[1]), third = read_field(row, &at, widths[2]);
    if (type == 1)
        add_entry(file, number, (XrefEntry){ .kind = ENTRY_AT, .offset = second });
    else if (type == 2)
        add_entry(file, number, (XrefEntry){ .kind = ENTRY_PACKED, .offset = second, .index = (uint32_t)third });
}

static bool read_stream(PdfFile *file, const Object *stream)
{
    size_t widths[3], at = 0;
    Str rows;
    if (!read_widths(file, stream, widths) || !file_unpack(file, file->arena, stream, &rows))
        return false;
    size_t wide = widths[0] + widths[1] + widths[2];
    const Object *index = file_get(file, stream, "Index"), *size = file_get(file, stream, "Size");
    size_t parts = index->kind == OBJ_ARRAY ? file_count(index) / 2 : 1;
    for (size_t part = 0; part < parts; part++) {
        const Object *first = file_item(file, index, 2 * part), *count = file_item(file, index, 2 * part + 1);
        uint64_t number = index->kind == OBJ_ARRAY && first->kind == OBJ_INTEGER ? (uint64_t)first->integer : 0;
        int64_t n = index->kind == OBJ_ARRAY ? count->integer : size->integer;
        for (int64_t i = 0; i < n && wide > 0 && at + wide <= rows.n; i++, at += wide)
            add_row(file, number + (uint64_t)i, str_slice(rows, at, at + wide), widths);
    }
    return true;
}

/* The section at `at`; its trailer's entries in `*trailer`. */
static bool read_section(PdfFile *file, size_t at, Object *trailer)
{
    if (at >= file->bytes.n)
        return false;
    if (str_starts(str_slice(file->bytes, at, file->bytes.n), STR("xref")))
        return read_table(file, at, trailer);
    uint32_t number;
    const Object *object;
    if (!file_read_at(file, at, &number, &object) || object->kind != OBJ_STREAM
        || !object_is(object_entry(object, "Type"), "XRef"))
        return false;
    *trailer = object->stream->dict;
    return read_stream(file, object);
}

static bool take_offset(const Object *object, size_t *at)
{
    if (object->kind != OBJ_INTEGER || object->integer < 0)
        return false;
    *at = (size_t)object->integer;
    return true;
}

static bool read_chain(PdfFile *file, size_t at)
{
    size_t seen[SECTIONS_MAX], n = 0, hybrid;
    do {
        Object trailer, packed;
        for (size_t i = 0; i < n; i++)
            if (seen[i] == at)
                return false;
        seen[n++] = at;
        if (!read_section(file, at, &trailer))
            return false;
        if (file->trailer->kind == OBJ_NULL) {
            Object *kept = arena_new(file->arena, Object);
            *kept = trailer;
            file->trailer = kept;
        }
        if (take_offset(object_entry(&trailer, "XRefStm"), &hybrid))
            read_section(file, hybrid, &packed);
        if (!take_offset(object_entry(&trailer, "Prev"), &at))
            return true;
    } while (n < SECTIONS_MAX);
    return false;
}

/* The offset behind the last "startxref"; false when there is none. */
static bool find_start(const PdfFile *file, size_t *at)
{
    static const char word[] = "startxref";
    size_t n = sizeof word - 1;
    for (size_t i = file->bytes.n >= n ? file->bytes.n - n + 1 : 0; i-- > 0;) {
        if (memcmp(file->bytes.p + i, word, n) != 0)
            continue;
        Lexer lexer = lexer_new(file->arena, file->bytes, i + n);
        Object offset;
        return lex_object(&lexer, &offset) && take_offset(&offset, at);
    }
    return false;
}

/* --- without a cross-reference ------------------------------------------- */

/* Notes where each "n g obj" stands; the last one of a number counts. */
static void look_for_objects(PdfFile *file)
{
    Str bytes = file->bytes;
    for (size_t at = 0; (at = str_find(bytes, STR(" obj"), at)) < bytes.n; at += 4) {
        size_t i = at, digits = 0;
        uint64_t number = 0, unit = 1;
        while (i > 0 && bytes.p[i - 1] >= '0' && bytes.p[i - 1] <= '9')
            i--;
        if (i == at || i == 0 || bytes.p[i - 1] != ' ')
            continue;
        for (i--; i > 0 && digits < 8 && bytes.p[i - 1] >= '0' && bytes.p[i - 1] <= '9'; i--, digits++, unit *= 10)
            number += (uint64_t)(bytes.p[i - 1] - '0') * unit;
        if (digits == 0 || number >= OBJECTS_MAX)
            continue;
        if (number >= file->places.n) {
            array_reserve(file->arena, &file->places, number + 1 - file->places.n);
            file->places.n = number + 1;
        }
        file->places.at[number] = i + 1;
    }
    if (file->places.n == 0)
        array_push(file->arena, &file->places, 0);
}

bool xref_find(PdfFile *file, uint32_t number, size_t *at)
{
    if (file->places.n == 0)
        look_for_objects(file);
    if (number >= file->places.n || file->places.at[number] == 0)
        return false;
    *at = (size_t)file->places.at[number] - 1;
    return true;
}

/* Every object that can be seen, and a trailer: the last one, or a dictionary
 * with nothing but the catalogue. */
static void rebuild(PdfFile *file)
{
    size_t at;
    xref_find(file, 0, &at);
    if (file->entries.n > 0)
        memset(file->entries.at, 0, file->entries.n * sizeof *file->entries.at);
    for (uint32_t number = 1; number < file->places.n; number++)
        if (file->places.at[number] != 0)
            add_entry(file, number, (XrefEntry){ .kind = ENTRY_AT, .offset = file->places.at[number] - 1 });
    for (size_t i = file->bytes.n; i-- > 0;) {
        if (file->bytes.p[i] != 't' || !str_starts(str_slice(file->bytes, i, file->bytes.n), STR("trailer")))
            continue;
        Lexer lexer = lexer_new(file->arena, file->bytes, i + 7);
        Object *trailer = arena_new(file->arena, Object);
        lexer.knows_references = true;
        if (lex_object(&lexer, trailer) && trailer->kind == OBJ_DICT)
            file->trailer = trailer;
        break;
    }
}

/* Whether a table or a stream begins there at all. */
static bool is_section(PdfFile *file, size_t at)
{
    uint32_t number;
    const Object *object;
    if (at < file->bytes.n && str_starts(str_slice(file->bytes, at, file->bytes.n), STR("xref")))
        return true;
    return file_read_at(file, at, &number, &object) && object_is(object_entry(object, "Type"), "XRef");
}

void xref_read(PdfFile *file)
{
    size_t at;
    if (!find_start(file, &at)) {
        file_fault(file, FILE_START, 0, "« startxref » manque");
    } else if (!is_section(file, at)) {
        file_fault(file, FILE_START, 0, "octet %zu : il n’y a pas de table à cet endroit", at);
    } else if (!read_chain(file, at)) {
        file_fault(file, FILE_XREF, 0, "octet %zu", at);
    } else if (file->trailer->kind == OBJ_DICT) {
        return;
    }
    rebuild(file);
}
