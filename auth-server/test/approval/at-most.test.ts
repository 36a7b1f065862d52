import { expect } from "chai";
import { LimitUnlimited } from "@zksync-sso/sdk/session";
import { atMost } from "../../src/approval/at-most.ts";
import { lifetime, sessionOf, TARGET } from "../session.ts";

/** A session that may send ETH, within the given limit. */
const sending = (valueLimit: ReturnType<typeof lifetime>) =>
  sessionOf({ transferPolicies: [{ target: TARGET, maxValuePerUse: 10n ** 18n, valueLimit }] });

describe("The most that somebody can lose", () => {
  it("is an amount if everything has a limit, and all that they have otherwise", () => {
    const { amounts, isLimited } = atMost(sending(lifetime(10n ** 17n)), new Map(), 1n);
    expect({ amounts, isLimited }).to.deep.equal({ amounts: ["0.11 ETH"], isLimited: true });
    expect(atMost(sending(LimitUnlimited), new Map(), 1n)).to.deep.equal({
      amounts: ["all your ETH"],
      isLimited: false,
    });
  });
});
