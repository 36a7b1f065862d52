const last = new Map<string, Promise<unknown>>();

/**
 * Runs a task once the earlier ones of the same name are over, however they ended. Two transactions of one account that
 * were made at the same time would read the same nonce, and the chain takes one of them.
 */
export function inTurn<result>(name: string, task: () => Promise<result>): Promise<result> {
  const turn = (last.get(name) ?? Promise.resolve()).then(task, task);
  last.set(name, turn);
  const forget = () => {
    if (last.get(name) === turn) last.delete(name);
  };
  turn.then(forget, forget);
  return turn;
}
