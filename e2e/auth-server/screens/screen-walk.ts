import type { Page } from "playwright-core";
import type { Person, PersonOptions } from "../../browser/person.js";
import type { Size } from "../../browser/sizes.js";
import type { AuthStage } from "../auth-stage.js";

/** Receives a screen that a walk has reached, by name: checks it, or takes its picture. */
export type ShowScreen = (page: Page, screen: string) => Promise<void>;

/** A path through screens, in the order in which a person meets them. */
export interface ScreenWalk {
  /** What the screens are, for titles of tests: "The popup's screens". */
  readonly name: string;
  /** The windows it is meant for: pictures are taken in each, and tests walk in the first. */
  readonly sizes: readonly [Size, ...Size[]];
  /** Whether it is long, and tests that take the same path check its screens. */
  readonly isTestedElsewhere?: boolean;
  /** Walks on a person's fresh device, and shows each screen; `look` is the setup of any other devices. */
  walk(person: Person, stage: AuthStage, show: ShowScreen, look: PersonOptions): Promise<void>;
}
