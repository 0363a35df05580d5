#include "base/task.h"

static void *begin(void *task)
{
    Task *self = task;
    self->run(self->context);
    return NULL;
}

bool task_try(Task *task, void (*run)(void *context), void *context)
{
    *task = (Task){ .run = run, .context = context };
    return task->is_running = pthread_create(&task->thread, NULL, begin, task) == 0;
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
