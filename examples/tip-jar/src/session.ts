import { callPolicy } from "@zksync-sso/sdk/connector";
import type { SessionPreferences } from "@zksync-sso/sdk/session";
import { parseAbi, parseEther } from "viem";
import type { AppConfig } from "./app-config.ts";

/** What the app calls of the token. */
export const TOKEN_ABI = parseAbi(["function mint(address to, uint256 amount)"]);

/** Wei of one tip. */
export const TIP = parseEther("0.001");

/** Units of the token that are minted at once. */
export const MINT = parseEther("1");

/** What the app asks for: ten tips, five mints of one token each, and what they cost, for a day. */
export function sessionOf({ tipJar, token }: AppConfig): SessionPreferences {
  return {
    expiresAt: "1 day",
    feeLimit: parseEther("0.01"),
    transfers: [{ to: tipJar, valueLimit: 10n * TIP, maxValuePerUse: 5n * TIP }],
    contractCalls: [
      callPolicy({
        address: token,
        abi: TOKEN_ABI,
        functionName: "mint",
        constraints: [{ index: 1, condition: "LessEqual", value: MINT }],
        maxUses: 5,
      }),
    ],
  };
}
