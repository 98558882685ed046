// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Signatures} from "./Signatures.sol";
import {Ledger, Store} from "../libraries/Ledger.sol";
import {Lines} from "../libraries/Lines.sol";
import {Account} from "../types/Account.sol";

/// @title Administering
/// @notice How lines of administration are written: they are part of the chain as those of batches are.
abstract contract Administering is Signatures {
    using Ledger for Store;

    /// @dev Writes the line of an account's new roles or term.
    function _setAccount(address account, Account word) internal {
        _store.accounts[account] = word;
        bytes memory log = abi.encode(
            RolesSet.selector,
            uint256(uint160(account)),
            uint256(uint160(msg.sender)),
            _store.nextLine(),
            block.timestamp,
            word.roles(),
            uint256(word.validUntil())
        );
        _store.fold(Lines.encoded(3, log));
    }

    /// @dev Writes a line of administration about an account, by the sender, with one word more.
    function _writeAbout(bytes32 selector, address about, uint256 word) internal {
        bytes memory log =
            abi.encode(selector, uint256(uint160(about)), uint256(uint160(msg.sender)), _store.nextLine(), block.timestamp, word);
        _store.fold(Lines.encoded(3, log));
    }
}
