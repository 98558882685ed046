// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice A kind of step: up to 32 ASCII bytes, left-aligned and zero-padded, so that an explorer shows it as text.
type Kind is bytes32;

using {hash, isWellFormed, equals as ==, differs as !=} for Kind global;

/// @notice keccak256 of the kind's text without its padding: how EIP-712 encodes it as a `string` member.
/// @param self The kind; must be well formed.
/// @return digest The hash of the text.
function hash(Kind self) pure returns (bytes32 digest) {
    uint256 size = _length(Kind.unwrap(self));
    assembly ("memory-safe") {
        mstore(0x00, self)
        digest := keccak256(0x00, size)
    }
}

/// @notice Whether the kind is 1 to 32 printable ASCII bytes followed by nothing but padding.
/// @param self The kind.
/// @return True if it is.
function isWellFormed(Kind self) pure returns (bool) {
    bytes32 text = Kind.unwrap(self);
    uint256 size = _length(text);
    for (uint256 i = 0; i < size; ++i) {
        if (uint8(text[i]) < 0x21 || uint8(text[i]) > 0x7e) return false;
    }
    return size != 0;
}

/// @dev Index of the last non-zero byte, plus one.
function _length(bytes32 text) pure returns (uint256 size) {
    uint256 padded = uint256(text);
    if (padded == 0) return 0;
    size = 32;
    // A binary search for the number of trailing zero bytes.
    if (padded & type(uint128).max == 0) (padded, size) = (padded >> 128, size - 16);
    if (padded & type(uint64).max == 0) (padded, size) = (padded >> 64, size - 8);
    if (padded & type(uint32).max == 0) (padded, size) = (padded >> 32, size - 4);
    if (padded & type(uint16).max == 0) (padded, size) = (padded >> 16, size - 2);
    if (padded & type(uint8).max == 0) --size;
}

function equals(Kind a, Kind b) pure returns (bool) {
    return Kind.unwrap(a) == Kind.unwrap(b);
}

function differs(Kind a, Kind b) pure returns (bool) {
    return Kind.unwrap(a) != Kind.unwrap(b);
}
