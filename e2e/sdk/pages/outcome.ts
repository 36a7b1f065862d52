/** How an action of a page ended, as the page writes it into its `output`: JSON. */
export type Outcome =
  | { readonly result: unknown }
  | { readonly error: { readonly name: string; readonly code?: number; readonly message: string } };

/**
 * Makes a button's click run an action, and writes how it ended. The action receives the page's last failure,
 * for retries.
 */
export function onClick(button: string, act: (lastError: unknown) => Promise<unknown>): void {
  for (const element of document.querySelectorAll("button"))
    if (element.textContent === button) element.onclick = () => show(act(failed));
}

let failed: unknown;

/** Writes an outcome in place of the previous one. */
export function show(ending: Promise<unknown>): void {
  const output = document.querySelector("output")!;
  output.textContent = "";
  const write = (outcome: Outcome): void => {
    output.textContent = JSON.stringify(outcome, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
  };
  ending.then(
    (result) => write({ result }),
    (error: Error & { code?: number }) => {
      failed = error;
      write({ error: { name: error.name, code: error.code, message: error.message } });
    },
  );
}
