// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Signatures} from "../common/Signatures.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {Acts} from "../libraries/Acts.sol";
import {AGENT, HEIR, Ledger, PARTY, Store} from "../libraries/Ledger.sol";
import {Lines} from "../libraries/Lines.sol";
import {MAXIMUM_NAMESPACE, hashOf, isName} from "../libraries/Text.sol";
import {Account, DEFAULT_ADMIN, REGISTRAR} from "../types/Account.sol";

/// @title Accounts
/// @notice Who may write for whom, and whose the namespaces are.
abstract contract Accounts is ITraceExtension, Signatures {
    using Ledger for Store;

    /* STANDING */

    /// @inheritdoc ITraceExtension
    function setParty(bytes32 id, address custodian, address account, bool admitted) external {
        address actor = _actor();
        if (!_store.isHolder(custodian, actor)) revert NotHolder(id, actor);
        _checkAccount(account);
        bytes32 key = id == 0 ? Ledger.keyOf(custodian, account) : Ledger.keyOf(id, custodian, account);
        _setStanding(key, PARTY, admitted);
        bytes memory log = abi.encode(
            PartySet.selector,
            uint256(uint160(account)),
            uint256(id),
            uint256(uint160(actor)),
            _store.nextLine(),
            block.timestamp,
            uint256(uint160(custodian)),
            admitted
        );
        _store.fold(Lines.encoded(4, log));
        if (_isBrought()) _check(abi.encode(Acts.SET_PARTY, id, custodian, account, admitted));
    }

    /// @inheritdoc ITraceExtension
    function setAgent(address account, bool added) external {
        address actor = _actor();
        _checkAccount(account);
        _setStanding(Ledger.keyOf(actor, account), AGENT, added);
        _writeBetween(AgentSet.selector, actor, account, actor, added);
        if (_isBrought()) _check(abi.encode(Acts.SET_AGENT, account, added));
    }

    /* MOVING */

    /// @inheritdoc ITraceExtension
    function moveAccount(address to) external {
        address actor = _actor();
        if (to == address(this) || to == actor) revert InvalidAccount(to);
        _store.moves[actor] = to;
        _writeBetween(AccountMoved.selector, actor, to, actor, false);
        if (_isBrought()) _check(abi.encode(Acts.MOVE_ACCOUNT, to));
    }

    /// @inheritdoc ITraceExtension
    function acceptAccount(address from) external {
        address actor = _actor();
        if (_store.moves[from] != actor) revert InvalidAccount(from);
        delete _store.moves[from];
        _setStanding(Ledger.keyOf(from, actor), HEIR, true);
        Account old = _store.accounts[from];
        Account word = _store.accounts[actor];
        uint40 index = old.index();
        _store.accounts[from] = old.withIndex(0);
        if (word.index() == 0) _store.accounts[actor] = word.withIndex(index);
        else if (index != 0) _store.successors[index] = word.index();
        _writeBetween(AccountMoved.selector, from, actor, actor, true);
        if (_isBrought()) _check(abi.encode(Acts.ACCEPT_ACCOUNT, from));
    }

    /* NAMESPACES AND NONCES */

    /// @inheritdoc ITraceExtension
    function setNamespace(string calldata name, address owner) external {
        address actor = _actor();
        if (!isName(name, MAXIMUM_NAMESPACE)) revert InvalidNamespace();
        _checkAccount(owner);
        bytes32 key = hashOf(name);
        address before = _store.namespaces[key];
        bool isFree = before == address(0) && _store.accounts[actor].rolesAt(block.timestamp) & REGISTRAR != 0;
        bool isOwned = before != address(0) && (before == actor || _store.accounts[actor].roles() & DEFAULT_ADMIN != 0);
        if (!isFree && !isOwned) revert NamespaceTaken(before);
        _store.namespaces[key] = owner;
        bytes memory log =
            abi.encode(NamespaceSet.selector, owner, actor, _store.nextLine(), block.timestamp, name);
        Lines.rebase(log, 5, -0x60);
        _store.fold(Lines.encoded(3, log));
        if (_isBrought()) _check(abi.encode(Acts.SET_NAMESPACE, key, owner));
    }

    /// @inheritdoc ITraceExtension
    function voidNonce(uint40 nonce) external {
        address actor = _actor();
        bytes memory log = abi.encode(
            NonceVoided.selector, uint256(uint160(actor)), _store.nextLine(), block.timestamp, uint256(nonce)
        );
        _store.fold(Lines.encoded(2, log));
        if (!_isBrought()) return _useNonce(actor, nonce);
        if (nonce != _nonce()) revert InvalidNonce(actor, nonce);
        _check(abi.encode(Acts.VOID_NONCE));
    }

    /* INTERNALS */

    function _checkAccount(address account) private view {
        if (account == address(0) || account == address(this)) revert InvalidAccount(account);
    }

    function _setStanding(bytes32 key, uint256 bit, bool value) private {
        uint256 bits = _store.standing[key];
        _store.standing[key] = value ? bits | bit : bits & ~bit;
    }

    /// @dev Writes a line about two accounts.
    function _writeBetween(bytes32 selector, address one, address other, address actor, bool value) private {
        bytes memory log = abi.encode(
            selector,
            uint256(uint160(one)),
            uint256(uint160(other)),
            uint256(uint160(actor)),
            _store.nextLine(),
            block.timestamp,
            value
        );
        _store.fold(Lines.encoded(4, log));
    }
}
