import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import type { ReadStream } from "node:tty";
import { expect } from "chai";
import { parseEther } from "ethers";
import hre from "hardhat";
import { HardhatError } from "hardhat/internal/core/errors";
import { ERRORS } from "hardhat/internal/core/errors-list";
import { HttpProvider } from "hardhat/internal/core/providers/http";
import type { Network } from "hardhat/types";
import { Provider } from "zksync-ethers";
import { assertArtifactsFresh } from "../../../scripts/suite/checks/artifacts";
import { assertBalance } from "../../../scripts/suite/checks/balance";
import { checkedChainId } from "../../../scripts/suite/checks/chain-id";
import { deployerWallet } from "../../../scripts/suite/checks/deployer-key";
import { nodeUrl } from "../../../scripts/suite/checks/node-url";
import { assertToolchainFits } from "../../../scripts/suite/checks/toolchain";
import { confirm } from "../../../scripts/suite/confirm";
import { timestampAsserter } from "../../../scripts/suite/timestamp-asserter";
import { freePort } from "../../../scripts/toolchain/free-port";
import { networks, wantedNetwork } from "../../../scripts/toolchain/networks";
import { fundedWallet, localProvider, localUrl } from "../../helpers/chain/local-chain";
import { needsUsualCode } from "../../helpers/chain/needs-usual-code";
import { messageOf } from "../../helpers/project/message-of";

const KEY = `0x${"ab".repeat(32)}`;

describe("Before anything is sent", () => {
  const provider = localProvider();

  describe("the toolchain", () => {
    // zksolc's code ends in anything but the embedded compiler's mark.
    const eraVmCode = `0x${"00".repeat(96)}`;

    it("is refused where a node that is not local-era would get the embedded compiler's code", async function () {
      needsUsualCode(this);
      const { bytecode } = await hre.artifacts.readArtifact("AccountProxy");
      assertToolchainFits(bytecode, { inMemory: true, localEra: true });
      for (const inMemory of [true, false]) {
        expect(() => assertToolchainFits(bytecode, { inMemory, localEra: false })).to.throw(
          "set ERA_TOOLCHAIN=official, compile (npx hardhat compile)",
        );
      }
    });

    it("is refused where local-era would get zksolc's code", () => {
      assertToolchainFits(eraVmCode, { inMemory: false, localEra: false });
      expect(() => assertToolchainFits(eraVmCode, { inMemory: true, localEra: true })).to.throw(
        "unset ERA_TOOLCHAIN, compile (npx hardhat compile)",
      );
    });
  });

  describe("the chain", () => {
    it("is refused if it is not the one that the network is named after", async () => {
      const network = {
        ...hre.network,
        name: "zksyncMainnet",
        config: { ...hre.network.config, chainId: 324 },
      };
      expect(await messageOf(checkedChainId(network as Network))).to.equal(
        "The network zksyncMainnet is chain 324, but its endpoint answers for chain 260. " +
          "Correct ZKSYNC_MAINNET_URL, or name the network that you mean (--network).",
      );
    });

    it("is refused alike where Hardhat has compared the two already, and is any where its network names none", async () => {
      const refusal = new HardhatError(ERRORS.NETWORK.INVALID_GLOBAL_CHAIN_ID, {
        configChainId: 324,
        connectionChainId: 260,
      });
      const network = (provider: object) =>
        ({ name: "zksyncMainnet", config: { url: localUrl() }, provider }) as unknown as Network;
      expect(await messageOf(checkedChainId(network({ send: () => Promise.reject(refusal) })))).to.contain(
        "but its endpoint answers for chain 260. Correct ZKSYNC_MAINNET_URL",
      );
      expect(await checkedChainId(network(hre.network.provider))).to.equal(260n);
    });

    it("is named with its variable, and no more of its endpoint than the host, if nothing answers for it", async () => {
      const url = `http://name:secret@127.0.0.1:${await freePort()}/secret?key=secret`;
      const config = { ...hre.network.config, url };
      const http = new HttpProvider(url, "zkChain");
      const provider = { send: (method: string) => http.request({ method }) };
      const message = await messageOf(
        checkedChainId({ name: "zkChain", config, provider } as unknown as Network),
      );
      expect(message).to.match(/^Nothing answers at http:\/\/127\.0\.0\.1:\d+, the endpoint of zkChain\. /);
      expect(message).to.contain("correct ZK_CHAIN_URL");
    });

    for (const [what, status, body, said] of [
      [
        "with a page",
        403,
        `<html>${"Forbidden ".repeat(30)}`,
        `${`HH110: Invalid JSON-RPC response received: <html>${"Forbidden ".repeat(30)}`.slice(0, 200)}. Try`,
      ],
      [
        "in several lines",
        502,
        "<html>\n<body>Bad gateway</body>\n</html>",
        "HH110: Invalid JSON-RPC response received: <html>. Try",
      ],
      ["that too much was asked", 200, error("rate limited."), "rate limited. Try"],
      [
        "that it has no such page",
        404,
        "Cannot POST /secret?key=secret",
        "HH110: Invalid JSON-RPC response received: Cannot POST …. Try",
      ],
      ["with no id", 200, result(null), "it answers null. "],
      ["with an id that is none", 200, result("abc"), 'it answers "abc". '],
      ["by ending the connection", undefined, "", ""],
    ] as const) {
      it(`is named with its variable if its endpoint answers ${what}`, async () => {
        const server = createServer((request, response) => {
          if (status === undefined) request.socket.destroy();
          else request.resume().once("end", () => response.writeHead(status).end(body));
        }).listen(0, "127.0.0.1");
        await once(server, "listening");
        const { port } = server.address() as AddressInfo;
        const url = `http://127.0.0.1:${port}/secret?key=secret`;
        const http = new HttpProvider(url, "zkChain");
        const provider = { send: (method: string) => http.request({ method }) };
        const network = { name: "zkChain", config: { ...hre.network.config, url }, provider };
        try {
          const message = await messageOf(checkedChainId(network as unknown as Network));
          expect(message)
            .to.contain(`zkChain, http://127.0.0.1:${port}, does not say which chain it is: ${said}`)
            .and.to.match(/ Try again later, or correct ZK_CHAIN_URL\.$/)
            .and.to.not.contain("secret");
        } finally {
          server.close();
        }
      });
    }

    it("is asked for where no network is named", () => {
      const { chainId } = hre.network.config;
      expect(() => nodeUrl({ ...hre.network, config: { chainId } } as Network)).to.throw(
        "--network zksyncSepolia",
      );
      expect(nodeUrl(hre.network)).to.equal(localUrl());
    });

    it("is taken if it is, or if the network is for any", async () => {
      expect(await checkedChainId(hre.network)).to.equal(260n);
      const network = { ...hre.network, config: { ...hre.network.config, chainId: 260 } };
      expect(await checkedChainId(network as Network)).to.equal(260n);
    });
  });

  describe("the deployer's key", () => {
    const { DEPLOYER_PRIVATE_KEY: before } = process.env;
    const { accounts } = hre.network.config;
    afterEach(() => {
      hre.network.config.accounts = accounts;
      if (before === undefined) delete process.env.DEPLOYER_PRIVATE_KEY;
      else process.env.DEPLOYER_PRIVATE_KEY = before;
    });

    it("is asked for by the name of its variable", async () => {
      process.env.DEPLOYER_PRIVATE_KEY = "";
      hre.network.config.accounts = [];
      expect(await messageOf(deployerWallet(hre))).to.contain(
        "set the environment variable DEPLOYER_PRIVATE_KEY",
      );
    });

    for (const value of [
      KEY.slice(2),
      KEY.slice(0, -2),
      `${KEY}00`,
      "alice",
      `0x${"0".repeat(64)}`,
      `0x${"f".repeat(64)}`,
    ]) {
      it(`is not repeated when it is refused: ${value.length} characters, the last ${value.slice(-1)}`, async () => {
        process.env.DEPLOYER_PRIVATE_KEY = value;
        const message = await messageOf(deployerWallet(hre));
        expect(message).to.equal(
          "DEPLOYER_PRIVATE_KEY, from the environment, is not a valid private key: it has to be 0x and 64 hexadecimal digits, of a key of secp256k1.",
        );
      });
    }
  });

  describe("the balance", () => {
    it("is refused in one line that says how much is missing, and whose account to fill", async () => {
      const wallet = await fundedWallet(provider);
      const balance = await wallet.getBalance();
      await assertBalance(wallet, balance);
      expect(await messageOf(assertBalance(wallet, balance + parseEther("0.5")))).to.match(
        new RegExp(
          `^${wallet.address} has [\\d.]+ ETH, but this costs up to [\\d.]+ ETH: send it 0.5 ETH more.$`,
        ),
      );
    });
  });

  describe("the artifacts", () => {
    const { cache } = hre.config.paths;
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "cache-"));
    });
    afterEach(async () => {
      hre.config.paths.cache = cache;
      await rm(folder, { recursive: true });
    });

    it("are taken if they were compiled from the sources that are here", async () => {
      await assertArtifactsFresh(hre, ["ERC7579Account"]);
    });

    it("are asked for if one is missing", async () => {
      expect(await messageOf(assertArtifactsFresh(hre, ["NoSuchContract"]))).to.equal(
        "There is no artifact of NoSuchContract. Compile first: npx hardhat compile",
      );
    });

    it("are asked for if nothing says what they were compiled from, or half of it after an interrupted run", async () => {
      hre.config.paths.cache = folder;
      const path = join(folder, "solidity-files-cache.json");
      const message = `${path}, which says what was compiled, is missing or broken. Compile first: npx hardhat compile`;
      expect(await messageOf(assertArtifactsFresh(hre, []))).to.equal(message);
      for (const text of ["", '{"files":']) {
        await writeFile(path, text);
        expect(await messageOf(assertArtifactsFresh(hre, []))).to.equal(message);
      }
    });

    for (const [change, file] of [
      ["changed", { contentHash: "of another text", sourceName: "contracts/ERC7579Account.sol" }],
      ["gone", { contentHash: "of a source", sourceName: "contracts/NoSuchContract.sol" }],
      [
        "changed",
        { contentHash: "of another release", sourceName: "@openzeppelin/contracts/proxy/Proxy.sol" },
      ],
    ] as const) {
      it(`are refused if ${file.sourceName} has ${change} since, wherever they were compiled`, async () => {
        const files = { [`/another/checkout/${file.sourceName}`]: file };
        await writeFile(join(folder, "solidity-files-cache.json"), JSON.stringify({ files }));
        hre.config.paths.cache = folder;
        expect(await messageOf(assertArtifactsFresh(hre, []))).to.equal(
          `${file.sourceName} has ${change} since it was compiled. Compile first: npx hardhat compile`,
        );
      });
    }
  });

  describe("the timestamp asserter", () => {
    it("is found on a node in memory, which does not tell it", async () => {
      expect(await timestampAsserter(provider)).to.equal("0x0000000000000000000000000000000000808012");
    });

    it("is refused if the endpoint tells another", async () => {
      const telling = new Provider(localUrl());
      telling.send = () => Promise.resolve("0x0000000000000000000000000000000000010000");
      const given = "0x0000000000000000000000000000000000808012";
      expect(await messageOf(timestampAsserter(telling, given))).to.contain("name the right one, or none");
    });

    it("is asked for by name where the endpoint of a public chain does not tell it", async () => {
      const silent = new Provider(localUrl());
      const send = silent.send.bind(silent);
      silent.send = (method, params) =>
        /^(anvil|zks)_/.test(method) ? Promise.reject(new Error("Method not found")) : send(method, params);
      expect(await messageOf(timestampAsserter(silent))).to.contain("--timestamp-asserter 0x…");
      const given = "0x0000000000000000000000000000000000808012";
      expect(await timestampAsserter(silent, given)).to.equal(given);
    });

    for (const [name, address, message] of [
      ["no address", "0x12", "is no address"],
      ["an address without a contract", "0x00000000000000000000000000000000000A11cE", "no contract"],
      [
        "a contract that judges no times",
        "0x0000000000000000000000000000000000010000",
        "does not judge times",
      ],
    ] as const) {
      it(`is refused if it is ${name}`, async () => {
        expect(await messageOf(timestampAsserter(provider, address))).to.contain(message);
      });
    }
  });

  describe("a confirmation", () => {
    it("is not taken for given where there is no terminal", async () => {
      const input = new PassThrough() as unknown as ReadStream;
      expect(await messageOf(confirm("Deploy?", input, new PassThrough()))).to.contain("Add --yes");
    });

    for (const [answer, goesOn] of [
      ["yes", true],
      ["y", false],
      ["", false],
      ["no", false],
    ] as const) {
      it(`is ${goesOn ? "given" : "not given"} by "${answer}"`, async () => {
        const input = Object.assign(new PassThrough(), { isTTY: true });
        const asked = confirm("Deploy?", input as unknown as ReadStream, new PassThrough());
        input.write(`${answer}\n`);
        expect(await messageOf(asked)).to.equal(
          goesOn ? undefined : "Nothing was sent: it was not confirmed.",
        );
        // Otherwise the command would wait for more when it is done.
        expect(input.isPaused()).to.equal(true);
      });
    }
  });

  describe("a confirmation, asked for at a terminal", () => {
    for (const [key, code] of [
      ["Ctrl-C", "\u0003"],
      ["Ctrl-D", "\u0004"],
    ] as const) {
      it(`is not given by ${key}, and it is said that nothing was sent`, async () => {
        const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
        const input = terminal();
        const asked = confirm("Deploy?", input as unknown as ReadStream, terminal());
        input.write(code);
        expect(await messageOf(asked)).to.equal("Nothing was sent: it was not confirmed.");
      });
    }

    it("is not given where the terminal is closed", async () => {
      const input = Object.assign(new PassThrough(), { isTTY: true });
      const asked = confirm("Deploy?", input as unknown as ReadStream, new PassThrough());
      input.end();
      expect(await messageOf(asked)).to.equal("Nothing was sent: it was not confirmed.");
    });
  });

  describe("the networks", () => {
    it("include any chain of ZKsync's that the environment defines", () => {
      const { zkChain } = networks({ ZK_CHAIN_URL: "https://rpc.example", ZK_CHAIN_ID: "4242" }, KEY);
      expect(zkChain).to.include({ url: "https://rpc.example", chainId: 4242, zksync: true });
      expect(zkChain!.accounts).to.deep.equal([KEY]);
    });

    it("refuse half a definition of such a chain", () => {
      expect(() => networks({ ZK_CHAIN_URL: "https://rpc.example" })).to.throw(
        "ZK_CHAIN_URL and ZK_CHAIN_ID belong together",
      );
      expect(() => networks({ ZK_CHAIN_ID: "1" })).to.throw("ZK_CHAIN_URL and ZK_CHAIN_ID belong together");
      const url = "https://rpc.example";
      expect(() => networks({ ZK_CHAIN_URL: url, ZK_CHAIN_ID: "0x1" })).to.throw('ZK_CHAIN_ID is "0x1"');
    });

    it("refuse to use such a chain before it is defined, naming both variables", () => {
      for (const wanted of [
        wantedNetwork(["node", "hardhat", "suite-status", "--network", "zkChain"], {}),
        wantedNetwork(["node", "hardhat", "suite-status"], { HARDHAT_NETWORK: "zkChain" }),
      ])
        expect(() => networks({}, KEY, wanted)).to.throw("ZK_CHAIN_URL and ZK_CHAIN_ID describe: set both");
      const other = wantedNetwork(["node", "hardhat", "--network", "localEra"], {
        HARDHAT_NETWORK: "zkChain",
      });
      expect(networks({}, KEY, other)).to.have.property("localEra");
    });

    for (const variable of ["LOCAL_ERA_URL", "ZKSYNC_SEPOLIA_URL", "ZKSYNC_MAINNET_URL", "ZK_CHAIN_URL"])
      it(`refuse what is no endpoint of HTTP, without repeating it: ${variable}`, () => {
        for (const text of [
          "rpc.example/secret",
          "localhost:8011",
          "ftp://rpc.example/secret",
          "http://",
          "http:///x",
        ]) {
          expect(() => networks({ ZK_CHAIN_ID: "7", [variable]: text }), text)
            .to.throw(`${variable} is no endpoint of HTTP`)
            .and.to.have.property("message")
            .that.does.not.contain("secret");
        }
        expect(() =>
          networks({ ZK_CHAIN_ID: "7", ZK_CHAIN_URL: "http://a", [variable]: "https://b/c" }),
        ).to.not.throw();
      });

    it("use the deployer's key on localEra, too, and a node's own accounts without one", () => {
      expect(networks({}, KEY).localEra!.accounts).to.deep.equal([KEY]);
      expect(networks({}).localEra).to.not.have.property("accounts");
      expect(networks({}, "no key").zksyncSepolia!.accounts).to.deep.equal([]);
    });
  });
});

/** An answer of JSON-RPC to the first request of a client. */
function result(value: unknown): string {
  return JSON.stringify({ jsonrpc: "2.0", id: 1, result: value });
}

function error(message: string): string {
  return JSON.stringify({ jsonrpc: "2.0", id: 1, error: { code: -32005, message } });
}
