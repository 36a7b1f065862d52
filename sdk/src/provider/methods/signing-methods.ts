import { parseMessage } from "../../messages/parse-message.js";
import { PersonalSignParamsSchema, SignTypedDataParamsSchema } from "../../messages/transaction-schemas.js";
import { checkSender } from "../account-request.js";
import type { ProviderCore } from "../provider-core.js";
import type { MethodTable } from "./method-table.js";

/** Has messages and typed data signed: by the owner, at the auth server, for no session may. */
export function signingMethods(core: ProviderCore): MethodTable<"personal_sign" | "eth_signTypedData_v4"> {
  return {
    personal_sign: async (params, opening) => {
      const account = core.account("personal_sign");
      const parsed = parseMessage(PersonalSignParamsSchema, params, "The request personal_sign");
      checkSender(parsed[1], account);
      return core.ask("personal_sign", parsed, opening);
    },

    eth_signTypedData_v4: async (params, opening) => {
      const account = core.account("eth_signTypedData_v4");
      const parsed = parseMessage(SignTypedDataParamsSchema, params, "The request eth_signTypedData_v4");
      checkSender(parsed[0], account);
      return core.ask("eth_signTypedData_v4", parsed, opening);
    },
  };
}
