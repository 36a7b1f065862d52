import { MessageScreen } from "../message/message-screen.tsx";
import { TransactionScreen } from "../transaction/transaction-screen.tsx";
import { RevokeScreen } from "./revoke-screen.tsx";
import type { Situation } from "./situation.ts";
import { StatusScreen } from "./status-screen.tsx";
import { WithAccount } from "./with-account.tsx";

/** Shows what an app asks of an account that is connected, a screen for each kind of request. */
export function AccountRequestScreen(situation: Situation) {
  const { request } = situation.asked;
  switch (request.method) {
    case "eth_sendTransaction":
    case "eth_signTransaction":
    case "wallet_sendCalls":
      return (
        <WithAccount {...situation}>
          {(account, onOther) => (
            <TransactionScreen {...situation} account={account} request={request} onOther={onOther} />
          )}
        </WithAccount>
      );
    case "personal_sign":
    case "eth_signTypedData_v4":
      return (
        <WithAccount {...situation}>
          {(account, onOther) => (
            <MessageScreen {...situation} account={account} request={request} onOther={onOther} />
          )}
        </WithAccount>
      );
    case "wallet_disconnect":
      return (
        <WithAccount {...situation}>
          {(account, onOther) => (
            <RevokeScreen {...situation} account={account} request={request} onOther={onOther} />
          )}
        </WithAccount>
      );
    case "wallet_showCallsStatus":
      return <StatusScreen {...situation} request={request} />;
    case "wallet_connect":
    case "eth_requestAccounts":
      return null;
  }
}
