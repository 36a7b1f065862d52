import { Interface } from "ethers";
import type { InterfaceAbi } from "ethers";
import { fromHex, toHex } from "../../local-era/src/primitives/hex.ts";
import type { Address } from "../../local-era/src/primitives/hex.ts";
import type { MappedBuild, Pipeline } from "../../local-era/src/source-maps/build.ts";
import type { CompilerOutput } from "../../local-era/src/zksolc/standard-json.ts";
import { SystemAddress } from "../../local-era/src/primitives/system-addresses.ts";
import { defaultAccount } from "../../local-era/src/system/default-account.ts";
import { nativeContracts } from "../../local-era/src/system/registry.ts";
import { EraVm } from "../../local-era/src/vm/era-vm.ts";
import type { FarCallResult } from "../../local-era/src/vm/far-call.ts";
import { BASE_FEE, LocalChain, SENDER } from "../../local-era/test/helpers/local-chain.ts";
import { standardJson } from "../../local-era/test/zksolc/helpers/compiler.ts";
import { compileForCoverage } from "../src/compile-for-coverage.ts";
import { measure } from "../src/measure.ts";
import type { FileCoverage } from "../src/measure.ts";
import { CoverageRecorder } from "../src/recorder.ts";
import type { Recording } from "../src/recording.ts";

export const FIXTURE = "Fixture.sol";
const GAS = 50_000_000n;
const ZERO_WORD = `0x${"00".repeat(32)}`;

/** A contract on a {@link MeasuredChain}. */
export interface Contract {
  readonly address: Address;
  readonly abi: Interface;
}

/** One source file, compiled for coverage, on a VM that records. */
export class MeasuredChain {
  readonly #chain = new LocalChain();
  readonly #recorder = new CoverageRecorder();
  readonly #vm = new EraVm(this.#chain.world, {
    nativeContracts,
    defaultAccount,
    recorder: this.#recorder,
  });

  readonly build: MappedBuild;
  readonly output: CompilerOutput;

  private constructor(build: MappedBuild, output: CompilerOutput) {
    this.build = build;
    this.output = output;
  }

  static async with(source: string, pipelines?: readonly Pipeline[]): Promise<MeasuredChain> {
    const { build, output } = await compileForCoverage(standardJson({ [FIXTURE]: source }), { pipelines });
    if (build === undefined) {
      throw new Error(output.errors?.map(({ formattedMessage }) => formattedMessage).join("\n"));
    }
    return new MeasuredChain(build, output);
  }

  async deploy(name: string, ...args: unknown[]): Promise<Contract> {
    const { abi, evm } = this.output.contracts![FIXTURE]![name]!;
    const contract = new Interface(abi as InterfaceAbi);
    const hash = this.#chain.world.publish(fromHex(`0x${evm.bytecode.object}`));
    const deployer = new Interface(["function create(bytes32,bytes32,bytes) returns (address)"]);
    const data = deployer.encodeFunctionData("create", [ZERO_WORD, hash, contract.encodeDeploy(args)]);
    const result = await this.#execute(SystemAddress.ContractDeployer, data);
    if (!result.success) throw new Error(`${name} was not deployed: ${toHex(result.returnData)}`);
    const [address] = deployer.decodeFunctionResult("create", result.returnData);
    return { address: (address as string).toLowerCase() as Address, abi: contract };
  }

  /** Calls a function; whether it succeeds is the caller's to know. */
  call({ address, abi }: Contract, name: string, ...args: unknown[]): Promise<FarCallResult> {
    return this.#execute(address, abi.encodeFunctionData(name, args));
  }

  /** Calls with calldata of any kind. */
  callRaw({ address }: Contract, data: string, value = 0n): Promise<FarCallResult> {
    return this.#execute(address, data, value);
  }

  recording(): Recording {
    return this.#recorder.recording();
  }

  coverage(): FileCoverage {
    return measure(this.build, [this.recording()], (file) => file === FIXTURE)[0]!;
  }

  #execute(address: Address, data: string, value = 0n): Promise<FarCallResult> {
    this.#vm.begin({ block: this.#chain.block, origin: SENDER, gasPrice: BASE_FEE });
    return this.#vm.execute({
      kind: "call",
      caller: SENDER,
      address,
      codeAddress: address,
      value,
      data: fromHex(data),
      gas: GAS,
      isStatic: false,
      isSystem: true,
      extraAbi: [],
      depth: 0,
    });
  }
}
