import type { Page } from "playwright-core";

/** Approves what the window shows once its button is enabled, and waits until the window is gone. */
export async function approve(popup: Page, button: string): Promise<void> {
  await armed(popup, button);
  await pressAndLeave(popup, button);
}

/**
 * Presses a button that closes the window, and waits until it is gone: the click itself may end with the
 * window.
 */
export async function pressAndLeave(popup: Page, button: string): Promise<void> {
  const closed = popup.waitForEvent("close");
  const clicked = popup.getByRole("button", { name: button, exact: true }).click();
  clicked.catch(() => undefined);
  await closed;
}

/**
 * Waits until an approving button may be pressed: all that it approves must have been in view, half a second
 * before.
 */
export async function armed(popup: Page, button: string): Promise<void> {
  await popup.getByRole("button", { name: button, exact: true }).waitFor();
  const rest = popup.getByRole("button", { name: "Read the rest first" });
  const isArmed = popup.locator("button[aria-disabled=false]");
  for (;;) {
    await rest.or(isArmed).first().waitFor();
    if (!(await rest.isVisible())) return;
    // It disappears with the last part that had not been in view.
    await rest.dispatchEvent("click", undefined, { timeout: 1000 }).catch(() => undefined);
  }
}

/** Presses an approving button once it is enabled: it is inert at first. */
export async function pressWhenArmed(popup: Page, button: string): Promise<void> {
  const locator = popup.getByRole("button", { name: button, exact: true });
  await armed(popup, button);
  await locator.click();
}

/** Signs up in the window with the requested session. */
export async function signUp(popup: Page): Promise<void> {
  await popup.getByRole("button", { name: "Create account" }).click();
  await approve(popup, "Approve and make a passkey");
}
