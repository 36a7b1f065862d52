// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";

/// @title Tells what calls would change of what an account has
/// @notice Not part of any account, and never called in a transaction. A page that asks a person to approve calls runs this code
///         in the account's place, by `eth_call` with the account's `code` overridden: the calls come from the account then,
///         and nothing of them lasts.
contract CallPreview is ERC721Holder, ERC1155Holder {
    /// @notice A call to try.
    struct Call {
        address target;
        /// Wei.
        uint256 value;
        bytes data;
    }

    /// @notice Something to watch: what the account has of a token, or what a spender may take of it.
    struct Holding {
        /// The token; zero for ETH.
        address token;
        /// Who may take it; zero for what the account has.
        address spender;
    }

    /// @dev Call number `index` fails, and what it says.
    error CallFails(uint256 index, bytes reason);

    /// @notice Receives ETH, as an account does.
    receive() external payable {}

    /// @notice Makes calls, in their order, and tells amounts before and after them, in the tokens' smallest units. A token that
    ///         does not answer counts as nothing.
    /// @dev Reverts with `CallFails` at the first call that fails: calls of an account happen all or not at all.
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

    function _amounts(Holding[] calldata holdings) private view returns (uint256[] memory amounts) {
        amounts = new uint256[](holdings.length);
        for (uint256 i = 0; i < holdings.length; ++i) amounts[i] = _amount(holdings[i]);
    }

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
