// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What every line reads and writes, in one storage slot.
/// @dev Layout, most significant bits first:
///      64 bits line count | 8 bits paused | 23 cells of 8 bits.
///      A cell, named by how far its bits are from the lowest, holds the set of roles that may write one of the
///      well-known kinds (see `Kind.cellOf`): it spares their lines a cold read of 2100 gas. The line count is on top,
///      where it cannot carry into anything.
type Shared is uint256;

using {lineCount, paused, rolesAt, withMoreLines, withPaused, withRolesAt} for Shared global;

uint256 constant LINE_OFFSET = 192;
uint256 constant PAUSED_BIT = 1 << 184;
uint256 constant CELL_MASK = 0xff;

/// @notice How many lines the contract has.
/// @param self The packed state.
/// @return The number of the latest line.
function lineCount(Shared self) pure returns (uint64) {
    return uint64(Shared.unwrap(self) >> LINE_OFFSET);
}

/// @notice Whether writing is stopped.
/// @param self The packed state.
/// @return True if it is.
function paused(Shared self) pure returns (bool) {
    return Shared.unwrap(self) & PAUSED_BIT != 0;
}

/// @notice The set of roles in a cell.
/// @param self The packed state.
/// @param cell The cell: 0, 8, 16, ... 176.
/// @return The set.
function rolesAt(Shared self, uint256 cell) pure returns (uint256) {
    return (Shared.unwrap(self) >> cell) & CELL_MASK;
}

/// @notice The state with more lines. Not checked: 2^64 lines would take a million a second for 500,000 years.
/// @param self The packed state.
/// @param count How many.
/// @return The state after the lines.
function withMoreLines(Shared self, uint256 count) pure returns (Shared) {
    unchecked {
        return Shared.wrap(Shared.unwrap(self) + (count << LINE_OFFSET));
    }
}

/// @notice The state with writing stopped or going on.
/// @param self The packed state.
/// @param value True to stop it.
/// @return The state after that.
function withPaused(Shared self, bool value) pure returns (Shared) {
    uint256 rest = Shared.unwrap(self) & ~PAUSED_BIT;
    return Shared.wrap(value ? rest | PAUSED_BIT : rest);
}

/// @notice The state with another set of roles in a cell.
/// @param self The packed state.
/// @param cell The cell: 0, 8, 16, ... 176.
/// @param roles The set.
/// @return The state after that.
function withRolesAt(Shared self, uint256 cell, uint8 roles) pure returns (Shared) {
    uint256 rest = Shared.unwrap(self) & ~(CELL_MASK << cell);
    return Shared.wrap(rest | (uint256(roles) << cell));
}
