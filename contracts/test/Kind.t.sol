// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CREATION, INSPECTION, Kind} from "../types/Kind.sol";
import {bound, vm} from "./support/Vm.t.sol";

contract KindTest {
    /* HASH */

    function testFuzz_HashIsThatOfTheTextAtEveryLength(bytes32 bits) public pure {
        for (uint256 length = 1; length <= 32; ++length) {
            bytes memory text = textOf(bits, length);
            vm.assertEq(Kind.wrap(bytes32(text)).hash(), keccak256(text), "hash");
        }
    }

    function test_HashOfNoTextIsThatOfTheEmptyString() public pure {
        vm.assertEq(Kind.wrap(0).hash(), keccak256(""), "hash");
    }

    /// @dev Only the padding is cut off: a zero byte before the last character counts.
    function testFuzz_HashCutsOffTrailingZeroBytesOnly(bytes32 bits) public pure {
        uint256 length = 32;
        while (length > 0 && bits[length - 1] == 0) --length;
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            text[i] = bits[i];
        }
        vm.assertEq(Kind.wrap(bits).hash(), keccak256(text), "hash");
    }

    function testFuzz_DifferentKindsHaveDifferentHashes(bytes32 a, bytes32 b) public pure {
        vm.assertEq(Kind.wrap(a).hash() == Kind.wrap(b).hash(), a == b, "hash");
    }

    /* FORM */

    function testFuzz_EveryPrintableTextIsWellFormed(bytes32 bits) public pure {
        for (uint256 length = 1; length <= 32; ++length) {
            vm.assertTrue(Kind.wrap(bytes32(textOf(bits, length))).isWellFormed(), "well formed");
        }
    }

    function testFuzz_OneBadByteAnywhereMakesAKindIllFormed(bytes32 bits, uint256 length, uint256 place, uint8 bad)
        public
        pure
    {
        vm.assume(bad < 0x21 || bad > 0x7e);
        length = bound(length, 2, 32);
        bytes memory text = textOf(bits, length);
        text[bound(place, 0, length - 2)] = bytes1(bad); // not the last, where a zero byte would be padding
        vm.assertFalse(Kind.wrap(bytes32(text)).isWellFormed(), "ill formed");
    }

    function testFuzz_AnEmbeddedZeroByteMakesAKindIllFormed(bytes32 bits, uint256 length, uint256 place) public pure {
        length = bound(length, 2, 32);
        bytes memory text = textOf(bits, length);
        text[bound(place, 0, length - 2)] = 0;
        vm.assertFalse(Kind.wrap(bytes32(text)).isWellFormed(), "ill formed");
    }

    function testFuzz_FormIsWhatAByteLoopFinds(bytes32 bits) public pure {
        vm.assertEq(Kind.wrap(bits).isWellFormed(), isWellFormedByLoop(bits), "form");
    }

    /// @dev Of few different bytes, so that the edges and the padding come up often.
    function testFuzz_FormIsWhatAByteLoopFindsAtTheEdges(uint256 seed) public pure {
        bytes memory edges = hex"00_00_01_20_21_22_7d_7e_7f_80_ff_61";
        bytes memory text = new bytes(32);
        uint256 length = bound(seed, 0, 32);
        for (uint256 i = 0; i < length; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            // Mostly good bytes, for otherwise nearly every text is bad for several reasons at once.
            text[i] = random % 16 == 0 ? edges[(random >> 8) % edges.length] : edges[4 + ((random >> 8) % 4)];
        }
        vm.assertEq(Kind.wrap(bytes32(text)).isWellFormed(), isWellFormedByLoop(bytes32(text)), "form");
    }

    function test_TheEmptyKindIsIllFormed() public pure {
        vm.assertFalse(Kind.wrap(0).isWellFormed(), "ill formed");
    }

    /* WHO MAY WRITE THEM */

    /// @dev Bits: 1 producer, 2 processor, 4 carrier, 8 inspector, 16 retailer, 32 regulator, 256 the holder alone.
    function test_EveryWellKnownKindHasItsRoles() public pure {
        (Kind[18] memory kinds, uint16[18] memory sets) = wellKnown();
        for (uint256 i = 0; i < kinds.length; ++i) {
            vm.assertEq(kinds[i].builtInRoles(), sets[i], "roles");
            vm.assertFalse(kinds[i].isWordOfLines(), "it may be written");
        }
    }

    function testFuzz_NoOtherKindMayBeWritten(bytes32 text) public pure {
        (Kind[18] memory kinds,) = wellKnown();
        for (uint256 i = 0; i < kinds.length; ++i) {
            vm.assume(Kind.wrap(text) != kinds[i]);
        }
        vm.assertEq(Kind.wrap(text).builtInRoles(), 0, "nobody");
        vm.assertFalse(Kind.wrap(text).isWordOfLines(), "nor is it another line's word");
    }

    function test_WhatReadersCallTheLinesOfOtherVerbsIsNoKind() public pure {
        bytes32[12] memory words = [
            bytes32("amendment"),
            "recall",
            "recall-lifted",
            "withdrawal",
            "consumption",
            "opening",
            "custody-offer",
            "custody-transfer",
            "custody-refusal",
            "custody-cancellation",
            "split",
            "transformation"
        ];
        for (uint256 i = 0; i < words.length; ++i) vm.assertTrue(Kind.wrap(words[i]).isWordOfLines(), "a word");
    }

    function testFuzz_ReservedAreTheKindsOfOtherVerbs(bytes32 text) public pure {
        vm.assertEq(Kind.wrap(text).isReserved(), text == "creation" || text == "inspection", "reserved");
        vm.assertTrue(CREATION.isReserved() && INSPECTION.isReserved(), "both");
    }

    function testFuzz_KindsAreEqualIfTheirTextsAre(bytes32 a, bytes32 b) public pure {
        vm.assertEq(Kind.wrap(a) == Kind.wrap(b), a == b, "equal");
        vm.assertEq(Kind.wrap(a) != Kind.wrap(b), a != b, "different");
        vm.assertTrue(Kind.wrap(a) == Kind.wrap(a), "itself");
    }

    function wellKnown() private pure returns (Kind[18] memory kinds, uint16[18] memory sets) {
        bytes32[18] memory texts = [
            bytes32("creation"),
            "inspection",
            "harvest",
            "processing",
            "packaging",
            "storage",
            "transport",
            "telemetry",
            "evaluation",
            "certificate",
            "sale",
            "declaration",
            "commitment",
            "erasure",
            "hold",
            "hold-released",
            "official-hold",
            "official-hold-released"
        ];
        for (uint256 i = 0; i < texts.length; ++i) kinds[i] = Kind.wrap(texts[i]);
        sets = [3, 40, 1, 3, 3, 23, 4, 7, 8, 40, 16, 256, 19, 40, 256, 256, 40, 40];
    }

    function textOf(bytes32 bits, uint256 length) private pure returns (bytes memory text) {
        text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            text[i] = bytes1(uint8(0x21 + (uint8(bits[i]) % 94)));
        }
    }

    function isWellFormedByLoop(bytes32 text) private pure returns (bool) {
        uint256 length = 0;
        while (length < 32 && text[length] != 0) ++length;
        for (uint256 i = 0; i < 32; ++i) {
            bool printable = text[i] >= 0x21 && text[i] <= 0x7e;
            if (i < length ? !printable : text[i] != 0) return false;
        }
        return length != 0;
    }
}
