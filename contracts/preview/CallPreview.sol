// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";

/// @title Previews what calls would change of an account's holdings
/// @notice Is not part of any account and is never called in a transaction. A page that asks a person to
/// approve calls runs this code in the account's place, by `eth_call` with the account's `code` overridden:
/// the calls then come from the account, and nothing they do lasts.
contract CallPreview is ERC721Holder, ERC1155Holder {
    /// @notice A call to try.
    struct Call {
        address target;
        /// Wei to send along.
        uint256 value;
        bytes data;
    }

    /// @notice Something to watch: the account's balance of a token, or what a spender may take of it.
    struct Holding {
        /// The token; zero for ETH.
        address token;
        /// Who may take it; zero to watch the account's balance.
        address spender;
    }

    /// @notice Thrown when a call fails: the account's transaction would fail as a whole, unless the call is
    /// one that creates a contract, which the chain takes from a transaction of the account alone.
    /// @param index the call's position in the list, from 0
    /// @param reason what it reverted with
    error CallFails(uint256 index, bytes reason);

    /// @notice Receives ETH, as an account does.
    receive() external payable {}

    /// @notice Makes the calls in order, and returns the amounts of all holdings before and after them, in
    /// the tokens' smallest units. A token that gives no answer counts as 0.
    /// @dev Anyone may call this. Reverts with `CallFails` at the first call that fails: an account's calls
    /// happen all or not at all.
    function preview(
        Call[] calldata calls,
        Holding[] calldata holdings
    ) external payable returns (uint256[] memory before, uint256[] memory afterwards) {
        before = _amounts(holdings);
        for (uint256 i = 0; i < calls.length; ++i) {
            Call calldata each = calls[i];
            (bool succeeded, bytes memory reason) = each.target.call{value: each.value}(each.data);
            if (!succeeded) revert CallFails(i, reason);
        }
        afterwards = _amounts(holdings);
    }

    /// @dev Returns the present amount of each holding.
    function _amounts(Holding[] calldata holdings) private view returns (uint256[] memory amounts) {
        amounts = new uint256[](holdings.length);
        for (uint256 i = 0; i < holdings.length; ++i) amounts[i] = _amount(holdings[i]);
    }

    /// @dev Returns a balance or an allowance; 0 if the token reverts or returns less than a word.
    function _amount(Holding calldata holding) private view returns (uint256) {
        if (holding.token == address(0)) return address(this).balance;
        bytes memory question =
            holding.spender == address(0)
                ? abi.encodeCall(IERC20.balanceOf, (address(this)))
                : abi.encodeCall(IERC20.allowance, (address(this), holding.spender));
        (bool succeeded, bytes memory answer) = holding.token.staticcall(question);
        return succeeded && answer.length >= 32 ? abi.decode(answer, (uint256)) : 0;
    }
}
