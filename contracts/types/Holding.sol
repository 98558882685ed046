// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice Who holds a batch, how much of it there is, and who made it, in one storage slot: what a hand-over changes.
/// @dev Layout, bit 0 lowest: 255..216 the maker's index | 215..160 quantity | 159..0 custodian.
type Holding is uint256;

using {custodian, quantity, maker, withCustodian, withQuantity} for Holding global;

uint256 constant QUANTITY_OFFSET = 160;
uint256 constant MAKER_OFFSET = 216;
uint256 constant CUSTODIAN_MASK = type(uint160).max;
uint256 constant QUANTITY_MASK = uint256(type(uint56).max) << QUANTITY_OFFSET;

/// @notice The holding of a new batch.
/// @param holder Its first custodian.
/// @param amount Quantity, in thousandths of its unit.
/// @param makerIndex The index of the account that made it (see `Account`).
/// @return The packed state.
function newHolding(address holder, uint56 amount, uint40 makerIndex) pure returns (Holding) {
    return Holding.wrap(
        (uint256(makerIndex) << MAKER_OFFSET) | (uint256(amount) << QUANTITY_OFFSET) | uint256(uint160(holder))
    );
}

/// @notice The account that holds the batch now.
/// @param self The packed state.
/// @return Its address.
function custodian(Holding self) pure returns (address) {
    return address(uint160(Holding.unwrap(self)));
}

/// @notice What remains, in thousandths of the batch's unit.
/// @param self The packed state.
/// @return The quantity.
function quantity(Holding self) pure returns (uint56) {
    return uint56(Holding.unwrap(self) >> QUANTITY_OFFSET);
}

/// @notice The index of the account that made the batch; it is never zero.
/// @param self The packed state.
/// @return The index.
function maker(Holding self) pure returns (uint40) {
    return uint40(Holding.unwrap(self) >> MAKER_OFFSET);
}

/// @notice The state with another custodian.
/// @param self The packed state.
/// @param to The custodian.
/// @return The state after that.
function withCustodian(Holding self, address to) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) & ~CUSTODIAN_MASK) | uint256(uint160(to)));
}

/// @notice The state with another quantity.
/// @param self The packed state.
/// @param amount The quantity.
/// @return The state after that.
function withQuantity(Holding self, uint56 amount) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) & ~QUANTITY_MASK) | (uint256(amount) << QUANTITY_OFFSET));
}
