import { expect } from "chai";
import { encodeBytes32String, keccak256, toBeHex } from "ethers";
import { utils } from "zksync-ethers";
import type { RunOptions } from "../../src/bootloader/bootloader.ts";
import { CONSOLE_ADDRESS } from "../../src/primitives/console-address.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { calledCodeless, RuleViolation } from "../../src/validation-rules/rule-violation.ts";
import { compile } from "../helpers/compile.ts";
import { abiCoder, LocalChain, OTHER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";
import { withCustomSignature } from "../helpers/signed-transaction.ts";

const SOURCE = `
pragma solidity ^0.8.24;
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {SystemContractHelper} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractHelper.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {INonceHolder} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/INonceHolder.sol";
import {NONCE_HOLDER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";

interface IClock { function assertTimestampInRange(uint256, uint256) external view; }

contract Module {
    struct Record { uint256 first; uint256 second; uint256[130] many; }
    uint256 public shared = 1;
    mapping(address account => Record) internal records;
    mapping(bytes32 id => mapping(address account => uint256)) internal byIdAndAccount;
    mapping(address account => mapping(bytes32 id => uint256)) internal byAccountAndId;
    mapping(bytes32 id => uint256) internal byId;
    mapping(bytes name => mapping(address account => uint256)) internal byName;

    function ownRecord() external view returns (uint256) { return records[msg.sender].first + records[msg.sender].second; }
    function farInRecord() external view returns (uint256) { return records[msg.sender].many[126]; }
    function ownById() external view returns (uint256) { return byIdAndAccount[bytes32("x")][msg.sender]; }
    function ownThenId() external view returns (uint256) { return byAccountAndId[msg.sender][bytes32("x")]; }
    function ownByName() external view returns (uint256) { return byName["a long name, longer than a word, hashed"][msg.sender]; }
    function foreignById() external view returns (uint256) { return byId[bytes32("x")]; }
    function foreignRecord() external view returns (uint256) { return records[address(1)].first; }
}

/// Names a contract in ERC-1967's beacon slot, and asks it.
contract Pointer {
    bytes32 constant BEACON_SLOT = 0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50;
    constructor(address beacon) { assembly { sstore(BEACON_SLOT, beacon) } }
    function shared() external view returns (uint256) {
        Module beacon;
        assembly { beacon := sload(BEACON_SLOT) }
        return beacon.shared();
    }
}

contract RuleAccount {
    uint256 internal spun;
    uint256 internal mode;
    Module internal module;
    address internal other;
    Pointer internal pointer;

    constructor(Module module_, address other_, Pointer pointer_) payable { module = module_; other = other_; pointer = pointer_; }
    receive() external payable {}
    function spin() external { while (true) spun++; }
    function setMode(uint256 next) external { mode = next; }

    function validateTransaction(bytes32, bytes32, Transaction calldata transaction) external payable returns (bytes4) {
        SystemContractsCaller.systemCallWithPropagatedRevert(uint32(gasleft()), address(NONCE_HOLDER_SYSTEM_CONTRACT), 0,
            abi.encodeCall(INonceHolder.incrementMinNonceIfEquals, (transaction.nonce)));
        uint256 sink;
        if (mode == 1) sink = module.ownRecord();
        if (mode == 2) sink = module.ownById();
        if (mode == 3) sink = module.ownThenId();
        if (mode == 4) sink = module.ownByName();
        if (mode == 5) sink = uint160(bytes20(address(module).codehash));
        if (mode == 6) IClock(address(0x808012)).assertTimestampInRange(0, 5000);
        if (mode == 7) sink = block.chainid + address(this).balance + gasleft();
        if (mode == 8) { (bool ok,) = address(this).call(""); require(ok); }
        if (mode == 9) sink = uint256(sha256("x")) + uint256(keccak256(abi.encode(uint256(1), mode)));

        if (mode == 21) sink = module.shared();
        if (mode == 22) sink = module.foreignById();
        if (mode == 23) sink = module.foreignRecord();
        if (mode == 24) sink = module.farInRecord();
        if (mode == 25) sink = block.timestamp;
        if (mode == 26) sink = block.number;
        if (mode == 27) sink = uint160(tx.origin);
        if (mode == 28) sink = tx.gasprice + block.basefee;
        if (mode == 29) sink = uint256(blockhash(1));
        if (mode == 30) sink = uint160(address(block.coinbase)) + block.prevrandao;
        if (mode == 31) sink = SystemContractHelper.getZkSyncMeta().heapSize;
        if (mode == 32) { (bool ok,) = other.call(""); require(ok); }
        if (mode == 33) { (bool ok,) = other.call{value: 1}(""); require(ok); }
        if (mode == 34) sink = other.balance;
        if (mode == 35) { for (uint256 i; i < 20_000; i++) spun = i; }
        if (mode == 36) IClock(address(0x808012)).assertTimestampInRange(0, 1030);
        if (mode == 37) sink = NONCE_HOLDER_SYSTEM_CONTRACT.getMinNonce(other);
        if (mode == 38) sink = other.code.length;
        if (mode == 39) { while (true) spun++; }
        if (mode == 40) { try this.spin() {} catch {} }
        if (mode == 41) { while (true) {} }
        if (mode == 42) sink = pointer.shared();
        if (mode == 43) {
            address beacon;
            assembly { beacon := sload(0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50) }
            sink = Module(beacon).shared();
        }
        require(sink != type(uint256).max);
        return this.validateTransaction.selector;
    }
    function payForTransaction(bytes32, bytes32, Transaction calldata transaction) external payable {
        if (mode == 50) require(block.timestamp > 0);
        (bool paid,) = msg.sender.call{value: transaction.maxFeePerGas * transaction.gasLimit}("");
        require(paid);
    }
    function prepareForPaymaster(bytes32, bytes32, Transaction calldata) external payable {
        if (mode == 51) require(block.timestamp > 0);
    }
    function executeTransaction(bytes32, bytes32, Transaction calldata) external payable {
        require(block.timestamp > 0 && module.shared() == 1);
    }
}

contract ClockPaymaster {
    constructor() payable {}
    function validateAndPayForPaymasterTransaction(bytes32, bytes32, Transaction calldata transaction) external payable returns (bytes4, bytes memory) {
        require(block.timestamp > 0);
        (bool paid,) = msg.sender.call{value: transaction.maxFeePerGas * transaction.gasLimit}("");
        require(paid);
        return (this.validateAndPayForPaymasterTransaction.selector, "");
    }
    function postTransaction(bytes calldata, Transaction calldata, bytes32, bytes32, uint8, uint256) external payable {}
}`;

const ETHER = 10n ** 18n;

describe("The sequencer's validation rules", () => {
  let chain: LocalChain;
  let account: Deployed;
  let module: Deployed;
  let pointer: Deployed;
  let paymaster: Deployed;

  before(async function () {
    this.timeout(30_000);
    compile(SOURCE);
  });

  beforeEach(async () => {
    chain = new LocalChain();
    const contracts = compile(SOURCE);
    module = await chain.deploy(contracts.get("Module")!);
    pointer = await chain.deploy(contracts.get("Pointer")!, [module.address]);
    account = await chain.deploy(contracts.get("RuleAccount")!, [module.address, OTHER, pointer.address]);
    paymaster = await chain.deploy(contracts.get("ClockPaymaster")!);
    chain.world.setAccountVersion(account.address, 1);
    for (const { address } of [account, paymaster]) chain.world.setBalance(address, ETHER);
  });

  async function send(mode: number, options: RunOptions & { sponsored?: boolean; gasLimit?: bigint }) {
    await chain.transact(account, "setMode", [mode]);
    const customData = options.sponsored
      ? {
          paymasterParams: utils.getPaymasterParams(paymaster.address, { type: "General", innerInput: "0x" }),
        }
      : {};
    const tx = withCustomSignature(
      {
        from: account.address,
        to: OTHER,
        nonce: Number(chain.world.minNonce(account.address)),
        gasLimit: options.gasLimit ?? 20_000_000n,
        customData,
      },
      "0x12",
    );
    return chain.bootloader.run(tx, chain.block, options);
  }

  async function violation(mode: number, sponsored = false): Promise<string> {
    try {
      await send(mode, { enforceRules: true, sponsored });
    } catch (error) {
      if (error instanceof RuleViolation) return error.message;
      throw error;
    }
    return "included";
  }

  const allowed: [what: string, mode: number][] = [
    ["only its own storage", 0],
    ["a record keyed by the account", 1],
    ["a nested mapping with the account as its innermost key", 2],
    ["a mapping below one keyed by the account", 3],
    ["a mapping keyed by bytes above one keyed by the account", 4],
    ["the code hash of a deployed contract", 5],
    ["the clock, through the timestamp asserter", 6],
    ["the chain id, its own balance and the gas left", 7],
    ["itself", 8],
    ["precompiles and hashes", 9],
  ];
  for (const [what, mode] of allowed) {
    it(`let an account read ${what}`, async () => {
      expect((await send(mode, { enforceRules: true })).status).to.equal(1);
    });
  }

  const slot = "Touched disallowed storage slots: address";
  const at = (contract: string, key: bigint) => `${slot} ${contract}, key: ${toBeHex(key, 32)}`;
  const ofModule = (key: bigint) => () => at(module.address, key);
  const entry = (type: string, key: string, mapping: bigint): bigint =>
    BigInt(keccak256(abiCoder.encode([type, "uint256"], [key, mapping])));
  const x = encodeBytes32String("x");
  const forbidden: [what: string, mode: number, text: string | (() => string)][] = [
    ["a slot shared by all accounts", 21, ofModule(0n)],
    ["a mapping keyed by something else", 22, ofModule(entry("bytes32", x, 4n))],
    ["another account's record", 23, ofModule(entry("address", toBeHex(1, 20), 1n))],
    [
      "a slot more than 127 after its own",
      24,
      () => at(module.address, entry("address", account.address, 1n) + 128n),
    ],
    ["block.timestamp", 25, at(SystemAddress.SystemContext, 268n)],
    ["block.number", 26, at(SystemAddress.SystemContext, 268n)],
    ["tx.origin", 27, at(SystemAddress.SystemContext, 1n)],
    ["gas prices", 28, `${slot} ${SystemAddress.SystemContext}`],
    ["block hashes", 29, at(SystemAddress.SystemContext, 11n)],
    ["coinbase and randomness", 30, `${slot} ${SystemAddress.SystemContext}`],
    ["the VM's meta word", 31, "Touched disallowed context"],
    ["an address without code, by calling it", 32, `Called contract with no code: ${OTHER}`],
    ["an address without code, by sending it ETH", 33, `Called contract with no code: ${OTHER}`],
    ["another address's balance", 34, `${slot} ${SystemAddress.L2BaseToken}`],
    ["more gas than 300,000", 35, "Took too many computational gas, allowed limit: 300000"],
    ["a time range that ends within a minute", 36, "block.timestamp is too close to the range end"],
    ["another account's nonce", 37, `${slot} ${SystemAddress.NonceHolder}`],
    ["the code size of an address without code", 38, `${slot} ${SystemAddress.AccountCodeStorage}`],
    [
      "an endless loop, long before the transaction's gas is used up",
      39,
      "Took too many computational gas, allowed limit: 300000",
    ],
    [
      "an endless loop in a call that the account would survive",
      40,
      "Took too many computational gas, allowed limit: 300000",
    ],
    ["the clock during its payment", 50, `${slot} ${SystemAddress.SystemContext}`],
  ];
  for (const [what, mode, text] of forbidden) {
    it(`refuse ${what}, naming the rule`, async () => {
      const before = chain.world.minNonce(account.address);
      const rule = typeof text === "string" ? text : text();
      expect(await violation(mode)).to.include(`Violated validation rules: ${rule}`);
      expect(chain.world.minNonce(account.address)).to.equal(before);
    });
  }

  it("are broken by a validation that its transaction cannot pay for", async () => {
    const error = await send(41, { enforceRules: true, gasLimit: 200_000n }).catch((e: Error) => e);
    expect(error).to.be.instanceOf(RuleViolation);
    const { message, hint } = error as RuleViolation;
    expect(message).to.equal("Violated validation rules: Took too many computational gas, allowed limit: 0");
    expect(hint).to.equal("the transaction's gas limit was too small for its validation");
  });

  it("say of a call of console.log what it is", () => {
    const { message, hint } = calledCodeless(CONSOLE_ADDRESS);
    expect(message).to.equal(`Violated validation rules: Called contract with no code: ${CONSOLE_ADDRESS}`);
    expect(hint).to.equal("this is console.log: validation cannot use it on a chain");
    expect(calledCodeless(OTHER).hint).to.equal(undefined);
  });

  it("apply to preparing a paymaster's payment", async () => {
    expect(await violation(51, true)).to.include(`${slot} ${SystemAddress.SystemContext}`);
  });

  it("apply neither to paymasters nor to the execution", async () => {
    expect((await send(0, { enforceRules: true, sponsored: true })).status).to.equal(1);
  });

  describe("with the operator's list", () => {
    const trusting = async (mode: number, ...trustedStorage: Address[]) =>
      send(mode, { enforceRules: true, trustedStorage }).then(
        () => "included",
        (error: Error) => error.message,
      );

    it("let an account read any slot of a contract on the list", async () => {
      expect(await trusting(21, module.address)).to.equal("included");
      expect(await trusting(21, OTHER)).to.include(at(module.address, 0n));
    });

    it("let an account read what a contract on the list names as its beacon", async () => {
      expect(await trusting(42, pointer.address)).to.equal("included");
      expect(await trusting(42, module.address)).to.include(`${slot} ${pointer.address}`);
    });

    it("trust no beacon just because the account uses it", async () => {
      const beaconSlot = 0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50n;
      chain.world.storage.write(account.address, beaconSlot, BigInt(module.address));
      expect(await trusting(43)).to.include(at(module.address, 0n));
      expect(await trusting(43, module.address)).to.equal("included");
    });
  });

  it("can be disabled", async () => {
    expect((await send(25, { enforceRules: false })).status).to.equal(1);
  });
});
