#include "serve/layouter.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct Layouter {
    BuildTools      tools;
    pthread_t       thread;
    pthread_mutex_t lock;
    pthread_cond_t  news;
    Build          *waiting, *at_work, *done;      /* under the lock */
    bool            is_ending;
    int             fd;
};

static void tell(const Layouter *layouter)
{
    uint64_t one = 1;
    while (write(layouter->fd, &one, sizeof one) < 0 && errno == EINTR)
        continue;
}

static void *work(void *context)
{
    Layouter *layouter = context;
    pthread_mutex_lock(&layouter->lock);
    for (;;) {
        while (layouter->waiting == NULL && !layouter->is_ending)
            pthread_cond_wait(&layouter->news, &layouter->lock);
        if (layouter->is_ending)
            break;
        layouter->at_work = layouter->waiting;
        layouter->waiting = NULL;
        pthread_mutex_unlock(&layouter->lock);
        build_pages(layouter->at_work, &layouter->tools);
        pthread_mutex_lock(&layouter->lock);
        layouter->done = layouter->at_work;
        layouter->at_work = NULL;
        tell(layouter);
    }
    pthread_mutex_unlock(&layouter->lock);
    return NULL;
}

Layouter *layouter_open(Str share, Diags *diags)
{
    Layouter *layouter = calloc(1, sizeof *layouter);
    if (layouter == NULL)
        abort();
    layouter->fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    pthread_mutex_init(&layouter->lock, NULL);
    pthread_cond_init(&layouter->news, NULL);
    if (layouter->fd >= 0 && build_tools_open(&layouter->tools, share, diags)
        && pthread_create(&layouter->thread, NULL, work, layouter) == 0)
        return layouter;
    build_tools_close(&layouter->tools);
    if (layouter->fd >= 0)
        close(layouter->fd);
    free(layouter);
    return NULL;
}

void layouter_close(Layouter *layouter)
{
    pthread_mutex_lock(&layouter->lock);
    layouter->is_ending = true;
    pthread_cond_signal(&layouter->news);
    pthread_mutex_unlock(&layouter->lock);
    pthread_join(layouter->thread, NULL);
    build_tools_close(&layouter->tools);
    pthread_cond_destroy(&layouter->news);
    pthread_mutex_destroy(&layouter->lock);
    close(layouter->fd);
    free(layouter);
}

void layouter_give(Layouter *layouter, Build *build)
{
    pthread_mutex_lock(&layouter->lock);
    layouter->waiting = build;
    pthread_cond_signal(&layouter->news);
    pthread_mutex_unlock(&layouter->lock);
}

Build *layouter_take(Layouter *layouter)
{
    uint64_t count;
    if (read(layouter->fd, &count, sizeof count) < 0 && errno != EAGAIN)
        return NULL;
    pthread_mutex_lock(&layouter->lock);
    Build *done = layouter->done;
    layouter->done = NULL;
    pthread_mutex_unlock(&layouter->lock);
    return done;
}

int layouter_fd(const Layouter *layouter)
{
    return layouter->fd;
}

bool layouter_holds(Layouter *layouter, const Build *build)
{
    pthread_mutex_lock(&layouter->lock);
    bool holds = build == layouter->waiting || build == layouter->at_work || build == layouter->done;
    pthread_mutex_unlock(&layouter->lock);
    return holds;
}
