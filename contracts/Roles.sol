// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";

import {ITrace} from "./ITrace.sol";
import {Kind} from "./types/Kind.sol";

/// @title Roles
/// @notice Who holds which of the six business roles, now and ever.
/// @dev OpenZeppelin's `AccessControl` decides; here each account's business roles are mirrored as one word, so that a
///      line costs one read whatever the number of roles that may write its kind.
abstract contract Roles is ITrace, AccessControlDefaultAdminRules {
    /* CONSTANTS */

    /// @notice Grants and revokes the six business roles; it writes no lines itself.
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

    uint256 private constant COUNT = 6;
    uint256 private constant EVER_OFFSET = 128;

    uint256 private constant REGULATOR_BIT = 1 << 5;

    /// @dev The set of all six.
    uint256 internal constant ALL_ROLES = (1 << COUNT) - 1;

    /* STORAGE */

    /// @dev Low half: held now. High half: ever held.
    mapping(address account => uint256 roles) private _rolesOf;

    /* CONSTRUCTION */

    /// @notice Makes the registrar the admin of all business roles.
    /// @param admin The default admin, handed over in two steps with 3 days' delay; also makes and unmakes registrars.
    /// @param registrar The first holder of `REGISTRAR_ROLE`.
    constructor(address admin, address registrar) AccessControlDefaultAdminRules(3 days, admin) {
        for (uint256 i = 0; i < COUNT; ++i) {
            _setRoleAdmin(_roleAt(i), REGISTRAR_ROLE);
        }
        _grantRole(REGISTRAR_ROLE, registrar);
    }

    /* VIEWS */

    /// @inheritdoc ITrace
    function rolesOf(address account) external view returns (uint256 current, uint256 ever) {
        uint256 roles = _rolesOf[account];
        return (uint128(roles), roles >> EVER_OFFSET);
    }

    /* INTERNALS */

    /// @dev `roles` has bits in the low half only, which cuts off the "ever held" half.
    function _checkActor(address actor, uint256 roles, Kind kind) internal view {
        if (_rolesOf[actor] & roles == 0) revert UnauthorizedActor(actor, kind);
    }

    /// @dev Whether an account holds `REGULATOR_ROLE` now.
    function _isRegulator(address account) internal view returns (bool) {
        return _rolesOf[account] & REGULATOR_BIT != 0;
    }

    /// @notice Grants a role, and mirrors it if it is one of the six.
    /// @param role The role.
    /// @param account Who gets it.
    /// @return granted False if the account had it already.
    function _grantRole(bytes32 role, address account) internal override returns (bool granted) {
        granted = super._grantRole(role, account);
        uint256 bit = _bitOf(role);
        if (granted && bit != 0) _rolesOf[account] |= bit | (bit << EVER_OFFSET);
    }

    /// @notice Revokes a role; what was ever held stays noted.
    /// @param role The role.
    /// @param account Who loses it.
    /// @return revoked False if the account did not have it.
    function _revokeRole(bytes32 role, address account) internal override returns (bool revoked) {
        revoked = super._revokeRole(role, account);
        uint256 bit = _bitOf(role);
        if (revoked && bit != 0) _rolesOf[account] &= ~bit;
    }

    /// @dev A business role's bit in a set of roles; 0 for any other role.
    function _bitOf(bytes32 role) private pure returns (uint256) {
        for (uint256 i = 0; i < COUNT; ++i) {
            if (_roleAt(i) == role) return 1 << i;
        }
        return 0;
    }

    /// @dev The order is that of the bits in `KindRole`.
    function _roleAt(uint256 index) private pure returns (bytes32) {
        if (index == 0) return PRODUCER_ROLE;
        if (index == 1) return PROCESSOR_ROLE;
        if (index == 2) return CARRIER_ROLE;
        if (index == 3) return INSPECTOR_ROLE;
        if (index == 4) return RETAILER_ROLE;
        return REGULATOR_ROLE;
    }
}
