/* yaml_impl.h - what reading and explaining share */
#ifndef DATA_YAML_IMPL_H
#define DATA_YAML_IMPL_H

#include "data/yaml.h"

#define YAML_NOWHERE ((size_t)-1)

/* Where the parser gave up, in its own words. Places are bytes of `text`. */
typedef struct {
    uint32_t    file;
    Str         text;                    /* of the whole file */
    const char *context, *problem;       /* libyaml's; the context may be "" */
    size_t      context_at, problem_at;  /* the context may be YAML_NOWHERE */
    size_t      quote_at;                /* the newest quote that closed oddly, or YAML_NOWHERE */
    size_t      alias_at;                /* the newest `*` or `&` reported, or YAML_NOWHERE */
    size_t      indent;                  /* column of the block around, from 0 */
} YamlFault;

/* Records one message that says what the editor did, at the place where it
 * was done. */
void yaml_explain(Diags *diags, const YamlFault *fault);

/* Where the line that holds byte `at` begins and, without its end, ends. */
size_t yaml_line_start(Str text, size_t at);
size_t yaml_line_end(Str text, size_t at);

/* The first byte of that line that is neither blank nor tab. */
size_t yaml_line_text(Str text, size_t at);

#endif
