import type { Abi, Hash, Hex } from "viem";
import { encodeDeployData } from "viem/zksync";
import type { TransactionRequest } from "../transaction/to-account-transaction.js";

const CONTRACT_DEPLOYER = "0x0000000000000000000000000000000000008006";
/** Its `create2` gives one address whoever calls. */
const CREATE2_FACTORY = "0x0000000000000000000000000000000000010000";

/** A contract to deploy, as the `deployContract` of viem's zksync extension is given it. */
export interface DeployRequest extends Omit<TransactionRequest, "to" | "data"> {
  readonly abi: Abi | readonly unknown[];
  /** EraVM's bytecode, as zksolc writes it. */
  readonly bytecode: Hex;
  readonly args?: readonly unknown[];
  readonly deploymentType?: "create" | "create2" | "createAccount" | "create2Account";
  readonly salt?: Hash;
}

/** Makes the call of the chain's deployer that deploys a contract: code is published, not sent as calldata. */
export function deployRequest(request: DeployRequest): TransactionRequest {
  const { abi, bytecode, args, deploymentType, salt, factoryDeps = [], ...rest } = request;
  const isCreate2 = deploymentType === "create2" || deploymentType === "create2Account";
  return {
    ...rest,
    to: isCreate2 ? CREATE2_FACTORY : CONTRACT_DEPLOYER,
    data: encodeDeployData({ abi, bytecode, args, deploymentType, salt } as Parameters<
      typeof encodeDeployData
    >[0]),
    factoryDeps: factoryDeps.includes(bytecode) ? factoryDeps : [...factoryDeps, bytecode],
  };
}
