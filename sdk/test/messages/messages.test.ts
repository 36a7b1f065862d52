import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { erc20Abi } from "viem";
import { MalformedMessageError, MessageTooLargeError, MethodNotFoundError } from "../../src/errors/index.js";
import {
  checkMessageSize,
  MAX_MESSAGE_BYTES,
  parseMessage,
  parseRequest,
  PopupEventSchema,
  SendCallsResultSchema,
} from "../../src/messages/index.js";
import { ALICE, TOKEN } from "../helpers/addresses.js";

const request = (method: string, params?: unknown) => ({
  id: randomUUID(),
  content: { action: { method, params }, chainId: 260 },
});

function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("The size of a message", () => {
  it("is counted in strings, keys, numbers and bytes at any depth", () => {
    const text = "x".repeat(MAX_MESSAGE_BYTES / 2 + 1);
    const large = [
      text,
      { deep: [[{ text }]] },
      { [text]: 1 },
      new Array(MAX_MESSAGE_BYTES).fill(0),
      new Uint8Array(MAX_MESSAGE_BYTES),
      new Map([[1, text]]),
      new Set([text]),
      1n << 100_000n,
      Object.assign([], { text, more: text }),
      Object.assign(new Array(10), { [`${text}${text}`]: 1 }),
      [new RegExp(text), new Error(text)],
    ];
    for (const message of large)
      expect(
        thrown(() => {
          checkMessageSize(message);
        }),
      ).to.be.instanceOf(MessageTooLargeError);
    checkMessageSize({ text: text.slice(2000), more: [1, true, null, undefined, 2n ** 256n, new Date()] });
  });

  it("is too large for a cyclic value, and for one nested deeper than the call stack", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    let nested: unknown = 0;
    for (let i = 0; i < 100_000; i++) nested = [nested];
    for (const message of [circle, nested])
      expect(
        thrown(() => {
          checkMessageSize(message);
        }),
      ).to.be.instanceOf(MessageTooLargeError);
  });
});

describe("A request to the auth server", () => {
  it("is read by its method's schema, without unknown members except those of a session, which are checked", () => {
    const preferences = {
      expiresAt: "8 hours",
      feeLimit: 5n,
      transfers: [{ to: ALICE, valueLimit: { limit: 1n, period: "1 day" }, more: 1 }],
      contractCalls: [{ address: TOKEN, abi: erc20Abi, functionName: "transfer", maxUses: 3 }],
    };
    const parsed = parseRequest(
      request("eth_requestAccounts", { metadata: { name: "App" }, sessionPreferences: preferences, more: 1 }),
    );
    expect(parsed.params).to.deep.equal({
      metadata: { name: "App", icon: null, configData: {} },
      sessionPreferences: preferences,
    });
  });

  it("has the app's public key in wallet_connect", () => {
    const key = { type: "p256", x: `0x${"11".repeat(32)}`, y: `0x${"22".repeat(32)}` };
    const capabilities = { session: { key, preferences: {} } };
    const parsed = parseRequest(request("wallet_connect", [{ version: "1", capabilities }]));
    expect(parsed.params).to.deep.equal([{ version: "1", capabilities }]);
  });

  it("is refused with the path that does not match", () => {
    const cases: [unknown, string][] = [
      [request("eth_requestAccounts"), ""],
      [request("eth_requestAccounts", { metadata: { name: 5 } }), "metadata.name"],
      [request("wallet_connect", [{ version: "2" }]), "0.version"],
      [
        request("wallet_connect", [{ version: "1", capabilities: { session: { key: { type: "rsa" } } } }]),
        "0.capabilities.session.key.type",
      ],
      [request("eth_sendTransaction", [{ to: "0x12" }]), "0.to"],
      [request("wallet_sendCalls", [{ calls: [] }]), "0.calls"],
      [request("personal_sign", ["text", ALICE]), "0"],
      [{ ...request("personal_sign"), content: { action: {}, chainId: 1 } }, "content.action.method"],
      [
        { ...request("personal_sign"), content: { action: { method: "personal_sign" }, chainId: "260" } },
        "content.chainId",
      ],
      [null, ""],
    ];
    for (const [message, path] of cases) {
      const error = thrown(() => parseRequest(message)) as MalformedMessageError;
      expect(error, JSON.stringify(message)).to.be.instanceOf(MalformedMessageError);
      expect(error.path).to.equal(path);
      expect(error.code).to.equal(-32602);
    }
  });

  it("keeps typed data as it was requested, whatever the names of its types and members", () => {
    // As JSON, since `__proto__` in a literal would not be a member.
    const asked = `{
      "domain": { "name": "App", "constructor": "Builder", "prototype": "1", "__proto__": "2" },
      "types": {
        "Order": [{ "name": "prototype", "type": "prototype" }, { "name": "__proto__", "type": "uint256" }],
        "prototype": [{ "name": "constructor", "type": "uint256" }],
        "constructor": [],
        "__proto__": [{ "name": "id", "type": "uint256" }]
      },
      "primaryType": "Order",
      "message": { "prototype": { "constructor": "7" }, "__proto__": "8", "constructor": "9" }
    }`;
    const { params } = parseRequest(request("eth_signTypedData_v4", [ALICE, JSON.parse(asked)]));
    expect(JSON.stringify((params as unknown[])[1])).to.equal(JSON.stringify(JSON.parse(asked)));
    const wrong = JSON.parse(asked.replace('"type": "prototype"', '"type": 5')) as unknown;
    const error = thrown(() => parseRequest(request("eth_signTypedData_v4", [ALICE, wrong])));
    expect(error).to.be.instanceOf(MalformedMessageError);
  });

  it("has no capability that goes unnoticed because of its name", () => {
    for (const name of ["__proto__", "constructor", "prototype"]) {
      const capabilities: unknown = JSON.parse(`{ "${name}": {} }`);
      for (const params of [
        [{ calls: [{ to: ALICE }], capabilities }],
        [{ calls: [{ to: ALICE, capabilities }] }],
      ])
        expect(thrown(() => parseRequest(request("wallet_sendCalls", params)))).to.be.instanceOf(
          MalformedMessageError,
        );
    }
  });

  it("is refused if a sign-in has more lines than there are parts of the message", () => {
    const ask = (more: object) => {
      const signInWithEthereum = { nonce: "12345678", chainId: "0x104", ...more };
      return parseRequest(
        request("wallet_connect", [{ version: "1", capabilities: { signInWithEthereum } }]),
      );
    };
    for (const text of ["1\nResources:\n- https://evil.example", "1\r2", "1\u20282"])
      expect(
        thrown(() => ask({ requestId: text })),
        text,
      ).to.be.instanceOf(MalformedMessageError);
    expect(thrown(() => ask({ statement: "1\r2" }))).to.be.instanceOf(MalformedMessageError);
    expect(ask({ requestId: "a-1.~!$&'()*+,;=:@%20", statement: "Welcome" }).method).to.equal(
      "wallet_connect",
    );
  });

  it("shows the calls with a transaction's hash, and none with any text", () => {
    const hash = `0x${"ab".repeat(32)}`;
    expect(parseRequest(request("wallet_showCallsStatus", [hash])).params).to.deep.equal([hash]);
    expect(
      thrown(() => parseRequest(request("wallet_showCallsStatus", ["Your account is locked."]))),
    ).to.be.instanceOf(MalformedMessageError);
  });

  it("has its bytes in lower case, however they were written, and its addresses as they were", () => {
    const [data, hash] = [`0x${"A9059cBB".repeat(2)}`, `0x${"aB".repeat(32)}`];
    const bytes = { data, input: data, paymasterInput: data, factoryDeps: [data] };
    const eip712Meta = { paymasterParams: { paymaster: ALICE, paymasterInput: data }, factoryDeps: [data] };
    const staticPaymasterConfiguration = { paymaster: ALICE, paymasterData: data };
    const cases: [string, unknown][] = [
      ["eth_sendTransaction", [{ to: ALICE, ...bytes, eip712Meta }]],
      ["eth_signTransaction", [{ to: ALICE, ...bytes, eip712Meta }]],
      [
        "wallet_sendCalls",
        [{ calls: [{ to: ALICE, data }], capabilities: { staticPaymasterConfiguration } }],
      ],
      ["personal_sign", [data, ALICE]],
      ["wallet_showCallsStatus", [hash]],
      ["wallet_disconnect", [{ sessionHash: hash }]],
    ];
    const lower = (text: string) =>
      text.replaceAll(data, data.toLowerCase()).replaceAll(hash, hash.toLowerCase());
    for (const [method, params] of cases) {
      const read = parseRequest(request(method, params)).params;
      const expected: unknown = JSON.parse(lower(JSON.stringify(params)));
      expect(JSON.parse(JSON.stringify(read)), method).to.deep.equal(
        method === "wallet_sendCalls" ? [{ atomicRequired: true, ...(expected as object[])[0] }] : expected,
      );
    }
  });

  it("is refused with -32601 if its method is unknown, even one named like a property of every object", () => {
    for (const method of ["eth_sign", "constructor", "__proto__"])
      expect(thrown(() => parseRequest(request(method))))
        .to.be.instanceOf(MethodNotFoundError)
        .with.property("code", -32601);
  });

  it("is refused if it is larger than 256 kB", () => {
    expect(
      thrown(() => parseRequest(request("personal_sign", ["x".repeat(MAX_MESSAGE_BYTES)]))),
    ).to.be.instanceOf(MessageTooLargeError);
  });

  it("reads paymasters as viem's formatter for Era writes them", () => {
    const eip712Meta = {
      gasPerPubdata: "0xc350",
      paymasterParams: { paymaster: ALICE, paymasterInput: [140, 90, 0] },
    };
    const parsed = parseRequest(request("eth_sendTransaction", [{ to: ALICE, type: "0x71", eip712Meta }]));
    expect(parsed.params).to.deep.equal([
      {
        to: ALICE,
        eip712Meta: { ...eip712Meta, paymasterParams: { paymaster: ALICE, paymasterInput: "0x8c5a00" } },
      },
    ]);
  });
});

describe("A message of the auth server", () => {
  it("is an event of two kinds", () => {
    const event = { id: randomUUID(), event: "PopupLoaded" };
    expect(parseMessage(PopupEventSchema, { ...event, more: 1 }, "It")).to.deep.equal(event);
    expect(thrown(() => parseMessage(PopupEventSchema, { ...event, event: "Other" }, "It"))).to.have.property(
      "path",
      "event",
    );
  });

  it("answers wallet_sendCalls with an object, or with the bare identifier of version 1.0", () => {
    const id = `0x${"ab".repeat(32)}` as const;
    expect(parseMessage(SendCallsResultSchema, { id }, "It")).to.deep.equal({ id });
    expect(parseMessage(SendCallsResultSchema, id, "It")).to.deep.equal({ id });
  });
});
