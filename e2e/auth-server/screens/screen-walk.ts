import type { Page } from "playwright-core";
import type { Person, PersonOptions } from "../../browser/person.js";
import type { Size } from "../../browser/sizes.js";
import type { AuthStage } from "../auth-stage.js";

/** Is shown a screen that a walk has come to, by its name: looks whether it can be used, or takes its picture. */
export type ShowScreen = (page: Page, screen: string) => Promise<void>;

/** A way through screens, in the order in which a person meets them. */
export interface ScreenWalk {
  /** What the screens are, for titles of tests: "The popup's screens". */
  readonly name: string;
  /** The windows that it is meant for: pictures are taken in each, and tests walk in the first. */
  readonly sizes: readonly [Size, ...Size[]];
  /** It is long, and tests that walk the same way look at its screens. */
  readonly isTestedElsewhere?: boolean;
  /** Walks on a person's device that knows nothing, and shows each screen; `look` is what other devices are to be like. */
  walk(person: Person, stage: AuthStage, show: ShowScreen, look: PersonOptions): Promise<void>;
}
