// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev The number 1 in each of a word's bytes: times n, the number n in each.
uint256 constant EACH_BYTE = type(uint256).max / 0xff;
/// @dev The top bit of each of a word's bytes.
uint256 constant EACH_TOP_BIT = EACH_BYTE * 0x80;

uint256 constant MAXIMUM_CODE_LENGTH = 64;

/// @dev The digits and the capitals, each as the bit of its ASCII number.
uint256 constant DIGITS_AND_CAPITALS = (0x3ff << 0x30) | (0x3ffffff << 0x41);

/// @notice Whether a batch's code is 1 to 64 printable ASCII bytes without spaces.
/// @param code The code.
/// @return True if it is.
function isCode(string calldata code) pure returns (bool) {
    uint256 size = bytes(code).length;
    uint256 start;
    assembly {
        start := code.offset
    }
    if (size <= 32) return size != 0 && endsPrintable(start, size);
    if (size > MAXIMUM_CODE_LENGTH) return false;
    unchecked {
        return endsPrintable(start, 32) && endsPrintable(start + 32, size - 32);
    }
}

/// @dev Whether up to 32 bytes of calldata are printable, whatever follows them.
function endsPrintable(uint256 start, uint256 size) pure returns (bool) {
    uint256 word;
    assembly {
        word := calldataload(start)
    }
    unchecked {
        uint256 bits = size * 8;
        // Moved to the right, so that nothing follows; what is before them becomes the first printable character.
        return allPrintable((word >> (256 - bits)) | (EACH_BYTE * 0x21) << bits);
    }
}

/// @notice Whether a text is two or three capital letters or digits, as UN/ECE Recommendation 20 codes of units are.
/// @param unit The text, left-aligned.
/// @return True if it is.
function isUnit(bytes3 unit) pure returns (bool) {
    uint256 set = DIGITS_AND_CAPITALS;
    uint256 matches;
    assembly {
        let third := shr(byte(2, unit), or(set, 1)) // may also be missing, which is zero
        matches := and(and(shr(byte(0, unit), set), shr(byte(1, unit), set)), third)
    }
    return matches & 1 != 0;
}

/// @notice Whether every byte of a text is printable ASCII and no space, 0x21 to 0x7e.
/// @param text Up to 32 bytes, left-aligned, followed by zero bytes only.
/// @param size How many they are.
/// @return True if they are, and also if there are none.
function isPrintable(bytes32 text, uint256 size) pure returns (bool) {
    // The padding becomes the first printable character.
    return allPrintable(uint256(text) | ((EACH_BYTE * 0x21) >> (size * 8)));
}

/// @dev Looks at all bytes at once: a byte that is too high, or wraps around for being too low, has its top bit set.
///      Only such a byte can carry into its neighbour or borrow from it, and then the answer is no already.
function allPrintable(uint256 word) pure returns (bool) {
    unchecked {
        return (word | (word + EACH_BYTE) | (word - EACH_BYTE * 0x21)) & EACH_TOP_BIT == 0;
    }
}

/// @notice keccak256 of a text, without keeping a copy of it in memory.
/// @param text The text.
/// @return digest The hash.
function hashOf(string calldata text) pure returns (bytes32 digest) {
    assembly ("memory-safe") {
        let buffer := mload(0x40)
        calldatacopy(buffer, text.offset, text.length)
        digest := keccak256(buffer, text.length)
    }
}
