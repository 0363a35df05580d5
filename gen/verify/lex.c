#include <string.h>

#include "base/buf.h"
#include "verify/object.h"

enum { BLANK = 1, DELIMITER = 2 };

/* ISO 32000-1, 7.2.2: blanks and delimiters; all else is regular. */
static const unsigned char classes[256] = {
    [0] = BLANK, ['\t'] = BLANK, ['\n'] = BLANK, ['\f'] = BLANK, ['\r'] = BLANK, [' '] = BLANK,
    ['('] = DELIMITER, [')'] = DELIMITER, ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER,
    [']'] = DELIMITER, ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
};

bool byte_is_blank(unsigned char c)   { return classes[c] == BLANK; }
bool byte_is_regular(unsigned char c) { return classes[c] == 0; }

Lexer lexer_new(Arena *arena, Str text, size_t at)
{
    return (Lexer){ .arena = arena, .text = text, .at = at };
}

static int peek(const Lexer *lexer, size_t ahead)
{
    return lexer->at + ahead < lexer->text.n ? (unsigned char)lexer->text.p[lexer->at + ahead] : -1;
}

void lex_blanks(Lexer *lexer)
{
    for (int c; (c = peek(lexer, 0)) >= 0; lexer->at++) {
        if (c == '%')
            while (peek(lexer, 1) >= 0 && peek(lexer, 1) != '\n' && peek(lexer, 1) != '\r')
                lexer->at++;
        else if (!byte_is_blank((unsigned char)c))
            break;
    }
}

static int hex_value(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The run of regular bytes from here on. */
static Str regular_run(Lexer *lexer)
{
    size_t from = lexer->at;
    while (peek(lexer, 0) >= 0 && byte_is_regular((unsigned char)peek(lexer, 0)))
        lexer->at++;
    return str_slice(lexer->text, from, lexer->at);
}

static Str lex_name(Lexer *lexer)
{
    lexer->at++;
    Str raw = regular_run(lexer);
    if (raw.n == 0 || memchr(raw.p, '#', raw.n) == NULL)
        return raw;
    Buf out = buf_new(lexer->arena);
    for (size_t i = 0; i < raw.n; i++) {
        int high = raw.p[i] == '#' && i + 2 < raw.n ? hex_value(raw.p[i + 1]) : -1;
        int low = high >= 0 ? hex_value(raw.p[i + 2]) : -1;
        buf_char(&out, low >= 0 ? (char)(high << 4 | low) : raw.p[i]);
        i += low >= 0 ? 2 : 0;
    }
    return buf_text(&out);
}

/* One to three octal digits, or what follows a backslash. */
static void put_escape(Lexer *lexer, Buf *out)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    int c = peek(lexer, 0);
    if (c >= '0' && c <= '7') {
        int value = 0;
        for (int i = 0; i < 3 && peek(lexer, 0) >= '0' && peek(lexer, 0) <= '7'; i++, lexer->at++)
            value = value << 3 | (peek(lexer, 0) - '0');
        buf_char(out, (char)value);
        return;
    }
    lexer->at++;
    if (c == '\r' && peek(lexer, 0) == '\n')
        lexer->at++;
    if (c < 0 || c == '\r' || c == '\n')
        return;                          /* a line end after a backslash counts for nothing */
    const char *known = strchr(from, c);
    buf_char(out, known != NULL && c != 0 ? to[known - from] : (char)c);
}

/* The bytes of a string that has escapes or line ends of two bytes. */
static bool lex_bent_string(Lexer *lexer, Str *text)
{
    Buf out = buf_new(lexer->arena);
    for (int depth = 1, c; (c = peek(lexer, 0)) >= 0;) {
        lexer->at++;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0) {
            *text = buf_text(&out);
            return true;
        }
        if (c == '\\') {
            put_escape(lexer, &out);
            continue;
        }
        if (c == '\r') {
            lexer->at += peek(lexer, 0) == '\n';
            c = '\n';
        }
        buf_char(&out, (char)c);
    }
    return false;
}

static bool lex_string(Lexer *lexer, Str *text)
{
    size_t from = ++lexer->at;
    int depth = 1;
    for (int c; (c = peek(lexer, 0)) >= 0 && c != '\\' && c != '\r'; lexer->at++) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0) {
            *text = str_slice(lexer->text, from, lexer->at++);
            return true;
        }
    }
    lexer->at = from;
    return lex_bent_string(lexer, text);
}

static bool lex_hex(Lexer *lexer, Str *text)
{
    size_t end = str_find(lexer->text, STR(">"), ++lexer->at), digits = 0;
    if (end == lexer->text.n)
        return false;
    char *bytes = arena_alloc(lexer->arena, (end - lexer->at) / 2 + 1, 1);
    for (; lexer->at < end; lexer->at++) {
        int value = hex_value(peek(lexer, 0));
        if (value >= 0) {
            bytes[digits / 2] = (char)(digits % 2 ? bytes[digits / 2] | value : value << 4);
            digits++;
        } else if (!byte_is_blank((unsigned char)peek(lexer, 0))) {
            lexer->has_odd_hex = true;
        }
    }
    lexer->at++;
    lexer->has_odd_hex = lexer->has_odd_hex || digits % 2 != 0;
    *text = (Str){ bytes, (digits + 1) / 2 };
    return true;
}

/* A number (7.3.3), or the word that it turns out to be. Beyond 64 bits an
 * integer is a real, as the standard allows. */
static void lex_number_or_word(Str run, Object *object)
{
    size_t i = run.n > 0 && (run.p[0] == '-' || run.p[0] == '+'), digits = 0;
    double value = 0, place = 1;
    int64_t integer = 0;
    bool is_real = false, is_negative = run.n > 0 && run.p[0] == '-';
    for (; i < run.n; i++) {
        if (run.p[i] == '.' && !is_real) {
            is_real = true;
            continue;
        }
        if (run.p[i] < '0' || run.p[i] > '9') {
            *object = (Object){ .kind = OBJ_WORD, .text = run };
            return;
        }
        digits++;
        value = value * 10 + (run.p[i] - '0');
        place *= is_real ? 10 : 1;
        if (digits < 19)
            integer = integer * 10 + (run.p[i] - '0');
    }
    if (digits == 0)
        *object = (Object){ .kind = OBJ_WORD, .text = run };
    else if (is_real || digits >= 19)
        *object = (Object){ .kind = OBJ_REAL, .real = (is_negative ? -value : value) / place };
    else
        *object = (Object){ .kind = OBJ_INTEGER, .integer = is_negative ? -integer : integer };
}

/* "12 0 R": looks on behind an integer. */
static void lex_reference(Lexer *lexer, Object *object)
{
    Lexer ahead = *lexer;
    Object generation = object_null, word = object_null;
    lex_blanks(&ahead);
    if (peek(&ahead, 0) < '0' || peek(&ahead, 0) > '9' || object->integer < 0 || object->integer > UINT32_MAX)
        return;
    lex_number_or_word(regular_run(&ahead), &generation);
    lex_blanks(&ahead);
    if (generation.kind != OBJ_INTEGER || peek(&ahead, 0) != 'R')
        return;
    lex_number_or_word(regular_run(&ahead), &word);
    if (word.kind != OBJ_WORD || word.text.n != 1)
        return;
    lexer->at = ahead.at;
    object->kind = OBJ_REF;
}

static bool is_word(const Object *object, const char *text)
{
    return object->kind == OBJ_WORD && str_equal(object->text, str_from_c(text));
}

/* What lies between brackets, up to `closer`; no other word belongs there. */
static bool lex_items(Lexer *lexer, const char *closer)
{
    Object item;
    while (lex_object(lexer, &item)) {
        if (item.kind == OBJ_WORD)
            return is_word(&item, closer);
        array_push(lexer->arena, &lexer->stack, item);
    }
    return false;
}

static bool lex_list(Lexer *lexer, const char *closer, Object *object)
{
    size_t base = lexer->stack.n;
    bool done = lexer->depth < LEX_DEPTH;
    lexer->depth++;
    done = done && lex_items(lexer, closer);
    lexer->depth--;
    size_t n = lexer->stack.n - base;
    lexer->stack.n = base;
    if (!done)
        return false;
    Object *at = arena_array(lexer->arena, Object, n ? n : 1);
    if (n > 0)
        memcpy(at, lexer->stack.at + base, n * sizeof *at);
    object->list.at = at;
    object->list.n = n;
    return true;
}

static bool lex_dict(Lexer *lexer, Object *object)
{
    lexer->at += 2;
    if (!lex_list(lexer, ">>", object) || object->list.n % 2 != 0)
        return false;
    for (size_t i = 0; i < object->list.n; i += 2)
        if (object->list.at[i].kind != OBJ_NAME)
            return false;
    object->kind = OBJ_DICT;
    return true;
}

static void lex_run(Lexer *lexer, Object *object)
{
    lex_number_or_word(regular_run(lexer), object);
    if (object->kind == OBJ_INTEGER && lexer->knows_references)
        lex_reference(lexer, object);
    else if (is_word(object, "true") || is_word(object, "false"))
        *object = (Object){ .kind = OBJ_BOOL, .truth = object->text.n == 4 };
    else if (is_word(object, "null"))
        *object = object_null;
}

bool lex_object(Lexer *lexer, Object *object)
{
    lex_blanks(lexer);
    int c = peek(lexer, 0);
    *object = (Object){ .kind = OBJ_WORD };
    if (c < 0)
        return false;
    if (byte_is_regular((unsigned char)c)) {
        lex_run(lexer, object);
        return true;
    }
    if (c == '/') {
        *object = (Object){ .kind = OBJ_NAME, .text = lex_name(lexer) };
        return true;
    }
    if (c == '(' || (c == '<' && peek(lexer, 1) != '<')) {
        object->kind = OBJ_STRING;
        return c == '(' ? lex_string(lexer, &object->text) : lex_hex(lexer, &object->text);
    }
    if (c == '<')
        return lex_dict(lexer, object);
    if (c == '[') {
        lexer->at++;
        object->kind = OBJ_ARRAY;
        return lex_list(lexer, "]", object);
    }
    size_t n = c == '>' && peek(lexer, 1) == '>' ? 2 : 1;
    object->text = str_slice(lexer->text, lexer->at, lexer->at + n);
    lexer->at += n;
    return true;
}
