// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {allPrintable, bytesOf, hashOf, isName, isPrintable, isUnit, parseRoot} from "../libraries/Text.sol";
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

    /// @dev Bytes that are not printable count for nothing where one of the two marks is looked for.
    function testFuzz_MarksAreFoundAmongPrintableBytes(uint256 seed, uint8 mark) public pure {
        mark = uint8(bound(mark, 0x21, 0x7e));
        bytes memory text = printable(seed, 32);
        bool found = false;
        for (uint256 i = 0; i < 32; ++i) found = found || uint8(text[i]) == mark;
        vm.assertEq(bytesOf(uint256(bytes32(text)), mark) != 0, found, "found");
        text[seed % 32] = bytes1(mark);
        vm.assertTrue(bytesOf(uint256(bytes32(text)), mark) != 0, "found");
    }

    function test_TheShapesOfNamespaces() public view {
        check("FIRM:1", 4);
        check("F:1", 1);
        check("12345678901234567890123456789012:x", 32);
        string[6] memory bad =
            ["", ":1", "FIRM:", "A:B:C", "1234567890123456789012345678901234:x", "123456789012345678901234567890123:x"];
        for (uint256 i = 0; i < bad.length; ++i) {
            (bool valid,) = this.parse(bad[i]);
            vm.assertFalse(valid, bad[i]);
        }
    }

    function parse(string calldata text) external pure returns (bool, uint256) {
        return parseRoot(text);
    }

    function check(string memory text, uint256 expected) private view {
        (bool valid, uint256 namespace) = this.parse(text);
        vm.assertTrue(valid, text);
        vm.assertEq(namespace, expected, text);
    }

    function checkCode(bytes calldata text) public pure {
        (bool good, uint256 expected) = parseByLoop(text);
        (bool valid, uint256 namespace) = parseRoot(string(text));
        vm.assertEq(valid, good, "code");
        vm.assertEq(namespace, expected, "namespace");
        for (uint256 maximum = 32; maximum <= 64; maximum += 32) {
            vm.assertEq(isName(string(text), maximum), text.length <= maximum && isNameByLoop(text), "name");
        }
        vm.assertEq(hashOf(string(text)), keccak256(text), "hash");
    }

    function checkSlice(bytes calldata text, uint256 length) public pure {
        checkCode(text[32:32 + length]);
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

    function isNameByLoop(bytes memory text) private pure returns (bool) {
        for (uint256 i = 0; i < text.length; ++i) if (text[i] == "~" || text[i] == ":") return false;
        return text.length != 0 && isPrintableByLoop(text, text.length);
    }

    function parseByLoop(bytes memory text) private pure returns (bool, uint256) {
        if (text.length == 0 || text.length > 64 || !isPrintableByLoop(text, text.length)) return (false, 0);
        uint256 colons = 0;
        uint256 namespace = 0;
        for (uint256 i = 0; i < text.length; ++i) {
            if (text[i] == "~") return (false, 0);
            if (text[i] == ":") (colons, namespace) = (colons + 1, i);
        }
        if (colons == 0) return (true, 0);
        if (colons > 1 || namespace == 0 || namespace > 32 || namespace + 1 == text.length) return (false, 0);
        return (true, namespace);
    }

    /// @dev One text in eight has a mark somewhere.
    function printable(uint256 seed, uint256 length) private pure returns (bytes memory text) {
        text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            uint8 byte_ = uint8(0x21 + (uint256(keccak256(abi.encode(seed, i))) % 94));
            bool mark = seed % 8 != 0 && (byte_ == 0x3a || byte_ == 0x7e);
            text[i] = bytes1(mark ? 0x41 : byte_);
        }
        if (seed % 8 > 5 && length != 0) text[(seed >> 8) % length] = seed % 8 == 6 ? bytes1(":") : bytes1("~");
    }
}
