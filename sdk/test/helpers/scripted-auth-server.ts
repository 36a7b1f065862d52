import { randomUUID } from "node:crypto";
import { createWalletClient, encodeFunctionData, hexToBigInt, type Address, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { signMessage, signTypedData } from "viem/experimental/erc7739";
import { createSiweMessage } from "viem/siwe";
import { sessionKeyModuleAbi } from "../../src/abi/index.js";
import { createAccountClient } from "../../src/account-client/create-account-client.js";
import type { Communicator } from "../../src/communicator/index.js";
import { serializeError, standardErrors } from "../../src/errors/index.js";
import {
  parseRequest,
  type Message,
  type ParsedRequest,
  type RequestMethod,
  type SignInRequest,
} from "../../src/messages/index.js";
import {
  encodeSession,
  encodeSessionBatch,
  formatSessionPreferences,
  getSessionHash,
  toSessionConfigJSON,
  type SessionPreferences,
  type SessionSpec,
} from "../../src/session/index.js";
import { signerOf } from "../../src/session-key/index.js";
import { encodeModuleData } from "../../src/utils/index.js";
import { toAccountRequest } from "../../src/provider/account-request.js";
import { readCapabilities } from "../../src/provider/capabilities.js";
import type { LocalChain } from "./local-chain.js";
import { deployOwnedAccount, type OwnedAccount } from "./owned-account.js";

/** The requesting origin, as a browser would name it. */
export const APP_HOST = "app.example";

type Params<method extends RequestMethod> = Extract<ParsedRequest, { method: method }>["params"];

/**
 * Answers as the auth server of a person who approves everything: with an account on a test's chain that is
 * deployed with the first session, and an owner's key that signs.
 */
export class ScriptedAuthServer implements Communicator {
  /** The requests, in order. */
  readonly requests: ParsedRequest[] = [];
  /** How many times the connection was opened: a popup, to a person. */
  opened = 0;
  /** Called before each answer; throws what the person or the server refuses. */
  review: (request: ParsedRequest) => void = () => undefined;
  /** Changes the preferences as the person does before approving. */
  adjust: (preferences: SessionPreferences) => SessionPreferences = (preferences) => preferences;
  /** What the person is made to approve, whatever was requested. */
  widen: (session: SessionSpec) => SessionSpec = (session) => session;
  /** The key that an older auth server hands over with a session; the session's own if not given. */
  handedOverKey: Hex | undefined;
  /** Whether it answers `wallet_connect` as if no session had been requested. */
  answersWithoutSession = false;
  account: OwnedAccount | undefined;
  readonly #chain: LocalChain;

  constructor(chain: LocalChain) {
    this.#chain = chain;
  }

  postMessage = (): void => undefined;

  onMessage = <M extends Message>(): Promise<M> => new Promise(() => undefined);

  ready = (): Promise<void> => {
    this.opened++;
    return Promise.resolve();
  };

  postRequestAndWaitForResponse = async <M extends Message>(
    message: Message & { id: string },
  ): Promise<M> => {
    const answer = { id: randomUUID(), requestId: message.id };
    try {
      // As a window would receive it.
      const request = parseRequest(structuredClone(message));
      this.requests.push(request);
      this.review(request);
      return { ...answer, content: { result: await this.#answer(request) } } as unknown as M;
    } catch (error) {
      return { ...answer, content: { error: serializeError(error) } } as unknown as M;
    }
  };

  /** The chains of the requests, in order. */
  get chainIds(): number[] {
    return this.requests.map(({ chainId }) => chainId);
  }

  /** The methods of the requests, in order. */
  get methods(): string[] {
    return this.requests.map(({ method }) => method);
  }

  /** Closes a session without a request, as a person does on their own page. */
  async revoke(sessionHash: Hex): Promise<void> {
    const args = [sessionHash] as const;
    const data = encodeFunctionData({ abi: sessionKeyModuleAbi, functionName: "revokeKey", args });
    await this.#confirmed(await this.#client().sendTransaction({ to: this.#chain.contracts.session, data }));
  }

  #answer(request: ParsedRequest): Promise<unknown> {
    switch (request.method) {
      case "eth_requestAccounts":
        return this.#connectAsPublished(request.params);
      case "wallet_connect":
        return this.#connect(request.params);
      case "wallet_disconnect":
        return this.#revoke(request.params);
      case "eth_sendTransaction":
        return this.#client().sendTransaction(
          toAccountRequest(request.params[0], {
            address: this.#signedIn().address,
            chainId: this.#chain.chain.id,
          }) as never,
        );
      case "eth_signTransaction":
        return Promise.resolve("0x71");
      case "wallet_sendCalls":
        return this.#sendCalls(request.params);
      case "wallet_showCallsStatus":
        return Promise.resolve(null);
      case "personal_sign":
        return this.#sign(request.params[0]);
      case "eth_signTypedData_v4":
        return this.#signTypedData(request.params[1]);
      default:
        throw standardErrors.rpc.methodNotSupported();
    }
  }

  async #connect([{ capabilities }]: Params<"wallet_connect">) {
    const { session: asked, signInWithEthereum } = capabilities;
    const session = asked && (await this.#open(asked.preferences, signerOf(asked.key)));
    const { address } = await this.#deployed();
    const granted = session && {
      sessionConfig: toSessionConfigJSON(session),
      sessionHash: getSessionHash(session),
      adjusted: [],
      contracts: { session: this.#chain.contracts.session },
    };
    const signedIn = signInWithEthereum && (await this.#signIn(signInWithEthereum, address));
    const answered = {
      ...(granted && !this.answersWithoutSession && { session: granted }),
      ...(signedIn && { signInWithEthereum: signedIn }),
    };
    return {
      accounts: [{ address, capabilities: answered }],
      chainIds: [`0x${this.#chain.chain.id.toString(16)}`],
    };
  }

  async #connectAsPublished({ sessionPreferences }: Params<"eth_requestAccounts">) {
    const sessionKey = generatePrivateKey();
    const session =
      sessionPreferences && (await this.#open(sessionPreferences, privateKeyToAccount(sessionKey).address));
    const { address } = await this.#deployed();
    const { id } = this.#chain.chain;
    return {
      account: {
        address,
        activeChainId: id,
        ...(session && {
          session: {
            sessionKey: this.handedOverKey ?? sessionKey,
            sessionConfig: toSessionConfigJSON(session),
          },
        }),
      },
      chainsInfo: [{ id, capabilities: {}, contracts: { session: this.#chain.contracts.session } }],
    };
  }

  /** Returns the account, deploying it ready for sessions if there is none yet. */
  async #deployed(): Promise<OwnedAccount> {
    const module = encodeModuleData({ address: this.#chain.contracts.session, parameters: "0x" });
    return (this.account ??= await deployOwnedAccount(this.#chain, [module]));
  }

  /** Opens a session, together with the account if there is none yet. */
  async #open(preferences: SessionPreferences, signer: Address): Promise<SessionSpec> {
    const { timestamp: now } = await this.#chain.publicClient.getBlock();
    const defaults = {
      expiresAt: now + 86_400n,
      feeLimit: { limitType: 1 as const, limit: 10n ** 17n, period: 0n },
    };
    const session = this.widen({
      signer,
      ...formatSessionPreferences(this.adjust(preferences), defaults, { now }),
    });
    const module = this.#chain.contracts.session;
    if (this.account) {
      const data = encodeFunctionData({
        abi: sessionKeyModuleAbi,
        functionName: "createSession",
        args: [session],
      });
      await this.#confirmed(await this.#client().sendTransaction({ to: module, data }));
    } else {
      const installed = encodeModuleData({ address: module, parameters: encodeSession(session) });
      this.account = await deployOwnedAccount(this.#chain, [installed]);
    }
    return session;
  }

  async #revoke([options]: Params<"wallet_disconnect">) {
    if (options?.revoke && options.sessionHash) await this.revoke(options.sessionHash);
    return null;
  }

  async #sendCalls([request]: Params<"wallet_sendCalls">) {
    const { calls, from } = request;
    const batch = calls.map(({ to, value, data }) => ({
      to: to!,
      value: value === undefined ? 0n : hexToBigInt(value),
      data: data ?? "0x",
    }));
    const transaction = { to: from!, data: encodeSessionBatch(batch), ...readCapabilities(request) };
    return { id: await this.#client().sendTransaction(transaction as never) };
  }

  async #signIn({ nonce, statement }: SignInRequest, address: Address) {
    const message = createSiweMessage({
      address,
      chainId: this.#chain.chain.id,
      domain: APP_HOST,
      nonce,
      uri: `https://${APP_HOST}`,
      version: "1",
      ...(statement !== undefined && { statement }),
    });
    return { message, signature: await this.#sign({ text: message }) };
  }

  #sign(message: Hex | { readonly text: string }): Promise<Hex> {
    const { address, owner } = this.#signedIn();
    const signed = typeof message === "string" ? { raw: message } : message.text;
    return signMessage(this.#ownerClient(), { account: owner, message: signed, verifier: address });
  }

  #signTypedData(typedData: unknown): Promise<Hex> {
    const { address, owner } = this.#signedIn();
    const parsed = (typeof typedData === "string" ? JSON.parse(typedData) : typedData) as object;
    return signTypedData(this.#ownerClient(), { ...parsed, account: owner, verifier: address } as never);
  }

  #signedIn(): OwnedAccount {
    if (!this.account) throw standardErrors.provider.unauthorized();
    return this.account;
  }

  #ownerClient() {
    return createWalletClient({ chain: this.#chain.chain, transport: this.#chain.transport() });
  }

  #client() {
    const { owner, signer } = this.#signedIn();
    return createAccountClient({
      chain: this.#chain.chain,
      transport: this.#chain.transport(),
      account: owner,
      signer,
      pollingInterval: 10,
    });
  }

  async #confirmed(hash: Hex): Promise<void> {
    const { status } = await this.#chain.publicClient.waitForTransactionReceipt({ hash });
    if (status !== "success") throw new Error(`${hash} was reverted`);
  }
}
