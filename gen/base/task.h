/* task.h - one piece of work on a thread of its own
 *
 *     Task task;
 *     task_start(&task, write_site, &site);
 *     ... what shares nothing with it that either writes ...
 *     task_join(&task);
 *
 * Where the machine gives no thread, task_start() does the work itself, so
 * that a result never depends on it.
 */
#ifndef BASE_TASK_H
#define BASE_TASK_H

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>

typedef struct {
    pthread_t thread;
    void    (*run)(void *context);
    void     *context;
    bool      is_running, is_elsewhere;
    cpu_set_t allowed;
} Task;

/* `task` and `context` stay where they are until task_join(). */
void task_start(Task *task, void (*run)(void *context), void *context);

/* The same for work that may as well be left: false, and nothing done, where
 * the machine gives no thread. */
bool task_try(Task *task, void (*run)(void *context), void *context);

/* Waits for the end; what the work wrote can be read then. */
void task_join(Task *task);

#endif
