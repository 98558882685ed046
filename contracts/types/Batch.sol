// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice Where a batch stands. `None` is the zero value: the batch was never created. A custodian's own recall and one
///         that a regulator ordered are two states, for each is lifted by its own side.
enum Status {
    None,
    Active,
    Recalled,
    Withdrawn,
    RecallOrdered
}

/// @notice The latest inspection's verdict. `None` until a batch is first inspected.
enum Verdict {
    None,
    Pass,
    Fail
}

/// @notice A batch's state in one storage slot.
/// @dev Layout, most significant bits first:
///      1 bit offered | 3 bits verdict | 4 bits status | 24 bits seq | 64 bits quantity | 160 bits custodian.
type Batch is uint256;

using {
    custodian,
    quantity,
    seq,
    status,
    isNone,
    isActive,
    verdict,
    isOffered,
    next,
    nextBy,
    withVerdict,
    withStatus,
    withCustodian,
    withQuantity,
    withOffered
} for Batch global;

uint256 constant QUANTITY_OFFSET = 160;
uint256 constant SEQ_OFFSET = 224;
uint256 constant STATUS_OFFSET = 248;
uint256 constant VERDICT_OFFSET = 252;

uint256 constant SEQ_ONE = 1 << SEQ_OFFSET;
uint256 constant CUSTODIAN_MASK = type(uint160).max;
uint256 constant QUANTITY_MASK = uint256(type(uint64).max) << QUANTITY_OFFSET;
uint256 constant STATUS_MASK = uint256(0xf) << STATUS_OFFSET;
uint256 constant VERDICT_MASK = uint256(0x7) << VERDICT_OFFSET;
uint256 constant OFFERED_BIT = 1 << 255;

/// @notice The batch already has 2^24 - 1 lines.
error SequenceExhausted();

/// @notice A newly created, active batch whose first line is being written.
/// @param holder The first custodian.
/// @param amount Quantity in thousandths of the batch's unit.
/// @return The packed state, with `seq` 1.
function newBatch(address holder, uint64 amount) pure returns (Batch) {
    return Batch.wrap(
        (uint256(Status.Active) << STATUS_OFFSET) | SEQ_ONE | (uint256(amount) << QUANTITY_OFFSET)
            | uint256(uint160(holder))
    );
}

/// @notice The address that holds the batch now.
/// @param self The packed state.
/// @return The custodian's address.
function custodian(Batch self) pure returns (address) {
    return address(uint160(Batch.unwrap(self)));
}

/// @notice What remains, in thousandths of the batch's unit.
/// @param self The packed state.
/// @return The quantity.
function quantity(Batch self) pure returns (uint64) {
    return uint64(Batch.unwrap(self) >> QUANTITY_OFFSET);
}

/// @notice How many lines the batch has; also the number of its latest line, and its signatures' nonce.
/// @param self The packed state.
/// @return The sequence number, 0 for a batch that does not exist.
function seq(Batch self) pure returns (uint24) {
    return uint24(Batch.unwrap(self) >> SEQ_OFFSET);
}

/// @notice Where the batch stands.
/// @param self The packed state.
/// @return The status.
function status(Batch self) pure returns (Status) {
    return Status((Batch.unwrap(self) >> STATUS_OFFSET) & 0xf);
}

/// @notice Whether the batch was never created.
/// @param self The packed state.
/// @return True if it was not.
function isNone(Batch self) pure returns (bool) {
    return Batch.unwrap(self) == 0;
}

/// @notice Whether the batch takes all kinds of lines.
/// @param self The packed state.
/// @return True if it does.
function isActive(Batch self) pure returns (bool) {
    return (Batch.unwrap(self) >> STATUS_OFFSET) & 0xf == uint256(Status.Active);
}

/// @notice The latest inspection's verdict.
/// @param self The packed state.
/// @return The verdict.
function verdict(Batch self) pure returns (Verdict) {
    return Verdict((Batch.unwrap(self) & VERDICT_MASK) >> VERDICT_OFFSET);
}

/// @notice Whether its custodian has offered the batch to somebody who has not answered.
/// @param self The packed state.
/// @return True if so.
function isOffered(Batch self) pure returns (bool) {
    return Batch.unwrap(self) & OFFERED_BIT != 0;
}

/// @notice The state with its `seq` one higher. Reverts with `SequenceExhausted` rather than carry into the status.
/// @param self The packed state.
/// @return The state after one more line.
function next(Batch self) pure returns (Batch) {
    if (self.seq() == type(uint24).max) revert SequenceExhausted();
    unchecked {
        return Batch.wrap(Batch.unwrap(self) + SEQ_ONE);
    }
}

/// @notice The state with its `seq` higher by as much as a series has lines. Reverts like `next`.
/// @param self The packed state.
/// @param count How many lines.
/// @return The state after them.
function nextBy(Batch self, uint256 count) pure returns (Batch) {
    if (count > type(uint24).max - self.seq()) revert SequenceExhausted();
    unchecked {
        return Batch.wrap(Batch.unwrap(self) + count * SEQ_ONE);
    }
}

/// @notice The state with another verdict.
/// @param self The packed state.
/// @param value The verdict to set.
/// @return The state after the inspection.
function withVerdict(Batch self, Verdict value) pure returns (Batch) {
    return Batch.wrap((Batch.unwrap(self) & ~VERDICT_MASK) | (uint256(value) << VERDICT_OFFSET));
}

/// @notice The state with another status.
/// @param self The packed state.
/// @param value The status to set.
/// @return The state after that.
function withStatus(Batch self, Status value) pure returns (Batch) {
    return Batch.wrap((Batch.unwrap(self) & ~STATUS_MASK) | (uint256(value) << STATUS_OFFSET));
}

/// @notice The state in other hands.
/// @param self The packed state.
/// @param holder The new custodian.
/// @return The state after the hand-over.
function withCustodian(Batch self, address holder) pure returns (Batch) {
    return Batch.wrap((Batch.unwrap(self) & ~CUSTODIAN_MASK) | uint256(uint160(holder)));
}

/// @notice The state with another quantity.
/// @param self The packed state.
/// @param amount What remains, in thousandths of the batch's unit.
/// @return The state after that.
function withQuantity(Batch self, uint64 amount) pure returns (Batch) {
    return Batch.wrap((Batch.unwrap(self) & ~QUANTITY_MASK) | (uint256(amount) << QUANTITY_OFFSET));
}

/// @notice The state with an offer of custody pending, or without one.
/// @param self The packed state.
/// @param value True if one is pending.
/// @return The state after that.
function withOffered(Batch self, bool value) pure returns (Batch) {
    uint256 rest = Batch.unwrap(self) & ~OFFERED_BIT;
    return Batch.wrap(value ? rest | OFFERED_BIT : rest);
}
