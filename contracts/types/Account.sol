// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What the contract knows of an account, in one storage slot.
/// @dev Layout, bit 0 lowest:
///      255..136 window: which of the last 120 nonces were used, bit 0 for `next` - 1 | 135..96 next nonce | 95..56 index
///      | 55..16 last second at which its business roles hold, 0 for no end | 15..0 roles.
///      The index is the number of the line that first gave it a role: it stands for the address in `Holding`.
type Account is uint256;

using {
    roles,
    rolesAt,
    validUntil,
    index,
    nextNonce,
    isNonceFree,
    withRoles,
    withValidUntil,
    withIndex,
    withNonceUsed
} for Account global;

uint256 constant PRODUCER = 1 << 0;
uint256 constant PROCESSOR = 1 << 1;
uint256 constant CARRIER = 1 << 2;
uint256 constant INSPECTOR = 1 << 3;
uint256 constant RETAILER = 1 << 4;
uint256 constant REGULATOR = 1 << 5;
uint256 constant REGISTRAR = 1 << 6;
uint256 constant DEFAULT_ADMIN = 1 << 7;
/// @dev In a kind's set of roles: the holder of the batch may write it.
uint256 constant HOLDER = 1 << 8;

uint256 constant BUSINESS_ROLES = 0x3f;
uint256 constant ROLES_MASK = 0xffff;
uint256 constant VALID_UNTIL_OFFSET = 16;
uint256 constant INDEX_OFFSET = 56;
uint256 constant NONCE_OFFSET = 96;
uint256 constant WINDOW_OFFSET = 136;
uint256 constant WINDOW = 120;
uint256 constant FORTY_BITS = type(uint40).max;

/// @notice All roles, whether or not their term is over.
/// @param self The packed state.
/// @return The set.
function roles(Account self) pure returns (uint256) {
    return Account.unwrap(self) & ROLES_MASK;
}

/// @notice The business roles and the registrar's that hold at a time.
/// @param self The packed state.
/// @param time In seconds.
/// @return The set.
function rolesAt(Account self, uint256 time) pure returns (uint256) {
    uint256 until = self.validUntil();
    if (until != 0 && time > until) return 0;
    return Account.unwrap(self) & (BUSINESS_ROLES | REGISTRAR);
}

/// @notice The last second at which its roles hold; 0 for no end.
/// @param self The packed state.
/// @return In seconds.
function validUntil(Account self) pure returns (uint40) {
    return uint40(Account.unwrap(self) >> VALID_UNTIL_OFFSET);
}

/// @notice What stands for the account in a batch it made; 0 if it never held a role.
/// @param self The packed state.
/// @return The index.
function index(Account self) pure returns (uint40) {
    return uint40(Account.unwrap(self) >> INDEX_OFFSET);
}

/// @notice One more than the highest nonce that was used.
/// @param self The packed state.
/// @return The nonce.
function nextNonce(Account self) pure returns (uint40) {
    return uint40(Account.unwrap(self) >> NONCE_OFFSET);
}

/// @notice Whether a nonce can still be used: an unused one of the last 120, or at most 119 ahead of the next.
/// @param self The packed state.
/// @param nonce The nonce.
/// @return True if it can.
function isNonceFree(Account self, uint256 nonce) pure returns (bool) {
    uint256 next = self.nextNonce();
    unchecked {
        if (nonce >= next) return nonce - next < WINDOW && nonce < FORTY_BITS;
        uint256 age = next - 1 - nonce;
        return age < WINDOW && (Account.unwrap(self) >> (WINDOW_OFFSET + age)) & 1 == 0;
    }
}

/// @notice The state with another set of roles.
/// @param self The packed state.
/// @param set The set.
/// @return The state after that.
function withRoles(Account self, uint256 set) pure returns (Account) {
    return Account.wrap((Account.unwrap(self) & ~ROLES_MASK) | set);
}

/// @notice The state with another end of its term.
/// @param self The packed state.
/// @param until Last second, or 0 for no end.
/// @return The state after that.
function withValidUntil(Account self, uint40 until) pure returns (Account) {
    uint256 rest = Account.unwrap(self) & ~(FORTY_BITS << VALID_UNTIL_OFFSET);
    return Account.wrap(rest | (uint256(until) << VALID_UNTIL_OFFSET));
}

/// @notice The state with another index.
/// @param self The packed state.
/// @param value The index.
/// @return The state after that.
function withIndex(Account self, uint40 value) pure returns (Account) {
    uint256 rest = Account.unwrap(self) & ~(FORTY_BITS << INDEX_OFFSET);
    return Account.wrap(rest | (uint256(value) << INDEX_OFFSET));
}

/// @notice The state with a nonce used up, which must be free.
/// @param self The packed state.
/// @param nonce The nonce.
/// @return The state after that.
function withNonceUsed(Account self, uint256 nonce) pure returns (Account) {
    unchecked {
        uint256 packed = Account.unwrap(self);
        uint256 next = self.nextNonce();
        if (nonce < next) return Account.wrap(packed | (1 << (WINDOW_OFFSET + next - 1 - nonce)));
        // The oldest nonces leave the window at its upper end.
        uint256 window = ((packed >> WINDOW_OFFSET) << (nonce + 1 - next)) | 1;
        uint256 rest = packed & ((1 << NONCE_OFFSET) - 1);
        return Account.wrap(rest | ((nonce + 1) << NONCE_OFFSET) | (window << WINDOW_OFFSET));
    }
}
