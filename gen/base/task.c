#include "base/task.h"

static void *begin(void *task)
{
    Task *self = task;
    self->run(self->context);
    return NULL;
}

void task_start(Task *task, void (*run)(void *context), void *context)
{
    *task = (Task){ .run = run, .context = context };
    task->is_running = pthread_create(&task->thread, NULL, begin, task) == 0;
    if (!task->is_running)
        run(context);
}

void task_join(Task *task)
{
    if (task->is_running)
        pthread_join(task->thread, NULL);
    task->is_running = false;
}
