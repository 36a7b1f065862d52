import type { ConnectionState } from "../connection-state.js";

/** Says whether a request of a method will ask the owner, as far as that can be known without reading it. */
type AsksOwner = (state: ConnectionState) => boolean;

const never: AsksOwner = () => false;
const unlessConnected: AsksOwner = ({ connection }) => !connection;
const ifConnected: AsksOwner = ({ connection }) => connection !== undefined;
const withoutSession: AsksOwner = (state) => state.connection !== undefined && !state.sessionOn();

/** The methods whose code is loaded late, and when the auth server is to be opened without waiting for that. */
export const LATE_METHODS = {
  eth_requestAccounts: unlessConnected,
  wallet_connect: () => true,
  wallet_disconnect: never,
  wallet_switchEthereumChain: never,
  wallet_addEthereumChain: never,
  wallet_getCapabilities: never,
  personal_sign: ifConnected,
  eth_signTypedData_v4: ifConnected,
  eth_signTransaction: ifConnected,
  eth_estimateGas: never,
  eth_sendTransaction: withoutSession,
  wallet_sendCalls: withoutSession,
  wallet_getCallsStatus: never,
  wallet_showCallsStatus: ifConnected,
} as const satisfies Readonly<Record<string, AsksOwner>>;

/** A method whose code is loaded late. */
export type LateMethod = keyof typeof LATE_METHODS;

/** Says whether there is such a method. */
export function isLateMethod(method: string): method is LateMethod {
  return Object.hasOwn(LATE_METHODS, method);
}
