import { expect } from "chai";
import { hexlify, randomBytes } from "ethers";
import { accountStage, ownedAccount, STARTING_BALANCE } from "../../helpers/accounts/account-fixture";
import { fund } from "../../helpers/chain/fund";

describe("ERC7579Account: receiving", () => {
  it("accepts ETH and answers the callbacks of safe token transfers", async () => {
    const stage = await accountStage();
    const { address, contract, provider } = await ownedAccount(stage);
    await fund(stage.deployer, address, 11n);
    expect(await provider.getBalance(address)).to.equal(STARTING_BALANCE + 11n);

    const anyone = hexlify(randomBytes(20));
    const [erc721, single, batch] = await Promise.all([
      contract.onERC721Received(anyone, anyone, 1n, "0x"),
      contract.onERC1155Received(anyone, anyone, 1n, 1n, "0x"),
      contract.onERC1155BatchReceived(anyone, anyone, [1n], [1n], "0x"),
    ]);
    expect([erc721, single, batch]).to.deep.equal(["0x150b7a02", "0xf23a6e61", "0xbc197c81"]);
  });
});
