// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What every line reads and writes, in one storage slot.
/// @dev Layout, bit 0 lowest:
///      255..48 chain | 47..8 line count | 2 retired | 1 a kind differs from the built-in ones | 0 paused.
///      The chain is the hash chain over all lines of the contract, those of administration included: 208 bits of it
///      leave 2^104 work for whoever wants two histories with one chain.
type Shared is uint256;

using {chain, lineCount, hasFlag, withFlag, withoutFlag, fold} for Shared global;

uint256 constant PAUSED = 1 << 0;
uint256 constant KINDS_DIFFER = 1 << 1;
uint256 constant RETIRED = 1 << 2;
uint256 constant LINE_OFFSET = 8;
uint256 constant CHAIN_OFFSET = 48;

/// @notice The hash chain over all lines, left-aligned: 26 bytes, then six zero bytes.
/// @param self The packed state.
/// @return The chain.
function chain(Shared self) pure returns (bytes32) {
    return bytes32((Shared.unwrap(self) >> CHAIN_OFFSET) << CHAIN_OFFSET);
}

/// @notice How many lines the contract has.
/// @param self The packed state.
/// @return The number of the latest line.
function lineCount(Shared self) pure returns (uint40) {
    return uint40(Shared.unwrap(self) >> LINE_OFFSET);
}

/// @notice Whether a flag is set.
/// @param self The packed state.
/// @param flag The flag.
/// @return True if it is.
function hasFlag(Shared self, uint256 flag) pure returns (bool) {
    return Shared.unwrap(self) & flag != 0;
}

/// @notice The state with a flag set.
/// @param self The packed state.
/// @param flag The flag.
/// @return The state after that.
function withFlag(Shared self, uint256 flag) pure returns (Shared) {
    return Shared.wrap(Shared.unwrap(self) | flag);
}

/// @notice The state with a flag cleared.
/// @param self The packed state.
/// @param flag The flag.
/// @return The state after that.
function withoutFlag(Shared self, uint256 flag) pure returns (Shared) {
    return Shared.wrap(Shared.unwrap(self) & ~flag);
}

/// @notice The state after one more line: the count rises by one, and its leaf is folded into the chain,
///         `keccak256(chain, 26 bytes ‖ leaf) >> 48`.
/// @dev The count is not checked: 2^40 lines would take 1,000 a second for 35 years.
/// @param self The packed state.
/// @param leaf keccak256 of the line's log.
/// @return next The state after the line.
function fold(Shared self, bytes32 leaf) pure returns (Shared next) {
    assembly ("memory-safe") {
        mstore(0x00, self) // its first 26 bytes are the chain; what follows them is overwritten
        mstore(26, leaf)
        let folded := and(keccak256(0x00, 58), not(0xffffffffffff))
        next := or(folded, and(add(self, 0x100), 0xffffffffffff))
    }
}
