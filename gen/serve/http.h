/* http.h - the loopback server: requests in, replies and event streams out
 *
 * libmicrohttpd, driven by the caller's loop: no thread of its own. A request
 * reaches the handler only when it names this server as its Host, comes from
 * no other origin (Fetch Standard, "Origin"; Fetch Metadata,
 * "Sec-Fetch-Site"), and has no body. What would change something is a POST of
 * JSON from a page that we served: it says so by its Origin and by the token
 * that the page was given. Connections, their memory and the time they may
 * keep still are bounded, and so are bodies, in size and number.
 */
#ifndef SERVE_HTTP_H
#define SERVE_HTTP_H

#include "base/str.h"

typedef struct Http Http;                /* opaque: see http.c */
typedef struct HttpStream HttpStream;

typedef struct {
    Str   path;                          /* decoded; begins with '/' */
    Str   body;                          /* of a POST */
    bool  is_post;
    Str   token;                         /* what a page must be given so that its POSTs are heard: see HTTP_TOKEN_HEADER */
    void *connection;
} HttpRequest;

#define HTTP_TOKEN_HEADER "X-Bilan-Jeton"
enum { HTTP_BODY_MAX = 1 << 20 };

/* The first value of a name in the query; empty when absent, or no UTF-8: it may be told back in JSON. */
Str http_query(const HttpRequest *request, const char *name);

typedef struct {
    int         status;                  /* 200, 302, 404 … */
    const char *type;                    /* of the body */
    Str         body;                    /* copied */
    Str         location;                /* of a 302 */
    bool        is_fixed;                /* this address never shows anything else */
    bool        is_stream;               /* server-sent events: the body begins them */
} HttpReply;

typedef struct {
    void (*answer)(void *context, Arena *arena, const HttpRequest *request, HttpReply *reply);
    void (*open)(void *context, const HttpRequest *request, HttpStream *stream);   /* after a reply that is a stream */
    void (*close)(void *context, HttpStream *stream);                              /* it is gone */
    const char *const *posts;            /* the addresses that take a POST; ends with NULL */
    void *context;
} HttpHandler;

/* Listens on 127.0.0.1. With port 0, HTTP_PORT or the first free one after it. NULL with errno. */
enum { HTTP_PORT = 8019, HTTP_PORTS_TRIED = 20 };
Http *http_open(int port, const HttpHandler *handler);
void  http_close(Http *http);

int   http_port(const Http *http);
int   http_fd(const Http *http);         /* readable when there is work for http_run() */
int   http_wait_ms(const Http *http);    /* http_run() is due after so long at most; -1: no need */
void  http_run(Http *http);

/* Sends bytes down a stream. One whose reader does not keep up is ended. */
void  http_send(HttpStream *stream, Str bytes);

#endif
