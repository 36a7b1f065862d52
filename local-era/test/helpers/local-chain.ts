import { AbiCoder, Interface } from "ethers";
import type { InterfaceAbi } from "ethers";
import { Bootloader } from "../../src/bootloader/bootloader.ts";
import type { CallOutcome, TransactionOutcome } from "../../src/bootloader/outcome.ts";
import { fromHex, toHex, toWord } from "../../src/primitives/hex.ts";
import type { Address, Hex } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { World } from "../../src/state/world.ts";
import { applyGenesis } from "../../src/system/genesis.ts";
import type { CallRequest } from "../../src/transactions/call-request.ts";
import { TransactionType } from "../../src/transactions/transaction.ts";
import type { BlockContext } from "../../src/vm/block-context.ts";
import type { Compiled } from "./compile.ts";

export const BASE_FEE = 45_250_000n;
export const SENDER: Address = `0x${"11".repeat(20)}`;
export const OTHER: Address = `0x${"22".repeat(20)}`;
const ZERO_HASH: Hex = `0x${"00".repeat(32)}`;

/** Holds a deployed contract with its interface. */
export interface Deployed {
  readonly address: Address;
  readonly abi: Interface;
}

/** Drives the bootloader on a fresh world, without JSON-RPC. */
export class LocalChain {
  readonly world = new World();
  readonly bootloader = new Bootloader(this.world);
  timestamp = 1_000n;
  number = 1n;

  constructor() {
    applyGenesis(this.world, new Map([[SENDER, 10n ** 22n]]));
  }

  get block(): BlockContext {
    return {
      chainId: 260n,
      number: this.number,
      timestamp: this.timestamp,
      batchNumber: this.number,
      baseFee: BASE_FEE,
      gasPerPubdata: 84n,
      blockHash: (number) => toHex(toWord(number + 1_000n)),
    };
  }

  request(fields: Partial<CallRequest> & Pick<CallRequest, "to">): CallRequest {
    return {
      type: TransactionType.Eip712,
      from: SENDER,
      value: 0n,
      data: new Uint8Array(0),
      factoryDeps: [],
      paymaster: SystemAddress.Zero,
      paymasterInput: new Uint8Array(0),
      ...fields,
    };
  }

  /** Runs a transaction as an impersonated sender: no validation, no fee. */
  send(fields: Partial<CallRequest> & Pick<CallRequest, "to">): Promise<TransactionOutcome> {
    const request = this.request(fields);
    const tx = {
      ...request,
      nonce: this.world.minNonce(request.from),
      gasLimit: request.gasLimit ?? 80_000_000n,
      gasPerPubdata: 50_000n,
      maxFeePerGas: BASE_FEE,
      maxPriorityFeePerGas: 0n,
      signature: new Uint8Array(0),
      hasChainId: false,
      hash: ZERO_HASH,
      signedHash: ZERO_HASH,
      raw: new Uint8Array(0),
    };
    return this.bootloader.run(tx, this.block, { impersonated: true });
  }

  /** Deploys through ContractDeployer.create, as an EOA does. */
  async deploy(contract: Compiled, args: unknown[] = [], deps: Compiled[] = []): Promise<Deployed> {
    const abi = new Interface(contract.abi as InterfaceAbi);
    const hash = this.world.publish(contract.bytecode);
    const deployer = new Interface(["function create(bytes32,bytes32,bytes)"]);
    const data = deployer.encodeFunctionData("create", [ZERO_HASH, hash, abi.encodeDeploy(args)]);
    const outcome = await this.send({
      to: SystemAddress.ContractDeployer,
      data: fromHex(data),
      factoryDeps: deps.map(({ bytecode }) => bytecode),
    });
    if (outcome.contractAddress === undefined)
      throw new Error(`deployment failed: ${toHex(outcome.returnData)}`);
    return { address: outcome.contractAddress, abi };
  }

  async call(
    contract: Deployed,
    name: string,
    args: unknown[] = [],
    fields: Partial<CallRequest> = {},
  ): Promise<CallOutcome> {
    const data = fromHex(contract.abi.encodeFunctionData(name, args));
    return this.bootloader.call(this.request({ to: contract.address, data, ...fields }), this.block);
  }

  /** Calls a view and decodes its result; throws with the revert data when it fails. */
  async read(contract: Deployed, name: string, args: unknown[] = []): Promise<unknown[]> {
    const outcome = await this.call(contract, name, args);
    if (!outcome.success) throw new Error(`${name} reverted: ${toHex(outcome.returnData)}`);
    return contract.abi.decodeFunctionResult(name, outcome.returnData).toArray();
  }

  async transact(
    contract: Deployed,
    name: string,
    args: unknown[] = [],
    fields: Partial<CallRequest> = {},
  ): Promise<TransactionOutcome> {
    return this.send({
      to: contract.address,
      data: fromHex(contract.abi.encodeFunctionData(name, args)),
      ...fields,
    });
  }
}

export const abiCoder = AbiCoder.defaultAbiCoder();
