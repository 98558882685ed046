// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {allPrintable, endsPrintable, hashOf, isCode, isPrintable, isUnit} from "../libraries/Text.sol";
import {bound, vm} from "./support/Vm.t.sol";

/// @dev Against loops that look at one byte after the other.
contract TextTest {
    /* CODES */

    function testFuzz_ACodeIsWhatAByteLoopFinds(bytes calldata text) public pure {
        checkCode(text);
    }

    /// @dev At every length, about which the words end; with one byte of every kind at every place.
    function testFuzz_OneByteAnywhereDecides(uint256 seed, uint256 place, uint8 odd) public view {
        for (uint256 length = 1; length <= 66; ++length) {
            bytes memory text = printable(seed, length);
            this.checkCode(text);
            text[place % length] = bytes1(odd);
            this.checkCode(text);
        }
    }

    function testFuzz_TheEdgesOfWhatIsPrintableDecide(uint256 seed) public view {
        bytes memory edges = hex"00_01_20_21_7e_7f_80_a0_a1_fe_ff";
        for (uint256 i = 0; i < edges.length; ++i) {
            bytes memory text = printable(seed, bound(seed, 1, 64));
            text[(seed >> 8) % text.length] = edges[i];
            text[(seed >> 16) % text.length] = edges[(seed >> 24) % edges.length]; // which may carry into the first
            this.checkCode(text);
        }
    }

    /// @dev What follows a text in the calldata, or comes before it, belongs to others.
    function testFuzz_TheBytesAroundATextDoNotCount(uint256 seed, uint8 odd) public view {
        for (uint256 length = 0; length <= 64; length += 8) {
            bytes memory around = new bytes(32);
            for (uint256 i = 0; i < 32; ++i) around[i] = bytes1(odd);
            bytes memory text = printable(seed, length);
            this.checkSlice(bytes.concat(around, text, around), length);
            if (length == 0) continue;
            text[seed % length] = " ";
            this.checkSlice(bytes.concat(around, text, around), length);
        }
    }

    function checkCode(bytes calldata text) public pure {
        bool good = text.length > 0 && text.length <= 64 && isPrintableByLoop(text, text.length);
        vm.assertEq(isCode(string(text)), good, "code");
        vm.assertEq(hashOf(string(text)), keccak256(text), "hash");
    }

    function checkSlice(bytes calldata text, uint256 length) public pure {
        bytes calldata slice = text[32:32 + length];
        checkCode(slice);
        if (length > 32) return;
        uint256 start;
        assembly {
            start := slice.offset
        }
        vm.assertEq(endsPrintable(start, length), isPrintableByLoop(slice, length), "printable");
    }

    /* WORDS */

    function testFuzz_AWordIsPrintableIfAByteLoopFindsSo(bytes32 word, uint256 seed) public pure {
        checkWord(word);
        checkWord(bytes32(printable(seed, 32)));
    }

    function testFuzz_OneByteInAWordDecides(uint256 seed, uint8 odd) public pure {
        bytes memory text = printable(seed, 32);
        for (uint256 i = 0; i < 32; ++i) {
            bytes1 was = text[i];
            text[i] = bytes1(odd);
            checkWord(bytes32(text));
            text[i] = was;
        }
    }

    function testFuzz_APaddedTextIsPrintableIfAByteLoopFindsSo(uint256 seed, uint8 odd) public pure {
        for (uint256 size = 0; size <= 32; ++size) {
            bytes memory text = printable(seed, size);
            vm.assertTrue(isPrintable(bytes32(text), size), "printable");
            if (size == 0) continue;
            text[seed % size] = bytes1(odd);
            vm.assertEq(isPrintable(bytes32(text), size), isPrintableByLoop(text, size), "one odd byte");
        }
    }

    function checkWord(bytes32 word) private pure {
        bool good = isPrintableByLoop(abi.encodePacked(word), 32);
        vm.assertEq(allPrintable(uint256(word)), good, "word");
        vm.assertEq(isPrintable(word, 32), good, "text of 32 bytes");
    }

    /* UNITS */

    function testFuzz_AUnitIsWhatAByteLoopFinds(bytes3 unit) public pure {
        checkUnit(unit);
    }

    /// @dev Every byte, at each place of an otherwise good unit: of three characters, and of two.
    function test_EveryByteOfAUnitDecides() public pure {
        bytes3[2] memory units = [bytes3("KGM"), bytes3("L5")];
        for (uint256 odd = 0; odd < 256; ++odd) {
            for (uint256 i = 0; i < 6; ++i) {
                uint24 kept = uint24(units[i / 3]) & ~(uint24(0xff) << uint24(16 - 8 * (i % 3)));
                checkUnit(bytes3(kept | (uint24(odd) << uint24(16 - 8 * (i % 3)))));
            }
        }
    }

    function checkUnit(bytes3 unit) private pure {
        bool good = true;
        for (uint256 i = 0; i < 3; ++i) {
            bool digit = unit[i] >= "0" && unit[i] <= "9";
            bool capital = unit[i] >= "A" && unit[i] <= "Z";
            good = good && (digit || capital || (i == 2 && unit[i] == 0));
        }
        vm.assertEq(isUnit(unit), good, "unit");
    }

    /* HELPERS */

    function isPrintableByLoop(bytes memory text, uint256 size) private pure returns (bool) {
        for (uint256 i = 0; i < size; ++i) {
            if (uint8(text[i]) < 0x21 || uint8(text[i]) > 0x7e) return false;
        }
        return true;
    }

    function printable(uint256 seed, uint256 length) private pure returns (bytes memory text) {
        text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            text[i] = bytes1(uint8(0x21 + (uint256(keccak256(abi.encode(seed, i))) % 94)));
        }
    }
}
