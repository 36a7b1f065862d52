import { expect } from "chai";
import { missingTests } from "../../helpers/project/test-titles";
import { ERC7579 } from "./account-promises/erc7579";
import { FACTORY_AND_UPGRADES } from "./account-promises/factory-and-upgrades";
import { KEYS_AND_MODULES } from "./account-promises/keys-and-modules";
import { NATIVE_ACCOUNTS } from "./account-promises/native-accounts";

const PARTS = {
  "ERC-7579 in full": ERC7579,
  "Native account abstraction in full": NATIVE_ACCOUNTS,
  "Owners, validators, hooks, and what they sign": KEYS_AND_MODULES,
  "Factory, upgrades, and the whole": FACTORY_AND_UPGRADES,
};

/** What was asked of the account and its factory, clause by clause. */
describe("What the account and the factory promise", () => {
  for (const [part, promises] of Object.entries(PARTS)) {
    describe(part, () => {
      for (const { sentence, tests } of promises) {
        it(`has tests for: ${sentence}`, () => {
          expect(Object.values(tests).flat()).to.not.have.length(0);
          expect(missingTests(tests)).to.deep.equal([]);
        });
      }
    });
  }
});
