import type { FunctionComponent } from "react";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import { ConnectScreen } from "./connect-screen.tsx";
import type { Situation } from "./situation.ts";

/**
 * Returns the screen that shows what an app asks for. The one for connecting, which most windows are opened for, comes with
 * the page; the others are loaded when they are needed.
 */
export async function loadScreen({ method }: ParsedRequest): Promise<FunctionComponent<Situation>> {
  if (method === "wallet_connect" || method === "eth_requestAccounts") return ConnectRequestScreen;
  return (await import("./account-request-screen.tsx")).AccountRequestScreen;
}

function ConnectRequestScreen(situation: Situation) {
  const { request } = situation.asked;
  if (request.method !== "wallet_connect" && request.method !== "eth_requestAccounts") return null;
  return <ConnectScreen {...situation} request={request} />;
}
