// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Signatures} from "../common/Signatures.sol";
import {ITrace} from "../interfaces/ITrace.sol";
import {Acts} from "../libraries/Acts.sol";
import {AGENT, HEIR, Ledger, PARTY, Store} from "../libraries/Ledger.sol";
import {Lines} from "../libraries/Lines.sol";
import {hashOf} from "../libraries/Text.sol";
import {Account, REGISTRAR, REGULATOR} from "../types/Account.sol";

/// @title Profiles
/// @notice Under which profile an account goes, and what the contract knows of it.
abstract contract Profiles is ITrace, Signatures {
    using Ledger for Store;

    /* VERBS */

    /// @inheritdoc ITrace
    function describeAccount(address account, bytes32 digest) external {
        address actor = _actor();
        uint256 roles = 0;
        if (actor != account) {
            roles = _store.accounts[actor].rolesAt(block.timestamp) & (REGISTRAR | REGULATOR);
            if (roles == 0) revert NotRegistrar(actor);
        }
        bytes memory log = abi.encode(
            AccountDescribed.selector,
            uint256(uint160(account)),
            uint256(uint160(actor)),
            _store.nextLine(),
            block.timestamp,
            uint256(digest),
            roles
        );
        _store.fold(Lines.encoded(3, log));
        if (_isBrought()) _check(abi.encode(Acts.DESCRIBE_ACCOUNT, account, digest));
    }

    /* VIEWS */

    /// @inheritdoc ITrace
    function accountOf(address account) external view returns (AccountView memory) {
        Account word = _store.accounts[account];
        return AccountView({
            roles: uint16(word.roles()),
            validUntil: word.validUntil(),
            index: word.index(),
            nextNonce: word.nextNonce(),
            window: uint120(Account.unwrap(word) >> 136)
        });
    }

    /// @inheritdoc ITrace
    function standingOf(bytes32 id, address custodian, address account)
        external
        view
        returns (bool isParty, bool isAgent)
    {
        uint256 bits = _store.standingWith(id, custodian, account);
        return (bits & PARTY != 0, bits & (AGENT | HEIR) != 0);
    }

    /// @inheritdoc ITrace
    function isNonceFree(address account, uint40 nonce) external view returns (bool) {
        return _store.accounts[account].isNonceFree(nonce);
    }

    /// @inheritdoc ITrace
    function namespaceOwner(string calldata name) external view returns (address) {
        return _store.namespaces[hashOf(name)];
    }
}
