#include "serve/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/utf8.h"

enum {
    CONNECTIONS_MAX = 1200, CONNECTION_MEMORY = 16 * 1024, IDLE_SECONDS = 10, BACKLOG = 128,
    STREAMS_MAX = 64, PENDING_MAX = 8 << 20, BLOCK = 64 * 1024, BODIES_MAX = 8, TOKEN_BYTES = 32
};

struct HttpStream {
    Http                  *http;
    struct MHD_Connection *connection;
    char   *bytes;                       /* waiting to be read: [from, to) */
    size_t  from, to, room;
    bool    is_suspended, is_ended;
};

/* The body of a POST, as it comes. */
typedef struct { Http *http; size_t length, n; char *bytes; } Body;

struct Http {
    struct MHD_Daemon *daemon;
    HttpHandler        handler;
    int                port, fd;
    char               token[2 * TOKEN_BYTES + 1];
    size_t             body_count;
    HttpStream        *streams[STREAMS_MAX];
    size_t             stream_count;
};

/* ---- streams ---- */

static ssize_t stream_read(void *context, uint64_t at, char *to, size_t room)
{
    HttpStream *stream = context;
    (void)at;
    size_t n = stream->to - stream->from;
    if (n == 0 && stream->is_ended)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (n == 0) {
        MHD_suspend_connection(stream->connection);
        stream->is_suspended = true;
        return 0;
    }
    n = n < room ? n : room;
    memcpy(to, stream->bytes + stream->from, n);
    stream->from += n;
    return (ssize_t)n;
}

static void stream_free(void *context)
{
    HttpStream *stream = context;
    Http *http = stream->http;
    for (size_t i = 0; i < http->stream_count; i++)
        if (http->streams[i] == stream) {
            http->streams[i] = http->streams[--http->stream_count];
            http->handler.close(http->handler.context, stream);
            break;
        }
    free(stream->bytes);
    free(stream);
}

static void stream_wake(HttpStream *stream)
{
    if (stream->is_suspended)
        MHD_resume_connection(stream->connection);
    stream->is_suspended = false;
}

void http_send(HttpStream *stream, Str bytes)
{
    size_t held = stream->to - stream->from;
    if (stream->is_ended || bytes.n == 0)
        return;
    if (held + bytes.n > PENDING_MAX) {
        stream->is_ended = true;
        stream_wake(stream);
        return;
    }
    if (stream->to + bytes.n > stream->room) {
        size_t room = 2 * (held + bytes.n);
        char *grown = malloc(room);
        if (grown == NULL)
            abort();
        if (held > 0)
            memcpy(grown, stream->bytes + stream->from, held);
        free(stream->bytes);
        stream->bytes = grown;
        stream->from = 0;
        stream->to = held;
        stream->room = room;
    }
    memcpy(stream->bytes + stream->to, bytes.p, bytes.n);
    stream->to += bytes.n;
    stream_wake(stream);
}

static HttpStream *stream_new(Http *http, struct MHD_Connection *connection)
{
    HttpStream *stream = calloc(1, sizeof *stream);
    if (stream == NULL)
        abort();
    stream->http = http;
    stream->connection = connection;
    http->streams[http->stream_count++] = stream;
    return stream;
}

/* ---- requests ---- */

static Str header(struct MHD_Connection *connection, const char *name)
{
    const char *value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value != NULL ? str_from_c(value) : STR_NONE;
}

Str http_query(const HttpRequest *request, const char *name)
{
    const char *value = MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name);
    Str text = value != NULL ? str_from_c(value) : STR_NONE;
    return utf8_invalid_at(text) == text.n ? text : STR_NONE;
}

static bool is_own_host(const Http *http, Str host)
{
    char own[2][32];
    snprintf(own[0], sizeof own[0], "127.0.0.1:%d", http->port);
    snprintf(own[1], sizeof own[1], "localhost:%d", http->port);
    return str_equal(host, str_from_c(own[0])) || str_equal(host, str_from_c(own[1]));
}

/* Another site that names us by a name of its own, or that loads us, learns nothing. */
static bool is_own_page(const Http *http, struct MHD_Connection *connection)
{
    Str host = header(connection, "Host"), origin = header(connection, "Origin");
    Str site = header(connection, "Sec-Fetch-Site");
    if (!is_own_host(http, host))
        return false;
    if (origin.n > 0 && !(str_starts(origin, STR("http://")) && is_own_host(http, str_slice(origin, 7, origin.n))))
        return false;
    return site.n == 0 || str_equal(site, STR("same-origin")) || str_equal(site, STR("none"));
}

/* Compared to its end, so that the time taken tells nothing. */
static bool is_own_token(const Http *http, Str token)
{
    unsigned difference = token.n != 2 * TOKEN_BYTES;
    for (size_t i = 0; i < token.n && i < 2 * TOKEN_BYTES; i++)
        difference |= (unsigned char)(token.p[i] ^ http->token[i]);
    return difference == 0;
}

/* What a header says; -1 when that is no number. */
static int64_t length_said(struct MHD_Connection *connection)
{
    return str_number(header(connection, "Content-Length"), INT64_MAX);
}

static bool takes_post(const Http *http, const char *path)
{
    for (const char *const *at = http->handler.posts; at != NULL && *at != NULL; at++)
        if (strcmp(path, *at) == 0)
            return true;
    return false;
}

/* A browser cannot be made to send this from elsewhere: the origin is said by itself, and JSON and the token's header
 * are not sent to another origin before that one agrees (Fetch Standard, "CORS-preflight fetch"). */
static int post_refusal(const Http *http, struct MHD_Connection *connection)
{
    Str type = header(connection, "Content-Type"), origin = header(connection, "Origin");
    int64_t length = length_said(connection);
    if (!str_equal(str_slice(origin, STR("http://").n, origin.n), header(connection, "Host"))
        || str_equal(header(connection, "Sec-Fetch-Site"), STR("none"))
        || !is_own_token(http, header(connection, HTTP_TOKEN_HEADER)))
        return MHD_HTTP_FORBIDDEN;
    if (!str_equal(type, STR("application/json")) && !str_equal(type, STR("application/json; charset=utf-8")))
        return MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
    if (header(connection, "Transfer-Encoding").n > 0 || length < 0)
        return MHD_HTTP_LENGTH_REQUIRED;
    return length > HTTP_BODY_MAX ? MHD_HTTP_CONTENT_TOO_LARGE : 0;
}

/* 0 when the request may be answered, else the status that refuses it. */
static int refusal(const Http *http, struct MHD_Connection *connection, const char *path, const char *method)
{
    if (!is_own_page(http, connection))
        return MHD_HTTP_FORBIDDEN;
    if (strcmp(method, MHD_HTTP_METHOD_POST) == 0 && takes_post(http, path))
        return post_refusal(http, connection);
    if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
        return MHD_HTTP_METHOD_NOT_ALLOWED;
    Str length = header(connection, "Content-Length");
    bool has_body = (length.n > 0 && !str_equal(length, STR("0"))) || header(connection, "Transfer-Encoding").n > 0;
    return has_body ? MHD_HTTP_CONTENT_TOO_LARGE : 0;
}

static void add_headers(struct MHD_Response *response, const HttpReply *reply)
{
    static const struct { const char *name, *value; } always[] = {
        { "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
          "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "no-referrer" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
    };
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        MHD_add_response_header(response, always[i].name, always[i].value);
    MHD_add_response_header(response, "Content-Type", reply->type != NULL ? reply->type : "text/plain; charset=utf-8");
    MHD_add_response_header(response, "Cache-Control", reply->is_fixed ? "private, max-age=3600, immutable" : "no-store");
    if (reply->location.n > 0) {
        char location[1024];
        snprintf(location, sizeof location, "%.*s", STR_ARG(reply->location));
        MHD_add_response_header(response, "Location", location);
    }
}

static enum MHD_Result send_reply(Http *http, const HttpRequest *request, const HttpReply *reply)
{
    struct MHD_Connection *connection = request->connection;
    bool is_stream = reply->is_stream && http->stream_count < STREAMS_MAX;
    HttpStream *stream = is_stream ? stream_new(http, connection) : NULL;
    struct MHD_Response *response = stream != NULL
        ? MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, stream_read, stream, stream_free)
        : MHD_create_response_from_buffer(reply->body.n, (void *)(uintptr_t)reply->body.p, MHD_RESPMEM_MUST_COPY);
    if (response == NULL)
        return MHD_NO;
    add_headers(response, reply);
    int status = reply->is_stream && !is_stream ? MHD_HTTP_SERVICE_UNAVAILABLE : reply->status;
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, "Allow", takes_post(http, request->path.p) ? "GET, HEAD, POST" : "GET, HEAD");
    if (stream != NULL) {
        http_send(stream, reply->body);
        http->handler.open(http->handler.context, request, stream);
    }
    enum MHD_Result done = MHD_queue_response(connection, (unsigned)status, response);
    MHD_destroy_response(response);
    return done;
}

static enum MHD_Result answer(Http *http, const HttpRequest *request, int status, bool is_get)
{
    HttpReply reply = { .status = status };
    Arena *arena = arena_open();
    if (status == 0)
        http->handler.answer(http->handler.context, arena, request, &reply);
    else
        reply.body = STR("refusé\n");
    reply.is_stream = reply.is_stream && is_get;
    enum MHD_Result done = send_reply(http, request, &reply);
    arena_close(arena);
    return done;
}

static Body *body_new(Http *http, struct MHD_Connection *connection)
{
    Body *body = calloc(1, sizeof *body);
    if (body == NULL)
        abort();
    body->http = http;
    body->length = (size_t)length_said(connection);
    body->bytes = malloc(body->length + 1);
    if (body->bytes == NULL)
        abort();
    http->body_count++;
    return body;
}

/* What is beyond the length that was said is not ours. */
static void body_take(Body *body, const char *bytes, size_t n)
{
    n = n < body->length - body->n ? n : body->length - body->n;
    memcpy(body->bytes + body->n, bytes, n);
    body->n += n;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode how)
{
    Http *http = context;
    Body *body = *state;
    (void)connection, (void)how;
    if (body == NULL || *state == context)
        return;
    http->body_count--;
    free(body->bytes);
    free(body);
    *state = NULL;
}

/* `*state` is NULL at first; then the body of a POST, else the server itself. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *upload, size_t *upload_size, void **state)
{
    Http *http = context;
    (void)version;
    bool is_post = strcmp(method, MHD_HTTP_METHOD_POST) == 0, is_get = strcmp(method, MHD_HTTP_METHOD_GET) == 0;
    HttpRequest request = { .path = str_from_c(url), .token = str_from_c(http->token), .is_post = is_post,
                            .connection = connection };
    if (*state == NULL) {
        int status = refusal(http, connection, url, method);
        if (status == 0 && is_post && http->body_count == BODIES_MAX)
            status = MHD_HTTP_SERVICE_UNAVAILABLE;
        *state = status == 0 && is_post ? (void *)body_new(http, connection) : http;
        /* A reply to the first call ends the connection: what is refused is not read to its end. */
        return status == 0 ? MHD_YES : answer(http, &request, status, is_get);
    }
    Body *body = *state != http ? *state : NULL;
    if (*upload_size > 0) {
        if (body == NULL)
            return MHD_NO;
        body_take(body, upload, *upload_size);
        *upload_size = 0;
        return MHD_YES;
    }
    if (body != NULL)
        request.body = (Str){ body->bytes, body->n };
    return answer(http, &request, 0, is_get);
}

/* ---- the daemon ---- */

static void raise_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= CONNECTIONS_MAX + 64)
        return;
    rlim_t wanted = CONNECTIONS_MAX + 64;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/* A socket that listens on the loopback; -1 with errno. */
static int listen_on(int port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), yes = 1;
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

/* New with each run. */
static void make_token(Http *http)
{
    unsigned char bytes[TOKEN_BYTES];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        abort();                         /* so few are given whole, or the kernel has none: getrandom(2) */
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(http->token + 2 * i, 3, "%02x", bytes[i]);
}

Http *http_open(int port, const HttpHandler *handler)
{
    int fd = -1, first = port > 0 ? port : HTTP_PORT, tried = port > 0 ? 1 : HTTP_PORTS_TRIED;
    raise_limit();
    for (int i = 0; i < tried && fd < 0; i++)
        fd = listen_on(port = first + i);
    Http *http = fd >= 0 ? calloc(1, sizeof *http) : NULL;
    if (http == NULL)
        return NULL;
    http->handler = *handler;
    http->port = port;
    make_token(http);
    http->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, http,
                                    MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
                                    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
                                    MHD_OPTION_NOTIFY_COMPLETED, on_completed, http,
                                    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_END);
    if (http->daemon == NULL) {
        close(fd);
        free(http);
        return NULL;
    }
    http->fd = MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    return http;
}

void http_close(Http *http)
{
    for (size_t i = 0; i < http->stream_count; i++) {
        http->streams[i]->is_ended = true;
        stream_wake(http->streams[i]);
    }
    MHD_run(http->daemon);
    MHD_stop_daemon(http->daemon);
    free(http);
}

int http_port(const Http *http)
{
    return http->port;
}

int http_fd(const Http *http)
{
    return http->fd;
}

int http_wait_ms(const Http *http)
{
    MHD_UNSIGNED_LONG_LONG ms;
    if (MHD_get_timeout(http->daemon, &ms) != MHD_YES)
        return -1;
    return ms > 60000 ? 60000 : (int)ms;
}

void http_run(Http *http)
{
    /* One round wakes a stream, another writes to it: what is told leaves before anything else is done. */
    enum { ROUNDS = 4 };
    int rounds = 0;
    do
        MHD_run(http->daemon);
    while (++rounds < ROUNDS && http_wait_ms(http) == 0);
}
