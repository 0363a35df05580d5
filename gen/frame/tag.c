#include "frame/tag.h"

#include <assert.h>

static const char *const role_names[] = {
#define TAG_NAME(symbol, name) [symbol] = name,
    TAG_ROLES(TAG_NAME)
#undef TAG_NAME
};

TagTree *tags_new(Arena *arena)
{
    TagTree *tags = arena_new(arena, TagTree);
    tags->arena = arena;
    array_push(arena, &tags->nodes, (TagNode){ 0 });          /* 0 is none */
    array_push(arena, &tags->nodes, (TagNode){ .role = TAG_DOCUMENT });
    return tags;
}

TagId tag_add(TagTree *tags, TagId parent, TagRole role, Span span)
{
    assert(parent > 0 && parent < tags->nodes.n);
    TagId id = (TagId)tags->nodes.n;
    array_push(tags->arena, &tags->nodes, (TagNode){ .role = role, .parent = parent, .span = span });
    TagNode *above = &tags->nodes.at[parent];
    if (above->last)
        tags->nodes.at[above->last].next = id;
    else
        above->first = id;
    above->last = id;
    return id;
}

TagNode *tag_node(TagTree *tags, TagId id)
{
    assert(id > 0 && id < tags->nodes.n);
    return &tags->nodes.at[id];
}

const char *tag_role_name(TagRole role)
{
    return role_names[role];
}

void tag_direct(TagTree *tags, TagId id, bool is_rtl)
{
    TagId above = tag_node(tags, id)->parent;
    while (above != 0 && tag_node(tags, above)->direction == DIRECTION_AS_PARENT)
        above = tag_node(tags, above)->parent;
    if (is_rtl == (above != 0 && tag_node(tags, above)->direction == DIRECTION_RIGHT_TO_LEFT))
        return;
    tag_node(tags, id)->language = is_rtl ? STR("ar") : STR("fr");
    tag_node(tags, id)->direction = is_rtl ? DIRECTION_RIGHT_TO_LEFT : DIRECTION_LEFT_TO_RIGHT;
}
