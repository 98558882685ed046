// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Administering} from "../common/Administering.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {Ledger, Retirement, SET, Store} from "../libraries/Ledger.sol";
import {Lines} from "../libraries/Lines.sol";
import {Account, BUSINESS_ROLES, DEFAULT_ADMIN, HOLDER, REGISTRAR, REGULATOR} from "../types/Account.sol";
import {Kind} from "../types/Kind.sol";
import {KINDS_DIFFER, PAUSED, RETIRED, Shared} from "../types/Shared.sol";

/// @title Administration
/// @notice Terms, kinds, the pause and the end. None of it can be signed for another to bring.
abstract contract Administration is ITraceExtension, Administering {
    using Ledger for Store;

    /* CONSTANTS */

    uint256 private constant NOTICE = 3 days;

    /* MODIFIERS */

    /// @dev The default admin, as AccessControl has it and the account's word mirrors.
    modifier onlyAdmin() {
        if (_store.accounts[msg.sender].roles() & DEFAULT_ADMIN == 0) revert NotAdmin(msg.sender);
        _;
    }

    /* ADMINISTRATION */

    /// @inheritdoc ITraceExtension
    function setKindRole(Kind kind, uint256 roles) external onlyAdmin {
        if (!kind.isWellFormed() || kind.isWordOfLines()) revert InvalidKind(kind);
        if (roles & ~(BUSINESS_ROLES | HOLDER) != 0) revert InvalidRoles(roles);
        _store.kinds[kind] = roles | SET;
        _store.shared = _store.shared.withFlag(KINDS_DIFFER);
        uint256 line = _store.nextLine();
        uint256 actor = uint160(msg.sender);
        _store.fold(Lines.encoded(3, abi.encode(KindSet.selector, uint256(Kind.unwrap(kind)), actor, line, block.timestamp, roles)));
    }

    /// @inheritdoc ITraceExtension
    function setPaused(bool paused) external onlyAdmin {
        Shared shared = _store.shared;
        _store.shared = paused ? shared.withFlag(PAUSED) : shared.withoutFlag(PAUSED);
        uint256 line = _store.nextLine();
        uint256 actor = uint160(msg.sender);
        _store.fold(Lines.encoded(2, abi.encode(PauseSet.selector, actor, line, block.timestamp, paused ? uint256(1) : 0)));
    }

    /// @inheritdoc ITraceExtension
    function retire(address successor) external onlyAdmin {
        Retirement storage retired = _store.retirement;
        if (retired.from != 0) revert ContractRetired(retired.successor);
        if (successor == address(0) || successor == address(this)) revert InvalidAccount(successor);
        uint40 from = uint40(block.timestamp + NOTICE);
        _store.retirement = Retirement(successor, from);
        _store.shared = _store.shared.withFlag(RETIRED);
        _writeAbout(Retired.selector, successor, from);
    }

    /// @inheritdoc ITraceExtension
    function setTerm(address account, uint40 validUntil) external {
        Account word = _store.accounts[account];
        bool isHigh = word.roles() & (REGULATOR | REGISTRAR | DEFAULT_ADMIN) != 0;
        Account sender = _store.accounts[msg.sender];
        uint256 may = isHigh ? sender.roles() & DEFAULT_ADMIN : sender.rolesAt(block.timestamp) & REGISTRAR;
        if (may == 0) revert NotRegistrar(msg.sender);
        _setAccount(account, word.withValidUntil(validUntil));
    }
}
