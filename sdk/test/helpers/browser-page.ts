import type { Authenticator } from "../../src/passkey/authenticator.js";
import { toBase64Url } from "../../src/passkey/base64url.js";

interface PublicKeyOptions {
  challenge: Uint8Array;
  user?: { id: Uint8Array };
  excludeCredentials?: { id: Uint8Array }[];
  allowCredentials?: { id: Uint8Array }[];
}

/**
 * Makes this process look like a browser's page: `location`, and `navigator.credentials` backed by an
 * authenticator.
 *
 * @returns a function that undoes it
 */
export function openPage(origin: string, authenticator: Authenticator): () => void {
  const replaced = {
    location: { origin, hostname: new URL(origin).hostname },
    navigator: { credentials: credentialsOf(authenticator) },
  };
  const before = Object.keys(replaced).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(replaced))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  return () => {
    for (const [name, descriptor] of before)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
  };
}

function credentialsOf(authenticator: Authenticator) {
  return {
    create: async ({ publicKey }: { publicKey: PublicKeyOptions }) =>
      withBuffers(await authenticator.create(toJson(publicKey) as never)),
    get: async ({ publicKey }: { publicKey: PublicKeyOptions }) =>
      withBuffers(await authenticator.get(toJson(publicKey) as never)),
  };
}

function toJson({ challenge, user, excludeCredentials, allowCredentials, ...options }: PublicKeyOptions) {
  const ids = (list: { id: Uint8Array }[] | undefined) =>
    list?.map((each) => ({ ...each, id: toBase64Url(each.id) }));
  return {
    ...options,
    challenge: toBase64Url(challenge),
    ...(user && { user: { ...user, id: toBase64Url(user.id) } }),
    ...(excludeCredentials && { excludeCredentials: ids(excludeCredentials) }),
    ...(allowCredentials && { allowCredentials: ids(allowCredentials) }),
  };
}

/** Returns a credential as browsers do, with bytes instead of base64url. */
function withBuffers({
  response,
  clientExtensionResults,
  ...credential
}: Awaited<ReturnType<Authenticator["get" | "create"]>>) {
  const entries = Object.entries(response).filter(([, value]) => typeof value === "string");
  const buffers = entries.map(([name, value]) => [
    name,
    Uint8Array.from(Buffer.from(String(value), "base64url")).buffer,
  ]);
  const transports = "transports" in response ? response.transports : undefined;
  return {
    ...credential,
    response: { ...Object.fromEntries(buffers), getTransports: () => transports },
    getClientExtensionResults: () => clientExtensionResults,
  };
}
