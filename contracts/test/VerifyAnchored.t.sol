// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {Merkle} from "./support/Merkle.t.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev What it takes to check a head, or a reading, with nothing but what a node's logs say.
contract VerifyAnchoredTest is TraceTest {
    /// @dev All that `verifyAnchored` is asked with.
    struct Claim {
        bytes32 id;
        ITrace.Anchor anchored;
        bytes32 before;
        bytes32[] later;
        bytes32 reading;
        bytes32[] proof;
    }

    function setUp() public override {
        super.setUp();
        createBatch();
    }

    /* HEADS */

    function testFuzz_LeafOfIsTheHashOfTopicsAndData(bytes32[] calldata topics, bytes calldata data) public view {
        bytes memory bits;
        for (uint256 i = 0; i < topics.length; ++i) bits = bytes.concat(bits, topics[i]);
        vm.assertEq(trace.leafOf(topics, data), keccak256(bytes.concat(bits, data)), "leaf");
    }

    function testFuzz_HeadAfterIsTheFoldOfTheLeaves(bytes32 head, bytes32[] calldata leaves) public view {
        bytes32 expected = head;
        for (uint256 i = 0; i < leaves.length; ++i) expected = keccak256(abi.encodePacked(expected, leaves[i]));
        vm.assertEq(trace.headAfter(head, leaves), expected, "head");
    }

    /// @dev Whoever is shown a batch's lines checks them with one call, wherever they begin.
    function testFuzz_TheLeavesOfAllLinesGiveTheHead(uint256 seed, uint8 count) public {
        string memory code = codeOf(seed, 20);
        bytes32 id = keccak256(bytes(code));
        vm.recordLogs();
        createBatch(code);
        bytes32 middle = trace.headOf(id);
        addLines(id, count % 16);
        bytes32[] memory leaves = leavesOf(vm.getRecordedLogs());
        vm.assertEq(trace.headAfter(0, leaves), trace.headOf(id), "from the beginning");
        vm.assertEq(trace.headAfter(middle, without(leaves, 0)), trace.headOf(id), "from a line on");
        if (leaves.length > 1) {
            bytes32[] memory fewer = without(leaves, seed % leaves.length);
            vm.assertTrue(trace.headAfter(0, fewer) != trace.headOf(id), "one is missing");
        }
    }

    /* READINGS */

    function testFuzz_AReadingIsAnchoredAlsoAfterFurtherLines(uint256 seed, uint8 count, uint8 lines) public {
        count = uint8(bound(count, 1, 40));
        bytes32[] memory nodes = Merkle.tree(Merkle.readings(seed, count));
        Claim memory claim = anchorTree(nodes, count, lines % 8);
        for (uint256 i = 0; i < count; ++i) {
            (claim.reading, claim.proof) = (Merkle.readingOf(seed, i), Merkle.proofOf(nodes, i));
            vm.assertTrue(verify(claim), "each reading");
            claim.reading = Merkle.readingOf(seed, i + count);
            vm.assertFalse(verify(claim), "no other");
        }
    }

    function testFuzz_NothingAlteredIsAnchored(uint256 seed, uint8 count, uint8 lines, uint8 what) public {
        Claim memory claim = claimOf(seed, bound(count, 2, 40), 1 + (lines % 8));
        vm.assertTrue(verify(claim), "as it is");
        alter(claim, what % 12, seed);
        vm.assertFalse(verify(claim), "altered");
    }

    function testFuzz_EveryLaterLeafIsNeededInItsPlace(uint256 seed, uint8 lines) public {
        Claim memory claim = claimOf(seed, 5, 2 + (lines % 8));
        bytes32[] memory later = claim.later;
        claim.later = without(later, seed % later.length);
        vm.assertFalse(verify(claim), "one is missing");
        claim.later = new bytes32[](0);
        vm.assertFalse(verify(claim), "all are missing");
        claim.later = new bytes32[](later.length + 1);
        for (uint256 i = 0; i < later.length; ++i) claim.later[i] = later[i];
        claim.later[later.length] = later[0];
        vm.assertFalse(verify(claim), "one is too many");
        (later[0], later[1]) = (later[1], later[0]);
        claim.later = later;
        vm.assertFalse(verify(claim), "out of order");
    }

    function testFuzz_AnotherBatchHasNotThisReading(uint256 seed, bytes32 id) public {
        vm.assume(id != ID);
        Claim memory claim = claimOf(seed, 5, 1);
        claim.id = id;
        vm.assertFalse(verify(claim), "unknown");
        createBatch("APPLE-0000-002");
        claim.id = keccak256("APPLE-0000-002");
        vm.assertFalse(verify(claim), "another");
    }

    /// @dev A line that has the same words at other places, or that nobody wrote, is none.
    function testFuzz_WhatWasNeverAnchoredIsNot(uint256 seed, bytes32 before) public view {
        bytes32[] memory nodes = Merkle.tree(Merkle.readings(seed, 3));
        Claim memory claim = Claim({
            id: ID,
            anchored: ITrace.Anchor(producer(), DIGEST, 1, 1, uint40(block.timestamp), nodes[0], 3),
            before: before,
            later: new bytes32[](0),
            reading: Merkle.readingOf(seed, 0),
            proof: Merkle.proofOf(nodes, 0)
        });
        vm.assertFalse(verify(claim), "never anchored");
        claim.id = keccak256("NOT-THERE");
        vm.assertFalse(verify(claim), "no batch");
    }

    function testFuzz_AProofIsForOneReading(uint256 seed) public {
        Claim memory claim = claimOf(seed, 8, 1);
        uint256 other = (seed % 8) ^ 1; // its sibling, whose proof is the same but for the first node
        claim.reading = Merkle.readingOf(seed, other);
        vm.assertFalse(verify(claim), "the sibling's");
        claim.reading = Merkle.readingOf(seed, seed % 8);
        claim.proof = without(claim.proof, seed % claim.proof.length);
        vm.assertFalse(verify(claim), "too short");
    }

    /* HELPERS */

    function verify(Claim memory claim) private view returns (bool) {
        return trace.verifyAnchored(
            claim.id, claim.anchored, claim.before, claim.later, claim.reading, claim.proof
        );
    }

    /// @dev A true claim about one of some readings.
    function claimOf(uint256 seed, uint256 count, uint256 lines) private returns (Claim memory claim) {
        bytes32[] memory nodes = Merkle.tree(Merkle.readings(seed, count));
        claim = anchorTree(nodes, uint32(count), lines);
        claim.reading = Merkle.readingOf(seed, seed % count);
        claim.proof = Merkle.proofOf(nodes, seed % count);
    }

    /// @dev Anchors a tree and writes further lines; what is claimed comes from the logs.
    function anchorTree(bytes32[] memory nodes, uint32 count, uint256 lines) private returns (Claim memory claim) {
        claim.id = ID;
        claim.before = trace.headOf(ID);
        vm.recordLogs();
        vm.prank(producer());
        trace.anchor(ID, nodes[0], count, DIGEST);
        addLines(ID, lines);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        claim.anchored.actor = address(uint160(uint256(logs[0].topics[2])));
        ITrace.Anchor memory line = claim.anchored;
        (line.digest, line.line, line.seq, line.timestamp, line.root, line.count) =
            abi.decode(logs[0].data, (bytes32, uint64, uint24, uint40, bytes32, uint32));
        claim.later = without(leavesOf(logs), 0);
    }

    /// @dev Lines that differ, for equal ones would not show their order.
    function addLines(bytes32 id, uint256 count) private {
        for (uint256 i = 0; i < count; ++i) {
            vm.prank(producer());
            trace.record(id, HARVEST, keccak256(abi.encode("line", i)));
        }
    }

    function alter(Claim memory claim, uint256 what, uint256 seed) private pure {
        ITrace.Anchor memory line = claim.anchored;
        if (what == 0) line.actor = address(uint160(line.actor) ^ uint160(1 << (seed % 160)));
        if (what == 1) line.digest = flipped(line.digest, seed);
        if (what == 2) line.line ^= uint64(1 << (seed % 64));
        if (what == 3) line.seq ^= uint24(1 << (seed % 24));
        if (what == 4) line.timestamp ^= uint40(1 << (seed % 40));
        if (what == 5) line.root = flipped(line.root, seed);
        if (what == 6) line.count ^= uint32(1 << (seed % 32));
        if (what == 7) claim.before = flipped(claim.before, seed);
        if (what == 8) claim.later[seed % claim.later.length] = flipped(claim.later[seed % claim.later.length], seed);
        if (what == 9) claim.reading = flipped(claim.reading, seed);
        if (what == 10) claim.proof[seed % claim.proof.length] = flipped(claim.proof[seed % claim.proof.length], seed);
        if (what == 11) claim.id = flipped(claim.id, seed);
    }

    function flipped(bytes32 word, uint256 seed) private pure returns (bytes32) {
        return word ^ bytes32(1 << (seed % 256));
    }

    function leavesOf(Vm.Log[] memory logs) private pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](logs.length);
        for (uint256 i = 0; i < logs.length; ++i) leaves[i] = leafOf(logs[i]);
    }

    function without(bytes32[] memory words, uint256 place) private pure returns (bytes32[] memory fewer) {
        fewer = new bytes32[](words.length - 1);
        for (uint256 i = 0; i < fewer.length; ++i) fewer[i] = words[i < place ? i : i + 1];
    }
}
