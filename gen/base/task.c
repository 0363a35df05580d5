#define _GNU_SOURCE                     /* sched_getcpu(), pthread_attr_setaffinity_np() */
#include "base/task.h"

/* A new thread waits on the processor of the one that started it for as long
 * as the scheduler takes to look around, up to 4 ms a time while another
 * processor is idle: it begins on another one, then goes where it is put. */
static bool processors_elsewhere(cpu_set_t *allowed, cpu_set_t *others)
{
    int here = sched_getcpu();
    if (here < 0 || sched_getaffinity(0, sizeof *allowed, allowed) != 0 || CPU_COUNT(allowed) < 2)
        return false;
    *others = *allowed;
    CPU_CLR((size_t)here, others);
    return true;
}

static void *begin(void *task)
{
    Task *self = task;
    if (self->is_elsewhere)
        sched_setaffinity(0, sizeof self->allowed, &self->allowed);
    self->run(self->context);
    return NULL;
}

bool task_try(Task *task, void (*run)(void *context), void *context)
{
    cpu_set_t others;
    pthread_attr_t attributes;
    *task = (Task){ .run = run, .context = context };
    if (pthread_attr_init(&attributes) != 0)
        return false;
    task->is_elsewhere = processors_elsewhere(&task->allowed, &others);
    if (task->is_elsewhere)
        pthread_attr_setaffinity_np(&attributes, sizeof others, &others);
    task->is_running = pthread_create(&task->thread, &attributes, begin, task) == 0;
    pthread_attr_destroy(&attributes);
    return task->is_running;
}

void task_start(Task *task, void (*run)(void *context), void *context)
{
    if (!task_try(task, run, context))
        run(context);
}

void task_join(Task *task)
{
    if (task->is_running)
        pthread_join(task->thread, NULL);
    task->is_running = false;
}
