// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";

import {Administering} from "../common/Administering.sol";
import {ITrace} from "../interfaces/ITrace.sol";
import {Ledger, Store} from "../libraries/Ledger.sol";
import {Lines} from "../libraries/Lines.sol";
import {Account, DEFAULT_ADMIN, REGISTRAR, REGULATOR} from "../types/Account.sol";

/// @title Roles
/// @notice Who holds which role. A registrar grants the business roles but the regulator's, which is the default admin's
///         to grant, as the registrar's own is.
/// @dev OpenZeppelin's `AccessControl` decides; here each account's roles are mirrored in its word, so that a line costs
///      one read whatever the number of roles that may write its kind, and each change is a line.
abstract contract Roles is ITrace, Administering, AccessControlDefaultAdminRules {
    using Ledger for Store;

    /* CONSTANTS */

    /// @notice Grants and revokes business roles; it writes no lines of batches.
    bytes32 public constant REGISTRAR_ROLE = keccak256("REGISTRAR_ROLE");
    /// @notice Grows or makes what a batch is made of.
    bytes32 public constant PRODUCER_ROLE = keccak256("PRODUCER_ROLE");
    /// @notice Washes, packs, transforms.
    bytes32 public constant PROCESSOR_ROLE = keccak256("PROCESSOR_ROLE");
    /// @notice Stores and moves.
    bytes32 public constant CARRIER_ROLE = keccak256("CARRIER_ROLE");
    /// @notice Tests, evaluates, certifies.
    bytes32 public constant INSPECTOR_ROLE = keccak256("INSPECTOR_ROLE");
    /// @notice Sells to people: shops and pharmacies.
    bytes32 public constant RETAILER_ROLE = keccak256("RETAILER_ROLE");
    /// @notice Oversees.
    bytes32 public constant REGULATOR_ROLE = keccak256("REGULATOR_ROLE");

    /* CONSTRUCTION */

    /// @notice Makes the registrar the admin of the business roles but the regulator's.
    /// @param admin The default admin, handed over in two steps with 3 days' delay.
    /// @param registrar The first holder of `REGISTRAR_ROLE`.
    constructor(address admin, address registrar) AccessControlDefaultAdminRules(3 days, admin) {
        _setRoleAdmin(PRODUCER_ROLE, REGISTRAR_ROLE);
        _setRoleAdmin(PROCESSOR_ROLE, REGISTRAR_ROLE);
        _setRoleAdmin(CARRIER_ROLE, REGISTRAR_ROLE);
        _setRoleAdmin(INSPECTOR_ROLE, REGISTRAR_ROLE);
        _setRoleAdmin(RETAILER_ROLE, REGISTRAR_ROLE);
        _grantRole(REGISTRAR_ROLE, registrar);
    }

    /* TERMS */

    /// @notice Whether an account has a role now, which ends with its term.
    /// @param role The role.
    /// @param account The account.
    /// @return True if it has.
    function hasRole(bytes32 role, address account)
        public
        view
        override(AccessControl, IAccessControl)
        returns (bool)
    {
        if (!super.hasRole(role, account)) return false;
        uint256 bit = _bitOf(role);
        return bit == DEFAULT_ADMIN || _store.accounts[account].rolesAt(block.timestamp) & bit != 0;
    }

    /* LINES */

    /// @dev Each change of the default admin's, as OpenZeppelin schedules it, is a line as well.
    function _beginDefaultAdminTransfer(address newAdmin) internal override {
        if (newAdmin == address(this)) revert InvalidAccount(newAdmin);
        super._beginDefaultAdminTransfer(newAdmin);
        (, uint48 schedule) = pendingDefaultAdmin();
        _writeAbout(AdminTransferSet.selector, newAdmin, schedule);
    }

    function _cancelDefaultAdminTransfer() internal override {
        super._cancelDefaultAdminTransfer();
        _writeAbout(AdminTransferSet.selector, address(0), 0);
    }

    function _changeDefaultAdminDelay(uint48 newDelay) internal override {
        super._changeDefaultAdminDelay(newDelay);
        (, uint48 schedule) = pendingDefaultAdminDelay();
        _writeDelay(newDelay, schedule);
    }

    function _rollbackDefaultAdminDelay() internal override {
        super._rollbackDefaultAdminDelay();
        _writeDelay(0, 0);
    }

    /// @notice Grants a role, and mirrors it.
    /// @param role The role.
    /// @param account Who gets it.
    /// @return granted False if the account had it already.
    function _grantRole(bytes32 role, address account) internal override returns (bool granted) {
        if (account == address(this)) revert InvalidAccount(account);
        granted = super._grantRole(role, account);
        if (!granted) return false;
        Account word = _store.accounts[account];
        if (word.index() == 0) word = word.withIndex(uint40(_store.nextLine()));
        _setAccount(account, word.withRoles(word.roles() | _bitOf(role)));
    }

    /// @notice Revokes a role, also one whose term is over.
    /// @param role The role.
    /// @param account Who loses it.
    /// @return revoked False if the account did not have it.
    function _revokeRole(bytes32 role, address account) internal override returns (bool revoked) {
        Account word = _store.accounts[account];
        // OpenZeppelin's takes away only what `hasRole` sees.
        _store.accounts[account] = Account.wrap(word.roles() & _bitOf(role));
        revoked = super._revokeRole(role, account);
        _store.accounts[account] = word;
        if (revoked) _setAccount(account, word.withRoles(word.roles() & ~_bitOf(role)));
    }

    /* INTERNALS */

    function _writeDelay(uint48 delay, uint48 effectiveFrom) private {
        bytes memory log = abi.encode(
            AdminDelaySet.selector,
            uint256(uint160(msg.sender)),
            _store.nextLine(),
            block.timestamp,
            uint256(delay),
            uint256(effectiveFrom)
        );
        _store.fold(Lines.encoded(2, log));
    }

    /// @dev A role's bit in a set of roles.
    function _bitOf(bytes32 role) private pure returns (uint256) {
        if (role == DEFAULT_ADMIN_ROLE) return DEFAULT_ADMIN;
        if (role == REGISTRAR_ROLE) return REGISTRAR;
        if (role == PRODUCER_ROLE) return 1;
        if (role == PROCESSOR_ROLE) return 2;
        if (role == CARRIER_ROLE) return 4;
        if (role == INSPECTOR_ROLE) return 8;
        if (role == RETAILER_ROLE) return 16;
        if (role == REGULATOR_ROLE) return REGULATOR;
        return 0;
    }
}
