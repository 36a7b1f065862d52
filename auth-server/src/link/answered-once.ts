import type { AppRequest } from "./app-request.ts";

/**
 * Makes the first answer to a request count. The page may stay for a while after it, and what is pressed or ends meanwhile takes
 * nothing back. An answer that could not be given is none: another may follow.
 *
 * @param onAnswered - is called once, when the answer is given
 */
export function answeredOnce(request: AppRequest, onAnswered: () => void): AppRequest {
  let isAnswered = false;
  const once = (end: () => void): void => {
    if (isAnswered) return;
    end();
    isAnswered = true;
    onAnswered();
  };
  return {
    ...request,
    answer: (result) => {
      once(() => request.answer(result));
    },
    fail: (error) => {
      once(() => request.fail(error));
    },
    decline: () => {
      once(request.decline);
    },
  };
}
