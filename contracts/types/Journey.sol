// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice The latest verdict of an inspection. `None` until a batch is first inspected.
enum Verdict {
    None,
    Pass,
    Fail
}

/// @notice Where a batch's journey stands, in one storage slot: all that an attestation changes.
/// @dev Layout, bit 0 lowest:
///      255..40 head | 39..16 seq | 9..8 rank of the verdict | 7..6 verdict | 5 open | 4 offered | 3 recalled by order
///      | 2 by the maker | 1 by the holder | 0 withdrawn.
///      216 bits of head leave 2^108 work for whoever wants two histories with one head; an address leaves 2^80.
type Journey is uint256;

using {
    head,
    seq,
    exists,
    has,
    verdict,
    rank,
    with,
    without,
    withVerdict,
    append
} for Journey global;

uint256 constant WITHDRAWN = 1 << 0;
uint256 constant RECALLED_BY_HOLDER = 1 << 1;
uint256 constant RECALLED_BY_MAKER = 1 << 2;
uint256 constant RECALLED_BY_ORDER = 1 << 3;
uint256 constant OFFERED = 1 << 4;
uint256 constant OPEN = 1 << 5;
uint256 constant RECALLED = RECALLED_BY_HOLDER | RECALLED_BY_MAKER | RECALLED_BY_ORDER;

uint256 constant VERDICT_OFFSET = 6;
uint256 constant RANK_OFFSET = 8;
uint256 constant SEQ_OFFSET = 16;
uint256 constant HEAD_OFFSET = 40;
uint256 constant FLAGS_MASK = 0xffff;

/// @notice The hash chain over all lines of the batch, left-aligned: 27 bytes, then five zero bytes.
/// @param self The packed state.
/// @return The head.
function head(Journey self) pure returns (bytes32) {
    return bytes32((Journey.unwrap(self) >> HEAD_OFFSET) << HEAD_OFFSET);
}

/// @notice The number of the batch's latest line; 0 if the batch does not exist.
/// @param self The packed state.
/// @return The number.
function seq(Journey self) pure returns (uint24) {
    return uint24(Journey.unwrap(self) >> SEQ_OFFSET);
}

/// @notice Whether the batch exists.
/// @param self The packed state.
/// @return True if it does.
function exists(Journey self) pure returns (bool) {
    return Journey.unwrap(self) != 0;
}

/// @notice Whether any of some flags is set.
/// @param self The packed state.
/// @param flags The flags.
/// @return True if one is.
function has(Journey self, uint256 flags) pure returns (bool) {
    return Journey.unwrap(self) & flags != 0;
}

/// @notice The verdict that stands.
/// @param self The packed state.
/// @return The verdict.
function verdict(Journey self) pure returns (Verdict) {
    return Verdict((Journey.unwrap(self) >> VERDICT_OFFSET) & 3);
}

/// @notice The rank of whoever gave the verdict that stands: 0 nobody, 1 an inspector, 2 a regulator.
/// @param self The packed state.
/// @return The rank.
function rank(Journey self) pure returns (uint256) {
    return (Journey.unwrap(self) >> RANK_OFFSET) & 3;
}

/// @notice The state with flags set.
/// @param self The packed state.
/// @param flags The flags.
/// @return The state after that.
function with(Journey self, uint256 flags) pure returns (Journey) {
    return Journey.wrap(Journey.unwrap(self) | flags);
}

/// @notice The state with flags cleared.
/// @param self The packed state.
/// @param flags The flags.
/// @return The state after that.
function without(Journey self, uint256 flags) pure returns (Journey) {
    return Journey.wrap(Journey.unwrap(self) & ~flags);
}

/// @notice The state with a verdict, unless one of a higher rank stands.
/// @param self The packed state.
/// @param value The verdict.
/// @param rankOfAuthor 1 for an inspector's, 2 for a regulator's.
/// @return The state after that.
function withVerdict(Journey self, Verdict value, uint256 rankOfAuthor) pure returns (Journey) {
    if (self.rank() > rankOfAuthor) return self;
    uint256 rest = Journey.unwrap(self) & ~((3 << VERDICT_OFFSET) | (3 << RANK_OFFSET));
    return Journey.wrap(rest | (uint256(value) << VERDICT_OFFSET) | (rankOfAuthor << RANK_OFFSET));
}

/// @notice The state after one more line: `seq` rises by one, and its leaf is folded into the head,
///         `keccak256(head, 27 bytes ‖ leaf) >> 40`.
/// @param self The packed state; its `seq` must be below 2^24 - 1.
/// @param leaf keccak256 of the line's log.
/// @return next The state after the line.
function append(Journey self, bytes32 leaf) pure returns (Journey next) {
    assembly ("memory-safe") {
        mstore(0x00, self) // its first 27 bytes are the head; what follows them is overwritten
        mstore(27, leaf)
        let folded := and(keccak256(0x00, 59), not(0xffffffffff))
        next := or(folded, and(add(self, 0x10000), 0xffffffffff))
    }
}
