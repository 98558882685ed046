// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {TraceReader} from "../TraceReader.sol";
import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {Capacity} from "../types/Capacity.sol";
import {Merkle} from "./support/Merkle.t.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev What it takes to check a head, the chain or a reading, with nothing but what a node's logs say.
contract TraceReaderTest is TraceTest {
    /// @dev All that `verifyAnchored` is asked with.
    struct Claim {
        bytes32 id;
        TraceReader.Anchor anchored;
        bytes32 before;
        bytes32[] later;
        bytes reading;
        bytes32[] proof;
    }

    TraceReader private _reader;

    function setUp() public override {
        super.setUp();
        _reader = new TraceReader();
        createBatch();
    }

    /* LEAVES, HEADS, CHAIN */

    function testFuzz_LeafOfIsTheHashOfTopicsAndData(bytes32[] calldata topics, bytes calldata data) public view {
        bytes memory bits;
        for (uint256 i = 0; i < topics.length; ++i) bits = bytes.concat(bits, topics[i]);
        vm.assertEq(_reader.leafOf(topics, data), keccak256(bytes.concat(bits, data)), "leaf");
    }

    /// @dev Whoever is shown all lines checks them with one call, wherever they begin.
    function testFuzz_TheLeavesOfAllLinesGiveHeadAndChain(uint8 count) public {
        bytes32 head = trace.headOf(ID);
        (bytes32 chain,,) = trace.state();
        uint256 many = 1 + (count % 8);
        bytes32[] memory all = new bytes32[](2 * many);
        bytes32[] memory own = new bytes32[](many);
        for (uint256 i = 0; i < many; ++i) {
            own[i] = leafOf(act(producer, recordCall(ID, HARVEST))[0]);
            all[2 * i] = own[i];
            all[2 * i + 1] = leafOf(act(producer, abi.encodeCall(ITraceExtension.setAgent, (carrier, i % 2 == 0)))[0]);
        }
        (bytes32 chainNow,,) = trace.state();
        vm.assertEq(_reader.headAfter(head, own), trace.headOf(ID), "head");
        vm.assertEq(_reader.chainAfter(chain, all), chainNow, "chain");
        own[count % many] = keccak256("another");
        all[count % (2 * many)] = keccak256("another");
        vm.assertTrue(_reader.headAfter(head, own) != trace.headOf(ID), "of these alone");
        vm.assertTrue(_reader.chainAfter(chain, all) != chainNow, "of these alone");
    }

    function leafOf(Vm.Log memory log) private view returns (bytes32) {
        return _reader.leafOf(log.topics, log.data);
    }

    /* READINGS */

    function testFuzz_AReadingIsAnchoredAlsoAfterFurtherLines(uint256 seed, uint8 count, uint8 lines) public {
        count = uint8(bound(count, 1, 24));
        (Claim memory claim, bytes32[] memory nodes) = anchorTree(seed, count, lines % 5);
        for (uint256 i = 0; i < count; ++i) {
            (claim.reading, claim.proof) = (Merkle.valuesOf(seed, i), Merkle.proofOf(nodes, i));
            vm.assertTrue(verify(claim), "each reading");
            claim.reading = Merkle.valuesOf(seed, i + count);
            vm.assertFalse(verify(claim), "no other");
        }
    }

    function testFuzz_NothingAlteredIsAnchored(uint256 seed, uint8 count, uint8 what) public {
        (Claim memory claim, bytes32[] memory nodes) = anchorTree(seed, bound(count, 2, 24), 3);
        (claim.reading, claim.proof) = (Merkle.valuesOf(seed, 1), Merkle.proofOf(nodes, 1));
        vm.assertTrue(verify(claim), "as it is");
        what %= 15;
        TraceReader.Anchor memory anchored = claim.anchored;
        if (what == 0) claim.id = keccak256("another");
        if (what == 1) anchored.actor = address(0xdead);
        if (what == 2) anchored.digest ^= bytes32(uint256(1));
        if (what == 3) ++anchored.line;
        if (what == 4) ++anchored.seq;
        if (what == 5) ++anchored.timestamp;
        if (what == 6) anchored.capacity = Capacity.Holder;
        if (what == 7) ++anchored.roles;
        if (what == 8) anchored.root ^= bytes32(uint256(1));
        if (what == 9) ++anchored.count;
        if (what == 10) claim.before ^= bytes32(uint256(1) << 255);
        if (what == 11) claim.later[seed % 3] ^= bytes32(uint256(1));
        if (what == 12) claim.later = new bytes32[](0);
        if (what == 13) claim.reading[0] ^= 0x01;
        if (what == 14) claim.proof[0] ^= bytes32(uint256(1));
        vm.assertFalse(verify(claim), "altered");
    }

    /// @dev With the root as the reading, no proof is needed where it goes in as a hash; here its hash is not the root.
    function testFuzz_NeitherTheRootNorANodeIsAReading(uint256 seed, uint8 count) public {
        (Claim memory claim, bytes32[] memory nodes) = anchorTree(seed, bound(count, 2, 24), 0);
        claim.reading = abi.encode(claim.anchored.root);
        claim.proof = new bytes32[](0);
        vm.assertFalse(verify(claim), "the root");
        // What a node is the hash of, side by side: it is hashed twice.
        (bytes32 a, bytes32 b) = nodes[1] < nodes[2] ? (nodes[1], nodes[2]) : (nodes[2], nodes[1]);
        claim.reading = abi.encode(a, b);
        vm.assertFalse(verify(claim), "a node");
    }

    /// @dev Another deployment has another head.
    function test_AReadingIsOfOneDeployment() public {
        (Claim memory claim, bytes32[] memory nodes) = anchorTree(1, 5, 1);
        (claim.reading, claim.proof) = (Merkle.valuesOf(1, 0), Merkle.proofOf(nodes, 0));
        vm.assertTrue(verify(claim), "of this one");
        trace = deploy();
        vm.assertFalse(verify(claim), "of no other");
    }

    /* HELPERS */

    function anchorTree(uint256 seed, uint256 count, uint256 lines)
        private
        returns (Claim memory claim, bytes32[] memory nodes)
    {
        nodes = Merkle.tree(Merkle.readings(seed, count));
        claim.id = ID;
        claim.before = trace.headOf(ID);
        uint40 line = nextLine();
        act(carrier, abi.encodeCall(ITraceExtension.anchor, (ID, nodes[0], uint32(count), DIGEST)));
        claim.anchored = TraceReader.Anchor(
            carrier, DIGEST, line, 2, START, Capacity.Role, CARRIER, nodes[0], uint32(count)
        );
        claim.later = new bytes32[](lines);
        for (uint256 i = 0; i < lines; ++i) claim.later[i] = leafOf(act(producer, recordCall(ID, HARVEST))[0]);
    }

    function verify(Claim memory claim) private view returns (bool) {
        return _reader.verifyAnchored(
            address(trace), claim.id, claim.anchored, claim.before, claim.later, claim.reading, claim.proof
        );
    }
}
