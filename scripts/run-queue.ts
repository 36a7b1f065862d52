/** A task, and the resources it needs exclusively. */
export interface QueuedTask {
  /** No two tasks that name the same resource run at once. */
  readonly exclusive?: readonly string[];
}

/**
 * Runs tasks in their order, so many at once, except that one that waits for a resource lets the next go
 * first.
 *
 * @throws the first failure, when all running tasks have ended; no other starts after it
 */
export async function runQueue<task extends object>(
  tasks: readonly (task & QueuedTask)[],
  atOnce: number,
  run: (task: task) => Promise<void>,
): Promise<void> {
  const waiting = [...tasks];
  const running = new Map<task & QueuedTask, Promise<void>>();
  const isFree = (thing: string): boolean =>
    ![...running.keys()].some(({ exclusive }) => exclusive?.includes(thing));
  const failures: unknown[] = [];
  const begin = (task: task & QueuedTask): void => {
    waiting.splice(waiting.indexOf(task), 1);
    const end = run(task)
      .catch((error: unknown) => failures.push(error))
      .then(() => void running.delete(task));
    running.set(task, end);
  };
  const next = () => waiting.find(({ exclusive = [] }) => exclusive.every(isFree));
  while (waiting.length + running.size > 0) {
    for (let task = next(); task && running.size < atOnce && failures.length === 0; task = next())
      begin(task);
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  if (failures.length > 0) throw failures[0];
}
