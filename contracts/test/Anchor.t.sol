// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {SequenceExhausted, Status, Verdict} from "../types/Batch.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

contract AnchorTest is TraceTest {
    bytes32 private constant ROOT = keccak256("a tree");

    function setUp() public override {
        super.setUp();
        createBatch();
    }

    /* WHAT IT DOES */

    function testFuzz_AnchorLogsEveryFieldOfTheLine(bytes32 root, uint32 count, bytes32 digest, uint40 time) public {
        vm.assume(root != 0 && count != 0 && digest != 0);
        vm.warp(time);
        vm.expectEmit(address(trace));
        emit ITrace.Anchored(ID, producer(), digest, 2, 2, time, root, count);
        vm.prank(producer());
        trace.anchor(ID, root, count, digest);
    }

    function testFuzz_AnchorFoldsExactlyItsLogIntoTheHead(bytes32 root, uint32 count, bytes32 digest) public {
        vm.assume(root != 0 && count != 0 && digest != 0);
        bytes32 head = trace.headOf(ID);
        vm.recordLogs();
        vm.prank(producer());
        trace.anchor(ID, root, count, digest);
        assertFolded(ID, head);
    }

    function testFuzz_AnchorMovesNothingButSeqAndHead(uint8 count) public {
        createBatch("APPLE-0000-002");
        vm.prank(producer());
        trace.offerCustody(ID, stranger, DIGEST);
        vm.prank(inspector());
        trace.inspect(ID, Verdict.Fail, DIGEST);
        for (uint256 i = 0; i < count % 16; ++i) anchor();
        assertBatch(ID, producer(), QUANTITY, 3 + (count % 16), Verdict.Fail);
        assertBatch(keccak256("APPLE-0000-002"), producer(), QUANTITY, 1, Verdict.None);
        vm.assertEq(trace.offerOf(ID), stranger, "the offer stands");
        vm.assertEq(trace.lineCount(), 4 + (count % 16), "line count");
    }

    function testFuzz_AnchorTakesExactlyTheRolesOfTelemetry(uint256 set) public {
        set = bound(set, 0, 63);
        setKindRole(TELEMETRY, set);
        for (uint256 i = 0; i < 6; ++i) {
            if ((set >> i) & 1 == 0) expectUnauthorized(holder(i), TELEMETRY);
            vm.prank(holder(i));
            trace.anchor(ID, ROOT, 1, DIGEST);
        }
    }

    function test_AnchorTakesARecalledBatchAndLeavesItRecalled() public {
        for (uint256 i = uint256(Status.Recalled); i <= uint256(Status.RecallOrdered); i += 2) {
            forceStatus(ID, Status(i));
            anchor();
            vm.assertTrue(statusOf(ID) == Status(i), "status");
        }
    }

    /// @dev Readings are no other's for being the same: the same root may be anchored again.
    function test_AnchorTakesTheSameRootAgain() public {
        anchor();
        anchor();
        assertBatch(ID, producer(), QUANTITY, 3, Verdict.None);
    }

    /* WHAT IT REFUSES */

    function testFuzz_AnchorRevertsForAZeroRootOrNoReadings(bytes32 root, uint32 count) public {
        bytes memory reason = abi.encodeWithSelector(ITrace.InvalidRoot.selector);
        refuses(reason, producer(), ID, 0, count, DIGEST);
        refuses(reason, producer(), ID, root, 0, DIGEST);
        refuses(reason, producer(), ID, 0, 0, DIGEST);
    }

    function test_AnchorRevertsForAZeroDigest() public {
        refuses(abi.encodeWithSelector(ITrace.InvalidDigest.selector), producer(), ID, ROOT, 1, 0);
    }

    function testFuzz_AnchorRevertsForAnActorWithoutARole(address actor) public {
        vm.assume(actor != holder(0) && actor != holder(2));
        bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, actor, TELEMETRY);
        refuses(reason, actor, ID, ROOT, 1, DIGEST);
    }

    /// @dev Whoever holds a batch is no more believed about it than others are.
    function test_AnchorRevertsForACustodianWithoutARole() public {
        vm.prank(producer());
        trace.offerCustody(ID, stranger, DIGEST);
        vm.prank(stranger);
        trace.acceptCustody(ID, DIGEST);
        bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, stranger, TELEMETRY);
        refuses(reason, stranger, ID, ROOT, 1, DIGEST);
    }

    function testFuzz_AnchorRevertsForAnUnknownBatch(bytes32 id) public {
        vm.assume(id != ID);
        refuses(abi.encodeWithSelector(ITrace.UnknownBatch.selector, id), producer(), id, ROOT, 1, DIGEST);
    }

    function test_AnchorRevertsForAWithdrawnBatch() public {
        forceStatus(ID, Status.Withdrawn);
        bytes memory reason = abi.encodeWithSelector(ITrace.BatchNotActive.selector, ID, Status.Withdrawn);
        refuses(reason, producer(), ID, ROOT, 1, DIGEST);
    }

    function test_AnchorRevertsWhenPausedAndGoesOnAfterwards() public {
        pause();
        refuses(abi.encodeWithSelector(ITrace.EnforcedPause.selector), producer(), ID, ROOT, 1, DIGEST);
        vm.prank(admin);
        trace.unpause();
        anchor();
    }

    function test_AnchorRevertsRatherThanNumberALineTwice() public {
        forceSeq(ID, type(uint24).max - 1);
        anchor();
        assertBatch(ID, producer(), QUANTITY, type(uint24).max, Verdict.None);
        refuses(abi.encodeWithSelector(SequenceExhausted.selector), producer(), ID, ROOT, 1, DIGEST);
    }

    /* HELPERS */

    function anchor() private {
        vm.prank(producer());
        trace.anchor(ID, ROOT, 1, DIGEST);
    }

    function refuses(bytes memory reason, address actor, bytes32 id, bytes32 root, uint32 count, bytes32 digest) private {
        bytes32 before = keccak256(abi.encode(trace.batchOf(id)));
        expectFailure(reason, actor, abi.encodeCall(ITrace.anchor, (id, root, count, digest)));
        vm.assertEq(keccak256(abi.encode(trace.batchOf(id))), before, "the batch stays");
    }
}
