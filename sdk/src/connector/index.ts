// Connector for wagmi.

export { callPolicy } from "../session/call-policy.js";
export {
  getConnectedSsoSessionClient,
  isSsoSessionClient,
  isSsoSessionClientConnected,
  type GetConnectedSsoClientReturnType,
} from "./session-client.js";
export { zksyncSsoConnector, type ZksyncSsoConnectorOptions } from "./zksync-sso-connector.js";
