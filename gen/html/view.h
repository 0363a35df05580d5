/* view.h - what a template is filled with
 *
 *     View = text | flag | list { View } | object { name: View }
 *
 * Names are literals of the code and are borrowed, as are texts.
 */
#ifndef HTML_VIEW_H
#define HTML_VIEW_H

#include "base/array.h"
#include "base/str.h"

typedef enum { VIEW_TEXT, VIEW_FLAG, VIEW_LIST, VIEW_OBJECT, VIEW_KINDS } ViewKind;

typedef struct View View;
typedef struct { Str name; View *view; } ViewMember;
struct View {
    ViewKind kind;
    Arena   *arena;
    Str      text;
    bool     flag;
    ARRAY(ViewMember) members;           /* of a list without names */
};

View *view_object(Arena *arena);

/* Each sets a member of an object; the last two return the new member. */
void  view_text(View *object, const char *name, Str text);
void  view_flag(View *object, const char *name, bool flag);
void  view_put(View *object, const char *name, View *view);
View *view_list(View *object, const char *name);
View *view_part(View *object, const char *name);

/* Each appends to a list; the first returns the new object. */
View *view_add(View *list);
void  view_add_text(View *list, Str text);
void  view_add_list(View *list, View *item);

const View *view_find(const View *object, Str name);   /* NULL when absent or no object */

/* What Mustache calls truthy: not absent (NULL), false, an empty list or an
 * empty text. */
bool  view_is_true(const View *view);

#endif
